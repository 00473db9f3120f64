import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'
import styles from './NeedsRow.module.css'

export interface NeedsRowProps {
  /** Stones of who it is about, or `NeedsIcon`. */
  readonly who: ReactNode
  readonly sentence: ReactNode
  /** When it is due or since when it waits. */
  readonly due?: { readonly words: string; readonly urgent?: boolean } | undefined
  readonly note?: ReactNode
  /** Beside the note: the cheapest remedy with its price. */
  readonly remedy?: ReactNode
  /** One act, and "later". */
  readonly acts: ReactNode
  readonly chosen?: boolean
}

/** What needs a person: who, a sentence, until when, and one thing to do. */
export function NeedsRow(props: NeedsRowProps) {
  return (
    <li className={classes(styles.row, props.remedy !== undefined && styles.withRemedy, props.chosen && styles.chosen)}>
      <div className={styles.who}>{props.who}</div>
      <div className={styles.words}>
        <h3>{props.sentence}</h3>
        {(props.due || props.note) && (
          <p>
            {props.due && <b className={classes(styles.due, props.due.urgent && styles.urgent)}>{props.due.words} </b>}
            {props.note}
          </p>
        )}
      </div>
      {props.remedy !== undefined && <div className={styles.remedy}>{props.remedy}</div>}
      <div className={styles.acts}>{props.acts}</div>
    </li>
  )
}

/** Where it is about a thing and not a person. */
export function NeedsIcon(props: { readonly icon: IconOf; readonly tone: 'tarn' | 'lichen' | 'rowan' }) {
  return (
    <span className={classes(styles.icon, styles[props.tone])}>
      <Icon of={props.icon} size={18} />
    </span>
  )
}

export function NeedsList(props: { readonly children: ReactNode }) {
  return <ul className={styles.list}>{props.children}</ul>
}
