import type { CSSProperties, ReactNode } from 'react'
import styles from './Explanation.module.css'

export interface ExplanationPart {
  readonly id: string
  readonly name: string
  readonly points: number
  /** The weight: how many points this part can bring. */
  readonly of: number
  /** "27 of 32", said in the reader's language. */
  readonly told: string
  /** A sentence drawn from the answers. */
  readonly evidence: ReactNode
}

const colorAt = (at: number): string => `var(--data-${(at % 6) + 1})`

/** Why: each part with its points of its weight and a sentence of evidence. All bars share one scale over the weights. */
export function ExplanationBars(props: { readonly parts: readonly ExplanationPart[] }) {
  const widest = Math.max(1, ...props.parts.map(part => part.of))
  return (
    <ul className={styles.bars}>
      {props.parts.map((part, at) => (
        <li key={part.id}>
          <p className={styles.head}>
            <i className={styles.swatch} style={{ background: colorAt(at) }} />
            <b>{part.name}</b>
            <span className={styles.told}>{part.told}</span>
          </p>
          <div className={styles.track} style={{ inlineSize: `${(part.of / widest) * 100}%` }} aria-hidden="true">
            <span style={{ inlineSize: `${part.of > 0 ? (part.points / part.of) * 100 : 0}%`, background: colorAt(at) }} />
          </div>
          <p className={styles.evidence}>{part.evidence}</p>
        </li>
      ))}
    </ul>
  )
}

/** The same parts in one line, for rows of a list. The number stands beside it; this is its picture. */
export function ExplanationStrip(props: { readonly parts: readonly Pick<ExplanationPart, 'id' | 'points' | 'of'>[] }) {
  const whole = props.parts.reduce((sum, part) => sum + part.of, 0) || 1
  return (
    <span className={styles.strip} aria-hidden="true">
      {props.parts.map((part, at) => (
        <i key={part.id} style={{ inlineSize: `${(part.points / whole) * 100}%`, background: colorAt(at) } as CSSProperties} />
      ))}
    </span>
  )
}

/** Which color is which part, under a list of strips. */
export function ExplanationKey(props: { readonly parts: readonly Pick<ExplanationPart, 'id' | 'name'>[] }) {
  return (
    <ul className={styles.key}>
      {props.parts.map((part, at) => (
        <li key={part.id}>
          <i className={styles.swatch} style={{ background: colorAt(at) }} />
          {part.name}
        </li>
      ))}
    </ul>
  )
}
