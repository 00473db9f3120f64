import styles from './Pile.module.css'

/** Offsets in hundredths of the width, so that a pile looks laid by hand. */
const lean = [0, 2.3, -2.3, 1.15, -1.15, 1.7]
const mostStones = 6

/**
 * How much is done, as a pile that grows: n of m, the last stone yellow, what is ahead dashed. Over six stones the words stand beside
 * it, and the pile shows the share.
 */
export function Pile(props: {
  readonly done: number
  readonly of: number
  readonly told: string
  readonly width?: number
  readonly beside?: boolean
}) {
  const { of, width = 44 } = props
  const stones = Math.min(of, mostStones)
  const laid = of > mostStones ? Math.floor((props.done / of) * mostStones) : props.done
  const height = stones * 7 + 4
  const words = of > mostStones || props.beside
  return (
    <span className={styles.pile}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where the words stand beside it */}
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        {...(words ? { 'aria-hidden': true } : { role: 'img', 'aria-label': props.told })}
      >
        {Array.from({ length: stones }, (_, at) => at).map(at => {
          const wide = width * (1 - 0.13 * at)
          const x = (width - wide) / 2 + ((lean[at] ?? 0) * width) / 100
          const place = { x: Math.max(0.75, x), y: height - 6 - 7 * at, width: wide - (at === 0 ? 1.5 : 0), height: 6, rx: 3 }
          const isLast = at === stones - 1 && laid === stones
          if (at >= laid) return <rect key={at} {...place} fill="none" stroke="var(--line-strong)" strokeDasharray="2 2.5" />
          if (isLast)
            return (
              <rect key={at} {...place} className={styles.settles} fill="var(--lichen)" stroke="var(--lichen-ink)" strokeOpacity=".35" />
            )
          return <rect key={at} {...place} fill="var(--pine)" opacity={1 - 0.08 * at} />
        })}
      </svg>
      {words && <small>{props.told}</small>}
    </span>
  )
}
