import { Card } from '../../kit/ui/Card.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { To } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { listRounds } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'

/** The rounds that were, each with what became of it. Those with an arrangement can be read again. */
export function EarlierRounds({ rows, shown }: { readonly rows: Answer<typeof listRounds>['rows']; readonly shown: string | null }) {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const earlier = rows.filter(row => row.id !== shown)
  if (earlier.length === 0) return null
  return (
    <Card title={say('matching.earlier')}>
      <ul className={styles.rounds}>
        {earlier.slice(0, 12).map(row => {
          const facts = { startedAt: row.startedAt, name: row.startedBy ?? '' }
          const words = say(row.startedBy ? 'matching.earlierRow' : 'matching.earlierUnknown', facts)
          return (
            <li key={row.id}>
              {row.arrangements > 0 ? (
                <To to="/$organization/programs/$programId/cohorts/$cohortId/matching" params={place} search={{ round: row.id }}>
                  {words}
                </To>
              ) : (
                <span className="muted">{words}</span>
              )}
              <Chip>{say(`matching.state.${row.state}`)}</Chip>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
