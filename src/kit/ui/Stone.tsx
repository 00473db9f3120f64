import type { CSSProperties } from 'react'
import { classes } from './classes.ts'
import styles from './Stone.module.css'
import { initialsOf, stoneShape } from './stone-shape.ts'

export interface StoneProps {
  readonly id: string
  readonly name: string
  readonly photo?: string | undefined
  readonly size?: 24 | 28 | 32 | 34 | 36 | 48 | 56 | 64
  /** The name does not stand beside it, so readers get it from the stone. */
  readonly alone?: boolean
}

/** A person: photo or initials in a pebble. Hidden from readers unless it stands alone. */
export function Stone(props: StoneProps) {
  const { color, outline } = stoneShape(props.id)
  const look = { '--z': `${props.size ?? 36}px` } as CSSProperties
  const named = props.alone ? ({ role: 'img', 'aria-label': props.name } as const) : ({ 'aria-hidden': true } as const)
  return (
    <span className={classes(styles.stone, styles[`c${color}`], styles[outline])} style={look} translate="no" {...named}>
      {props.photo ? <img src={props.photo} alt="" /> : initialsOf(props.name)}
    </span>
  )
}

/** Two stones, five pixels over each other; the first of the pair stands first. */
export function Pair(props: {
  readonly of: readonly [StoneProps, StoneProps]
  readonly size?: StoneProps['size']
  readonly alone?: boolean
}) {
  const size = props.size ?? 36
  return (
    <span className={styles.pair}>
      {props.of.map(one => (
        <Stone key={one.id} {...one} size={size} alone={props.alone ?? false} />
      ))}
    </span>
  )
}
