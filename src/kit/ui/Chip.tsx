import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import styles from './Chip.module.css'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'
import { usePieceWords } from './words.tsx'

export type Tone = 'plain' | 'pine' | 'lichen' | 'rowan' | 'clay' | 'tarn' | 'heather' | 'outline'

/** A state, as a word; with an icon where the state matters. */
export function Chip(props: { readonly tone?: Tone; readonly icon?: IconOf; readonly children: ReactNode }) {
  return (
    <span className={classes(styles.chip, styles[props.tone ?? 'plain'])}>
      {props.icon && <Icon of={props.icon} size={14} />}
      {props.children}
    </span>
  )
}

export interface FilterChipProps {
  readonly children: ReactNode
  readonly count?: number | undefined
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** Switches one filter; the number says how many it would leave. */
export function FilterChip(props: FilterChipProps) {
  return (
    <button
      type="button"
      className={classes(styles.filter, props.on && styles.on)}
      aria-pressed={props.on}
      onClick={() => props.onChange(!props.on)}
    >
      {props.children}
      {props.count !== undefined && <b className="num">{props.count}</b>}
    </button>
  )
}

/** A filter that is set, with the way to take it out. */
export function SetFilter(props: { readonly children: string; readonly onRemove: () => void }) {
  const words = usePieceWords()
  return (
    <span className={classes(styles.filter, styles.on, styles.set)}>
      {props.children}
      <button
        type="button"
        className={styles.drop}
        aria-label={`${words.remove}: ${props.children}`}
        title={words.remove}
        onClick={props.onRemove}
      >
        <Icon of={X} size={14} />
      </button>
    </span>
  )
}
