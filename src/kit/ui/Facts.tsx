import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Facts.module.css'

/** Terms and what is true of them: an agreement, an envelope, how a file was read. */
export function Facts(props: {
  readonly facts: readonly { readonly term: string; readonly told: ReactNode; readonly note?: ReactNode }[]
  readonly across?: boolean
}) {
  return (
    <dl className={classes(styles.facts, props.across && styles.across)}>
      {props.facts.map(fact => (
        <div key={fact.term}>
          <dt>{fact.term}</dt>
          <dd>
            {fact.told}
            {fact.note && <small>{fact.note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Numbers over their meaning, in a row. Each names its unit. */
export function Figures(props: { readonly figures: readonly { readonly figure: string; readonly means: string }[] }) {
  return (
    <ul className={styles.figures}>
      {props.figures.map(one => (
        <li key={one.means}>
          <b>{one.figure}</b>
          <small>{one.means}</small>
        </li>
      ))}
    </ul>
  )
}
