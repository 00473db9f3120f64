import { useId } from 'react'
import { Button } from './Button.tsx'
import styles from './Progress.module.css'

export interface ProgressProps {
  readonly name: string
  /** 0 to 1. */
  readonly share: number
  /** What is done of what, in words: "12,400 of 22,000 rows". */
  readonly told: string
  readonly cancel?: { readonly name: string; readonly busy?: boolean; readonly onCancel: () => void } | undefined
}

/** A run with a known end. Its sentence is what readers get; they are not told every step. */
export function Progress(props: ProgressProps) {
  const id = useId()
  const percent = Math.round(Math.min(1, Math.max(0, props.share)) * 100)
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <b id={id}>{props.name}</b>
        <span className="num muted">{props.told}</span>
      </div>
      <div className={styles.line}>
        <div
          className={styles.track}
          role="progressbar"
          aria-labelledby={id}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={props.told}
        >
          <span style={{ inlineSize: `${percent}%` }} />
        </div>
        {props.cancel && (
          <Button kind="quiet" size="small" busy={props.cancel.busy ?? false} onClick={props.cancel.onCancel}>
            {props.cancel.name}
          </Button>
        )}
      </div>
    </div>
  )
}

/** How far one is in a row of steps, as stones: done, now, ahead. */
export function StepStones(props: { readonly at: number; readonly of: number; readonly told: string }) {
  return (
    <div className={styles.steps}>
      <span className={styles.stones} aria-hidden="true">
        {Array.from({ length: props.of }, (_, step) => step).map(step => (
          <i key={step} className={step < props.at ? styles.done : step === props.at ? styles.now : undefined} />
        ))}
      </span>
      <span className="muted">{props.told}</span>
    </div>
  )
}
