import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { ArrangementView } from '../contract/arrangement.ts'
import { isLiftable } from '../rules/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import type { SayHere } from './said.ts'
import { nameIn, type StudioParts } from './studio.ts'

/** Pairs that are kept apart, with why, and the way to put them back. */
export function Apart({ view, whyNot, putBack }: StudioParts) {
  const say = useWords(en)
  if (view.apart.length === 0) return null
  return (
    <Card flush title={say('studio.apart')} note={say('studio.apartCount', { count: view.apart.length })}>
      <ul className={styles.apart}>
        {view.apart.map(row => {
          const pair = say('studio.with', {
            mentee: nameIn(view.people.mentees, row.menteeId),
            mentor: nameIn(view.people.mentors, row.mentorId),
          })
          return (
            <li key={`${row.menteeId} ${row.mentorId}`}>
              <span className="grow">
                <b>{pair}</b>
                <small>{whyApart(say, row)}</small>
              </span>
              {isLiftable(row.standing) && (
                <Button
                  size="small"
                  disabledReason={whyNot}
                  reasonHidden
                  aria-label={`${say('act.putBack')}: ${pair}`}
                  onClick={() => putBack(row)}
                >
                  {say('act.putBack')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function whyApart(say: SayHere, { standing, madeBy, reason }: ArrangementView['apart'][number]): string {
  if (standing !== 'coordinator') return say(`studio.apartBy.${standing}`)
  return madeBy !== null && reason !== null ? say('studio.apartBy.coordinator', { name: madeBy, reason }) : say('studio.apartBy.plain')
}
