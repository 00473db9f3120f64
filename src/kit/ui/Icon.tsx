import type { ComponentType } from 'react'
import { classes } from './classes.ts'
import styles from './Icon.module.css'

/** An icon of `lucide-react/icons/<name>` (its default export). */
export type IconOf = ComponentType<{ readonly size?: number; readonly strokeWidth?: number; readonly className?: string }>

/** An icon beside a word: 16, 18 or 22 px, stroke 1.75, hidden from readers. `mirror` turns arrows round in right-to-left pages. */
export function Icon(props: {
  readonly of: IconOf
  readonly size?: number
  readonly mirror?: boolean
  readonly className?: string | undefined
}) {
  const { of: Drawn, size = 16, mirror = false } = props
  return <Drawn size={size} strokeWidth={1.75} className={classes(styles.icon, mirror && styles.mirror, props.className)} />
}
