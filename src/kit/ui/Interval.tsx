import type { ReactNode } from 'react'
import styles from './Interval.module.css'

export interface IntervalProps {
  readonly name: string
  /** The number and its range in words: "81 %, likely between 68 and 90". */
  readonly told: ReactNode
  readonly low: number
  readonly high: number
  readonly at: number
  readonly benchmark?: { readonly at: number; readonly told: string } | undefined
  readonly from?: number
  readonly to?: number
}

/** A number with how sure it is: dot, band, and the benchmark as a tick. The same is said in words beside it. */
export function Interval(props: IntervalProps) {
  const { from = 0, to = 100, benchmark } = props
  const place = (value: number): string => `${((value - from) / (to - from)) * 100}%`
  return (
    <div className={styles.interval}>
      <p className={styles.name}>
        <b>{props.name}</b>
        <small>{benchmark?.told}</small>
      </p>
      <div className={styles.axis} aria-hidden="true">
        <span
          className={styles.band}
          style={{ insetInlineStart: place(props.low), inlineSize: `${((props.high - props.low) / (to - from)) * 100}%` }}
        />
        {benchmark && <span className={styles.tick} style={{ insetInlineStart: place(benchmark.at) }} />}
        <span className={styles.dot} style={{ insetInlineStart: place(props.at) }} />
      </div>
      <p className={styles.told}>{props.told}</p>
    </div>
  )
}
