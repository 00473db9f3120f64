import { Card } from '../../kit/ui/Card.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { type Fairness, readFairness } from '../contract/fairness.ts'
import { fewest } from '../rules/hiding.ts'
import en from '../texts/fairness.en.json' with { type: 'json' }
import { FairnessTables } from './FairnessTables.tsx'
import styles from './fairness.module.css'
import type { StudioParts } from './studio.ts'

/** How the arrangement serves the groups by which fairness is looked at. Nothing is worked out by looking: it was when the arrangement was made. */
export function IsItFair({ view }: StudioParts) {
  const say = useWords(en)
  const answer = useAnswer(readFairness, { arrangementId: view.id })
  return (
    <Card title={say('fair.title')}>
      <Loaded answer={answer} meanwhile={<Skeleton of="lines" count={3} />}>
        {fairness =>
          fairness.state === 'told' ? (
            <>
              <FairnessTables splits={fairness.splits} arrangementId={view.id} roundId={view.roundId} />
              <HowToRead />
            </>
          ) : (
            <Untold fairness={fairness} />
          )
        }
      </Loaded>
    </Card>
  )
}

function Untold({ fairness }: { readonly fairness: Exclude<Fairness, { state: 'told' }> }) {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  if (fairness.state === 'own') return <p className="muted">{say('fair.own')}</p>
  return (
    <div className="stack">
      <p className="muted">{say(fairness.chosenSince ? 'fair.noneSince' : 'fair.none')}</p>
      {!fairness.chosenSince && (
        <div>
          <ButtonTo to="/$organization/programs/$programId/cohorts/$cohortId/matching/priorities" params={place}>
            {say('fair.choose')}
          </ButtonTo>
        </div>
      )}
    </div>
  )
}

function HowToRead() {
  const say = useWords(en)
  return (
    <details className={styles.how}>
      <summary>{say('fair.how')}</summary>
      <p>{say('fair.how.middle')}</p>
      <p>{say('fair.how.chance')}</p>
      <p>{say('fair.how.cause')}</p>
      <p>{say('fair.how.fewest', { fewest })}</p>
    </details>
  )
}
