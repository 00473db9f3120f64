import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listAlternatives } from '../contract/alternatives.ts'
import { isSmall } from '../rules/alternatives.ts'
import { hasPrices } from '../rules/first.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import { lossWords, moveBetween } from './said.ts'
import type { StudioParts } from './studio.ts'

/** In a small round, the next two ways beside the one that is shown: who would move, and what each costs. The reader chooses with their own eyes. */
export function OtherWays(parts: StudioParts) {
  const say = useWords(en)
  const { view, choose } = parts
  const small = isSmall(view.counts.mentees, view.counts.mentors) && view.counts.pairs > 0 && hasPrices(view.first)
  const answer = useAnswer(listAlternatives, { arrangementId: view.id }, { when: small })
  if (!small || answer.data?.rows.length === 0) return null
  return (
    <Card title={say('ways.title')} note={say('ways.note')}>
      <Loaded answer={answer} meanwhile={<Skeleton of="lines" count={3} />}>
        {({ rows, measure }) => (
          <ol className={styles.ways}>
            {rows.map((way, at) => {
              const loss = lossWords(say, way, measure)
              const [first] = way.moves.filter(({ to }) => to !== null)
              return (
                <li key={way.moves.map(({ mentee, to }) => `${mentee.id} ${to?.id}`).join()}>
                  <h3>
                    {say(at === 0 ? 'ways.second' : 'ways.third')} <b className={styles[loss.tone]}>{loss.words}</b>
                  </h3>
                  {way.average !== null && way.lowest !== null && (
                    <p className="muted">{say('history.figures', { count: way.pairs, average: way.average, lowest: way.lowest })}</p>
                  )}
                  <ul>
                    {way.moves.map(move => (
                      <li key={`${move.mentee.id} ${move.from?.id} ${move.to?.id}`}>{moveBetween(say, move)}</li>
                    ))}
                  </ul>
                  {first?.to && (
                    <Button
                      size="small"
                      aria-label={say('ways.tryOne', { mentee: first.mentee.name, mentor: first.to.name })}
                      onClick={() => choose(first.mentee.id, first.to?.id)}
                    >
                      {say('act.try')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ol>
        )}
      </Loaded>
    </Card>
  )
}
