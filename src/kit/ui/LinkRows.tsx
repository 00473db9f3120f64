import ChevronRight from 'lucide-react/icons/chevron-right'
import Eye from 'lucide-react/icons/eye'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'
import styles from './LinkRows.module.css'
import { To } from './To.tsx'

export interface LinkRow {
  readonly id: string
  readonly icon: IconOf
  readonly name: string
  /** What happens then. */
  readonly hint?: ReactNode
  /** Who sees it. */
  readonly seenBy?: string
  readonly tone?: 'pine' | 'rowan'
  readonly to?: string
  readonly onPress?: () => void
}

/** Things one may do or change, each a whole row: its name, what happens after, who sees it. */
export function LinkRows(props: { readonly rows: readonly LinkRow[]; readonly stones?: boolean }) {
  return (
    <ul className={styles.rows}>
      {props.rows.map(row => (
        <li key={row.id}>
          <RowTarget row={row}>
            <span className={classes(props.stones ? styles.stone : styles.icon, row.tone === 'rowan' && styles.rowan)}>
              <Icon of={row.icon} size={18} />
            </span>
            <span className={styles.words}>
              <b>{row.name}</b>
              {row.hint && <span className={styles.hint}>{row.hint}</span>}
              {row.seenBy && (
                <span className={styles.seen}>
                  <Icon of={Eye} size={15} />
                  {row.seenBy}
                </span>
              )}
            </span>
            <Icon of={ChevronRight} size={18} mirror className={styles.go} />
          </RowTarget>
        </li>
      ))}
    </ul>
  )
}

function RowTarget(props: { readonly row: LinkRow; readonly children: ReactNode }) {
  const { row } = props
  if (row.to !== undefined)
    return (
      <To to={row.to} className={styles.target}>
        {props.children}
      </To>
    )
  return (
    <button type="button" className={styles.target} onClick={row.onPress}>
      {props.children}
    </button>
  )
}

/** Questions people ask, each with its plain answer behind it. */
export function Questions(props: {
  readonly name: string
  readonly questions: readonly { readonly question: string; readonly answer: ReactNode; readonly open?: boolean }[]
}) {
  return (
    // several may stand on a page, so it is a group and no landmark
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is filled in, and these are read
    <div role="group" aria-label={props.name} className={styles.questions}>
      {props.questions.map(one => (
        <details key={one.question} open={one.open}>
          <summary>
            {one.question}
            <Icon of={ChevronRight} className={styles.turn} />
          </summary>
          <div className={styles.answer}>{one.answer}</div>
        </details>
      ))}
    </div>
  )
}
