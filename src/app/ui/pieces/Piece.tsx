import type { ReactNode } from 'react'
import { classes } from '../../../kit/ui/classes.ts'
import styles from './Pieces.module.css'

/** One piece of the page with its heading. */
export function Piece(props: { readonly title: string; readonly wide?: boolean; readonly children: ReactNode }) {
  return (
    <section className={classes(styles.piece, props.wide && styles.wide)}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

export function State(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.state}>
      <small>{props.name}</small>
      <div>{props.children}</div>
    </div>
  )
}
