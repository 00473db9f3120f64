import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { renewAnswers, useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type CriteriaView, changeCriteria, readCriteria } from '../contract/criteria.ts'
import { criteriaWith, standingOf, type Weights } from '../rules/weighing.ts'
import en from '../texts/weighing.en.json' with { type: 'json' }
import { type LookedFor, partName } from './said.ts'
import styles from './weights.module.css'

interface UseWeightsProps {
  readonly cohortId: string
  readonly lookedFor: LookedFor
  readonly weights: Weights
}

/** The tried weights become what the cohort looks for, from the next round on; this round stays as it is. */
export function UseWeights({ cohortId, lookedFor, weights }: UseWeightsProps) {
  const say = useWords(en)
  const criteria = useAnswer(readCriteria, { cohortId })
  const before = criteria.data
  const undo = useAct(changeCriteria, { renews: [readCriteria], done: () => tell(say('weights.used.undone')) })
  const use = useAct(changeCriteria, {
    renews: [readCriteria],
    refused: () => void renewAnswers([readCriteria]),
    done: ({ version }) => {
      if (!before) return
      const { criteria, requirements, first } = before
      tell(say('weights.used.told'), () => undo.start({ cohortId, criteria, requirements, first }, version))
    },
  })
  return (
    <Loaded answer={criteria} meanwhile={null}>
      {view => (
        <div className={styles.use}>
          {use.refusal && (
            <Banner tone="rowan" small>
              {use.refusal.code === 'stale' ? say('weights.changedSince') : use.refusal.title}
            </Banner>
          )}
          <Offer
            view={view}
            lookedFor={lookedFor}
            weights={weights}
            isBusy={use.busy || undo.busy}
            start={() =>
              use.start(
                { cohortId, criteria: criteriaWith(view.criteria, weights), requirements: view.requirements, first: view.first },
                view.version,
              )
            }
          />
        </div>
      )}
    </Loaded>
  )
}

interface OfferProps extends Pick<UseWeightsProps, 'lookedFor' | 'weights'> {
  readonly view: CriteriaView
  readonly isBusy: boolean
  readonly start: () => void
}

function Offer({ view, lookedFor, weights, isBusy, start }: OfferProps) {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const priorities = (
    <ButtonTo kind="link" size="small" to="/$organization/programs/$programId/cohorts/$cohortId/matching/priorities" params={place}>
      {say('weights.priorities')}
    </ButtonTo>
  )
  const standing = standingOf(view.criteria, lookedFor.criteria, weights)
  if (standing !== 'usable')
    return (
      <p>
        {standing === 'used' && <b>{say('weights.used')} </b>}
        {say(standing === 'used' ? 'weights.used.next' : 'weights.changed')} {priorities}
      </p>
    )
  if (view.may.change !== true) return null
  const gone = lookedFor.criteria.filter(({ id }) => weights.get(id) === 0).map(({ id }) => `“${partName(lookedFor, id)}”`)
  return (
    <>
      <div>
        <Button busy={isBusy} onClick={start}>
          {say('weights.use')}
        </Button>
      </div>
      <p className="hint">
        {gone.length > 0 && `${say('weights.use.zero', { names: gone, count: gone.length })} `}
        {say('weights.use.keeps')}
      </p>
    </>
  )
}
