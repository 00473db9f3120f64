import CircleX from 'lucide-react/icons/circle-x'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './HoldBanner.module.css'
import { announce } from './Live.tsx'

export interface HoldBannerProps {
  readonly title: string
  /** The sentence around the clock: what, to how many, when it leaves. */
  readonly children: (left: ReactNode) => ReactNode
  /** Instants in milliseconds: since when it is held, when it leaves. */
  readonly heldFrom: number
  readonly leavesAt: number
  readonly words: {
    /** "6 min 20 s" */
    readonly left: (minutes: number, seconds: number) => string
    /** "a moment", once the time is up */
    readonly moment: string
    /** Told to readers at five minutes and at one minute only. */
    readonly soon: (minutes: number) => string
    readonly stop: string
  }
  readonly onStop: () => void
  /** The time is up; called again every two seconds, until this is no longer shown. */
  readonly onOver?: () => void
  readonly stopping?: boolean
  readonly stopReason?: string | undefined
  readonly actions?: ReactNode
  /** For pictures and tests: the instant that is now. */
  readonly now?: number
}

/** Something is held before it goes out. The time is text; the ring is decoration. */
export function HoldBanner(props: HoldBannerProps) {
  const { heldFrom, leavesAt, words } = props
  const now = useSeconds(props.now)
  const secondsLeft = Math.max(0, Math.ceil((leavesAt - now) / 1000))
  const share = leavesAt > heldFrom ? Math.min(1, Math.max(0, (leavesAt - now) / (leavesAt - heldFrom))) : 0
  useEffect(() => {
    if (secondsLeft === 300 || secondsLeft === 60) announce(words.soon(secondsLeft / 60))
  }, [secondsLeft, words])
  useWhileOver(secondsLeft === 0, props.onOver)
  const left = secondsLeft === 0 ? words.moment : words.left(Math.floor(secondsLeft / 60), secondsLeft % 60)
  const around = 2 * Math.PI * 18
  return (
    <section className={styles.hold} aria-label={props.title}>
      <svg className={styles.ring} viewBox="0 0 44 44" width="44" height="44" aria-hidden="true">
        <circle cx="22" cy="22" r="18" fill="none" stroke="var(--line)" strokeWidth="5" />
        <circle
          cx="22"
          cy="22"
          r="18"
          fill="none"
          stroke="var(--clay)"
          strokeWidth="5"
          strokeLinecap="round"
          strokeDasharray={`${share * around} ${around}`}
          transform="rotate(-90 22 22)"
        />
      </svg>
      <div className={styles.words}>
        <h2>{props.title}</h2>
        <p className="muted">{props.children(<b className="num">{left}</b>)}</p>
      </div>
      <div className={styles.acts}>
        {props.actions}
        <Button kind="danger" icon={CircleX} busy={props.stopping ?? false} disabledReason={props.stopReason} onClick={props.onStop}>
          {words.stop}
        </Button>
      </div>
    </section>
  )
}

function useSeconds(fixed: number | undefined): number {
  const [now, setNow] = useState(() => fixed ?? Date.now())
  useEffect(() => {
    if (fixed !== undefined) return
    const clock = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(clock)
  }, [fixed])
  return fixed ?? now
}

function useWhileOver(isOver: boolean, onOver: (() => void) | undefined): void {
  const latest = useRef(onOver)
  latest.current = onOver
  useEffect(() => {
    if (!isOver) return
    latest.current?.()
    const clock = setInterval(() => latest.current?.(), 2000)
    return () => clearInterval(clock)
  }, [isOver])
}
