import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'
import styles from './Message.module.css'

/** A thread, oldest first. */
export function Messages(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <ol className={styles.thread} aria-label={props.name}>
      {props.children}
    </ol>
  )
}

export interface MessageProps {
  readonly mine: boolean
  /** Who wrote, heard before the words; `isNamed`: and seen, where more than two write. */
  readonly from: string
  readonly isNamed?: boolean
  readonly time: string
  readonly instant: string
  readonly children: ReactNode
  /** It is on its way, or it did not leave. */
  readonly state?: { readonly words: string; readonly failed?: boolean } | undefined
  readonly attachment?: { readonly icon: IconOf; readonly name: string; readonly note: string } | undefined
}

export function Message(props: MessageProps) {
  return (
    <li className={props.mine ? styles.mine : styles.theirs}>
      {props.isNamed ? <p className={styles.from}>{props.from}</p> : <span className="unseen">{props.from}</span>}
      <div className={styles.bubble} dir="auto">
        {props.children}
        {props.attachment && (
          <span className={styles.attachment}>
            <Icon of={props.attachment.icon} size={18} />
            <span>
              <b>{props.attachment.name}</b>
              <small>{props.attachment.note}</small>
            </span>
          </span>
        )}
      </div>
      <p className={classes(styles.time, props.state?.failed && styles.failed)}>
        <time dateTime={props.instant}>{props.time}</time>
        {props.state && ` · ${props.state.words}`}
      </p>
    </li>
  )
}

export function DaySeparator(props: { readonly children: string }) {
  return <li className={styles.day}>{props.children}</li>
}
