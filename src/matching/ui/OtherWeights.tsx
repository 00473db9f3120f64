import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { readWeighing } from '../contract/weighing.ts'
import { isArrangedAtOnce, mostOnASide } from '../rules/alternatives.ts'
import { type Weights, weightTexts } from '../rules/weighing.ts'
import en from '../texts/weighing.en.json' with { type: 'json' }
import { HangsOnEach } from './HangsOnEach.tsx'
import type { StudioParts } from './studio.ts'
import { UseWeights } from './UseWeights.tsx'
import { WeighedPairs } from './WeighedPairs.tsx'
import { WeightFields } from './WeightFields.tsx'
import styles from './weights.module.css'
import { useTriedWeights } from './weights.ts'

/** What would move if the same things counted more or less. Nothing is done by looking, and nothing is worked out before it is asked for. */
export function OtherWeights(parts: StudioParts) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const { round, view } = parts
  const { counts } = view
  const { criteria } = round.lookedFor
  if (round.state !== 'ready' || counts.pairs === 0) return null
  const isOpen = typeof url['weights'] === 'string'
  const words =
    criteria.length < 2
      ? say('weights.onlyOne')
      : isArrangedAtOnce(counts.mentees, counts.mentors)
        ? null
        : say('weights.tooLarge', { most: mostOnASide })
  return (
    <Card
      title={say('weights.title')}
      action={
        isOpen &&
        !words && (
          <Button kind="link" onClick={() => change({ weights: undefined, tried: undefined })}>
            {say('weights.close')}
          </Button>
        )
      }
    >
      {words ? (
        <p className="muted">{words}</p>
      ) : isOpen ? (
        <Trying key={round.id} parts={parts} />
      ) : (
        <div className="stack">
          <p className="muted">{say('weights.lead')}</p>
          <div>
            <Button onClick={() => change({ weights: 'own' })}>{say('weights.open')}</Button>
          </div>
        </div>
      )}
    </Card>
  )
}

type Weighing = Answer<typeof readWeighing>

function Trying({ parts }: { readonly parts: StudioParts }) {
  const say = useWords(en)
  const { round, view } = parts
  const { criteria } = round.lookedFor
  const tried = useTriedWeights(criteria, view.id)
  const { asked } = tried
  const fixed = view.kept.length + view.apart.length
  const answer = useAnswer(
    readWeighing,
    { arrangementId: asked?.arrangementId ?? view.id, weights: asked ? weightTexts(asked.weights) : [] },
    { when: asked !== null },
  )
  // the last answer stays until the next one is here
  const [last, setLast] = useState<{ readonly weighing: Weighing; readonly asked: { arrangementId: string; weights: Weights } }>()
  if (asked && answer.data && answer.data !== last?.weighing) setLast({ weighing: answer.data, asked })
  const isWorking = asked !== null && answer.isFetching && !answer.data
  const isNow = tried.isAsked && asked?.arrangementId === view.id
  const shown = asked && (answer.data ? { weighing: answer.data, asked } : answer.error ? undefined : last)
  return (
    <div className="stack">
      <HangsOnEach parts={parts}>{hangs => <WeightFields lookedFor={round.lookedFor} tried={tried} hangs={hangs} />}</HangsOnEach>
      {fixed > 0 && <p className="hint">{say('weights.fixed', { count: fixed })}</p>}
      <div className={styles.acts}>
        <Button
          busy={isWorking}
          disabledReason={isNow ? undefined : tried.isNothing ? say('weights.allZero') : tried.isOwn ? say('weights.own') : undefined}
          onClick={isNow ? answer.refetch : tried.ask}
        >
          {say('weights.see')}
        </Button>
        {!tried.isOwn && (
          <Button kind="link" onClick={tried.reset}>
            {say('weights.reset')}
          </Button>
        )}
      </div>
      <div role="status" className={styles.told}>
        {isWorking && <p className="unseen">{say('weights.working')}</p>}
        {shown && !isNow && !isWorking && <p className={styles.stale}>{say(tried.isAsked ? 'weights.ofBefore' : 'weights.ofOther')}</p>}
      </div>
      {asked && !shown && (
        <Loaded answer={answer} meanwhile={<Skeleton of="lines" count={3} />}>
          {() => null}
        </Loaded>
      )}
      {shown && (
        <WeighedPairs parts={parts} weighing={shown.weighing} weights={shown.asked.weights} isBusy={isWorking}>
          {isNow && !tried.isOwn && !isWorking && (
            <UseWeights cohortId={view.cohortId} lookedFor={round.lookedFor} weights={shown.asked.weights} />
          )}
        </WeighedPairs>
      )}
    </div>
  )
}
