import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type ArrangementRow, listArrangements } from '../contract/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ComparedArrangements } from './ComparedArrangements.tsx'
import { changeWords } from './change-words.ts'
import styles from './matching.module.css'
import type { StudioParts } from './studio.ts'

/** Every arrangement of the round with who, why and its figures; any two can be compared. */
export function Arrangements({ round, view, open }: StudioParts) {
  const say = useWords(en)
  const [compared, setCompared] = useState<readonly string[] | null>(null)
  const history = useAnswer(listArrangements, { roundId: round.id })
  const press = (row: ArrangementRow) => {
    if (compared === null) return open(row.id)
    setCompared(compared.includes(row.id) ? compared.filter(id => id !== row.id) : [...compared, row.id].slice(-2))
  }
  const [from, to] = compared ?? []
  return (
    <Card
      title={say('history.title')}
      action={
        (history.data?.rows.length ?? 0) > 1 && (
          <Button kind="link" onClick={() => setCompared(compared === null ? [] : null)}>
            {say(compared === null ? 'history.compare' : 'history.compareDone')}
          </Button>
        )
      }
    >
      {compared !== null && compared.length < 2 && <p className="hint">{say('history.choose')}</p>}
      <Loaded answer={history}>
        {({ rows }) => (
          <ol className={styles.history}>
            {rows.map(row => (
              <li key={row.id}>
                <button
                  type="button"
                  className={classes(styles.made, row.id === view.id && styles.now)}
                  aria-pressed={compared === null ? undefined : compared.includes(row.id)}
                  aria-current={row.id === view.id || undefined}
                  onClick={() => press(row)}
                >
                  <b className={styles.number}>{row.number}</b>
                  <span>
                    {changeWords(say, row)}
                    <small>
                      {row.madeBy === null
                        ? say('history.byNobody', { at: row.madeAt })
                        : say('history.by', { name: row.madeBy, at: row.madeAt })}
                      {'. '}
                      {row.average === null || row.lowest === null
                        ? say('history.figuresNone')
                        : say('history.figures', { count: row.pairs, average: row.average, lowest: row.lowest })}
                    </small>
                    {row.reason !== null && <small dir="auto">{row.reason}</small>}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      {from !== undefined && to !== undefined && <ComparedArrangements fromId={from} toId={to} />}
    </Card>
  )
}
