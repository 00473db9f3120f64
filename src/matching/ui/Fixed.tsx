import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { ArrangementView } from '../contract/arrangement.ts'
import { isLettable, isLiftable } from '../rules/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ActRefused } from './ActRefused.tsx'
import styles from './matching.module.css'
import type { SayHere } from './said.ts'
import { nameIn, type StudioParts } from './studio.ts'

const step = 8

type Decided = ArrangementView['apart'][number] | ArrangementView['kept'][number]

/** Who is never together and who is kept, with who decided it, when and why, and the way to take it back: latest first. */
export function Fixed(parts: StudioParts) {
  const say = useWords(en)
  const [shown, setShown] = useState(step)
  const { view, whyNot, putBack } = parts
  const rows = [
    ...view.apart.map(row => ({ row, act: 'never' as const, isMine: isLiftable(row.standing) })),
    ...view.kept.map(row => ({ row, act: 'kept' as const, isMine: isLettable(row.standing) })),
  ].sort((a, b) => (b.row.madeAt ?? '').localeCompare(a.row.madeAt ?? ''))
  if (rows.length === 0) return null
  const more = rows.length - shown
  return (
    <Card flush title={say('studio.fixed')} note={say('studio.fixedCount', { count: rows.length })}>
      <ul className={styles.apart}>
        {rows.slice(0, shown).map(({ row, act, isMine }) => {
          const words = say(`studio.fixed.${act}`, {
            mentee: nameIn(view.people.mentees, row.menteeId),
            mentor: nameIn(view.people.mentors, row.mentorId),
          })
          return (
            <li key={`${act} ${row.menteeId} ${row.mentorId}`}>
              <span className="grow">
                <b>{words}</b>
                <small dir="auto">{decidedWords(say, row, act)}</small>
                <ActRefused of={row} parts={parts} />
              </span>
              {isMine && (
                <Button
                  size="small"
                  disabledReason={whyNot}
                  reasonHidden
                  aria-label={`${say('act.putBack')}: ${words}`}
                  onClick={() => putBack(row)}
                >
                  {say('act.putBack')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {more > 0 && (
        <p className={styles.foot}>
          <Button kind="link" onClick={() => setShown(shown + step)}>
            {say('studio.more.unplaced', { count: Math.min(step, more) })}
          </Button>
        </p>
      )}
    </Card>
  )
}

function decidedWords(say: SayHere, { standing, madeBy: name, madeAt: at, reason }: Decided, act: 'never' | 'kept'): string {
  if (standing === 'coordinator' && at !== null) {
    if (name !== null) return reason === null ? say('studio.fixed.byOnly', { name, at }) : say('studio.fixed.by', { name, at, reason })
    if (reason !== null) return say('studio.fixed.byNobody', { at, reason })
  }
  const plain = act === 'never' ? say('studio.apartBy.plain') : say('studio.keptBy.plain')
  const why =
    standing === 'coordinator' ? plain : standing === 'proposal' ? say('studio.keptBy.proposal') : say(`studio.apartBy.${standing}`)
  return at === null ? why : say('studio.fixed.at', { why, at })
}
