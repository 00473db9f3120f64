import Circle from 'lucide-react/icons/circle'
import CircleCheck from 'lucide-react/icons/circle-check'
import type { ReactNode } from 'react'
import styles from './Checklist.module.css'
import { Icon } from './Icon.tsx'

export interface Check {
  readonly id: string
  readonly done: boolean
  readonly words: ReactNode
  readonly note?: ReactNode
  readonly action?: ReactNode
}

/** What stands before an act: done or open, each open one with its way. `told` says the two states to readers. */
export function Checklist(props: { readonly checks: readonly Check[]; readonly told: { readonly done: string; readonly open: string } }) {
  return (
    <ul className={styles.list}>
      {props.checks.map(check => (
        <li key={check.id} className={check.done ? styles.done : styles.open}>
          <Icon of={check.done ? CircleCheck : Circle} size={18} />
          <span>
            <span className="unseen">{check.done ? props.told.done : props.told.open}: </span>
            {check.words}
            {check.note && <small>{check.note}</small>}
          </span>
          {check.action}
        </li>
      ))}
    </ul>
  )
}
