import { type ReactNode, useEffect } from 'react'
import { classes } from './classes.ts'
import styles from './PageHead.module.css'
import { usePieceWords } from './words.tsx'

export interface PageHeadProps {
  /** The page's one `h1`, also the first part of its title in the browser. */
  readonly title: string
  /** Where it lies, for the browser's title: the program, a person's name. */
  readonly where?: string | undefined
  /** A small line above: a date, the way here. */
  readonly above?: ReactNode
  /** The sentence a colleague would say first, in the voice of people. */
  readonly lead?: ReactNode
  /** A plain line under the title instead of a lead. */
  readonly note?: ReactNode
  /** The title greets or asks, so it is set in the voice of people. */
  readonly greets?: boolean
  readonly actions?: ReactNode
}

/** Opens a page: title, the sentence that matters, and what can be done. Focus comes to the title when the page changes. */
export function PageHead(props: PageHeadProps) {
  const words = usePieceWords()
  useTitle([props.title, props.where, words.product])
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        {props.above && <div className="faint">{props.above}</div>}
        <h1 className={classes(props.greets && 'hello')} tabIndex={-1}>
          {props.title}
        </h1>
        {props.note && <p className="muted">{props.note}</p>}
        {props.lead && <p className={classes('lead', styles.lead)}>{props.lead}</p>}
      </div>
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
    </header>
  )
}

/** Names the page in the browser: what, then where. */
export function useTitle(parts: readonly (string | undefined)[]): void {
  const title = parts.filter(Boolean).join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
