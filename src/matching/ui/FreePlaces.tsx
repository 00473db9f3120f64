import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import type { StudioParts } from './studio.ts'

const step = 24

/** Mentors who could take somebody more, those with nobody first: unchosen mentors are easily lost. */
export function FreePlaces({ view }: StudioParts) {
  const say = useWords(en)
  const [shown, setShown] = useState(step)
  const free = view.people.mentors
    .filter(mentor => mentor.free > 0)
    .sort((a, b) => b.free / b.places - a.free / a.places || a.name.localeCompare(b.name))
  if (free.length === 0) return null
  const more = free.length - shown
  return (
    <Card title={say('studio.free')} note={say('studio.freeNote', { count: free.length })}>
      <ul className={styles.places}>
        {free.slice(0, shown).map(mentor => (
          <li key={mentor.id}>
            {mentor.name}{' '}
            <small>
              {mentor.free === mentor.places
                ? say('studio.freeAll', { count: mentor.places })
                : say('studio.freeRow', { count: mentor.free, of: mentor.places })}
            </small>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button kind="link" onClick={() => setShown(shown + step)}>
          {say('studio.more.unplaced', { count: Math.min(step, more) })}
        </Button>
      )}
    </Card>
  )
}
