import Lock from 'lucide-react/icons/lock'
import Users from 'lucide-react/icons/users'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import styles from './NoteBlock.module.css'

/** Words that people wrote or write. Private is visibly private: its color, a rule, a lock, and who does not see it. */
export function NoteBlock(props: {
  readonly kind: 'shared' | 'private'
  readonly title: string
  readonly seen: ReactNode
  readonly children: ReactNode
  readonly heading?: 'h2' | 'h3'
}) {
  const Heading = props.heading ?? 'h3'
  const hidden = props.kind === 'private'
  return (
    <section className={classes(hidden && styles.hidden)}>
      <Heading className={styles.title}>
        <Icon of={hidden ? Lock : Users} /> {props.title}
      </Heading>
      <div className={styles.note}>
        <div className={styles.words} dir="auto">
          {props.children}
        </div>
        <p className={styles.seen}>{props.seen}</p>
      </div>
    </section>
  )
}
