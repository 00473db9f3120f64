import type { ReactNode } from 'react'
import styles from './Card.module.css'
import { classes } from './classes.ts'
import { Hills } from './Scene.tsx'

export interface CardProps {
  readonly title?: string
  /** Beside the title: a count, where it stands. */
  readonly note?: ReactNode
  readonly action?: ReactNode
  readonly level?: 2 | 3
  /** The content goes to the edges: lists, tables, sections. */
  readonly flush?: boolean
  readonly children: ReactNode
}

/** Holds one thing that one can act on. Never inside another card: use `Sunken`. */
export function Card(props: CardProps) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <section className={classes(styles.card, props.flush && styles.flush)}>
      {props.title && (
        <header className={styles.head}>
          <Heading>{props.title}</Heading>
          {props.note && <span className={styles.note}>{props.note}</span>}
          {props.action && <span className={styles.action}>{props.action}</span>}
        </header>
      )}
      {props.children}
    </section>
  )
}

/** A part of a flush card, with a line above it. */
export function CardSection(props: { readonly title?: string; readonly tone?: 'plain' | 'pine'; readonly children: ReactNode }) {
  return (
    <section className={classes(styles.section, props.tone === 'pine' && styles.pine)}>
      {props.title && <h3>{props.title}</h3>}
      {props.children}
    </section>
  )
}

/** A quiet block inside a card or page: what happens after, a sum, a draft. */
export function Sunken(props: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <section className={styles.sunken}>
      {props.title && <h3>{props.title}</h3>}
      {props.children}
    </section>
  )
}

/** A moment: what comes next, with whom, over hills. At most one on a screen. */
export function MomentCard(props: {
  readonly when: ReactNode
  readonly stone?: ReactNode
  readonly title: string
  readonly note?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <section className={styles.moment}>
      <Hills className={styles.hills} />
      <div className={styles.inside}>
        <p className={styles.when}>{props.when}</p>
        <div className={styles.who}>
          {props.stone}
          <div>
            <h2>{props.title}</h2>
            {props.note && <p className="muted">{props.note}</p>}
          </div>
        </div>
        {props.children}
      </div>
    </section>
  )
}

/** A part of the page with its heading and, at the end of the line, a way onward. */
export function Section(props: {
  readonly title: string
  readonly note?: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={styles.part}>
      <header className={styles.partHead}>
        <h2>{props.title}</h2>
        {props.note && <span className="faint">{props.note}</span>}
        {props.action && <span className={styles.action}>{props.action}</span>}
      </header>
      {props.children}
    </section>
  )
}

/** Main column and a narrower one beside it; one under the other below 1,100 px (`asideFirst` turns that order round). */
export function Columns(props: {
  readonly aside: ReactNode
  readonly children: ReactNode
  readonly asideFirst?: boolean
  readonly even?: boolean
}) {
  return (
    <div className={classes(styles.columns, props.even && styles.even, props.asideFirst && styles.asideFirst)}>
      <div className={styles.column}>{props.children}</div>
      <div className={styles.column}>{props.aside}</div>
    </div>
  )
}
