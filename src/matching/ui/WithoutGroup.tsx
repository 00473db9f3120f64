import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { GroupsView } from '../contract/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import styles from './matching.module.css'
import type { StudioParts } from './studio.ts'

const step = 24

/** Mentors who lead no group and join none: unchosen mentors are easily lost. */
export function WithoutGroup({ view, groups }: StudioParts & { readonly groups: GroupsView }) {
  const say = useWords(groupsEn)
  const sayHere = useWords(en)
  const [shown, setShown] = useState(step)
  const inGroups = new Set(groups.rows.flatMap(group => [group.leaderId, ...group.coMentorIds]))
  const without = view.people.mentors.filter(({ id }) => !inGroups.has(id)).sort((a, b) => a.name.localeCompare(b.name))
  if (without.length === 0) return null
  const more = without.length - shown
  return (
    <Card title={say('free.title')} note={say('free.note', { count: without.filter(({ places }) => places > 0).length })}>
      <ul className={styles.places}>
        {without.slice(0, shown).map(mentor => (
          <li key={mentor.id}>
            {mentor.name} {mentor.places === 0 && <small>{say('free.cannot')}</small>}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button kind="link" onClick={() => setShown(shown + step)}>
          {sayHere('studio.more.unplaced', { count: Math.min(step, more) })}
        </Button>
      )}
    </Card>
  )
}
