import { Card } from '../../kit/ui/Card.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type PriceRow, readPrices } from '../contract/price.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import { lossWords, ruleName, type SayHere } from './said.ts'
import type { StudioParts } from './studio.ts'

const shown = 12

/** Whom else one mentee could have, and what each would do to everybody: cheapest first. */
export function OtherMentors({
  parts,
  menteeId,
  mentee,
}: {
  readonly parts: StudioParts
  readonly menteeId: string
  readonly mentee: string
}) {
  const say = useWords(en)
  const answer = useAnswer(readPrices, { arrangementId: parts.view.id, menteeId })
  return (
    <Card flush title={say('panel.others', { mentee })} level={3}>
      <Loaded answer={answer} meanwhile={<Skeleton of="rows" count={5} />}>
        {({ rows, mentors, possible }) => (
          <>
            <p className={styles.quiet}>{say('panel.othersNote', { possible, count: mentors })}</p>
            <ul className={styles.others}>
              {rows.slice(0, shown).map(row => (
                <li key={row.mentor.id} className={classes(parts.mentorId === row.mentor.id && styles.chosen)}>
                  <button type="button" className={styles.other} onClick={() => parts.choose(menteeId, row.mentor.id)}>
                    <Stone id={row.mentor.id} name={row.mentor.name} size={28} />
                    <span className="grow">
                      <b>{row.mentor.name}</b> <span className="num muted">{row.shown ?? ''}</span>
                      <small className={classes(row.possible && styles[costOf(say, row, parts).tone])}>
                        {costOf(say, row, parts).words}
                      </small>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Card>
  )
}

function costOf(say: SayHere, row: PriceRow, { view, round }: StudioParts): { readonly words: string; readonly tone: 'free' | 'cost' } {
  if (row.possible) {
    if (row.lost < 0) return { words: say('panel.otherRow.gain', { lost: -row.lost }), tone: 'free' }
    return lossWords(say, row, view.measure)
  }
  const [rule] = row.forbiddenBy
  if (rule) return { words: say('panel.otherRow.rule', { question: ruleName(round.lookedFor, rule) }), tone: 'cost' }
  return { words: row.apart ? say('panel.apart') : say('panel.otherRow.no'), tone: 'cost' }
}
