import type { ComponentPropsWithRef } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'
import styles from './IconButton.module.css'

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'disabled' | 'aria-label'> {
  readonly icon: IconOf
  /** The accessible name, also shown as a tooltip. */
  readonly name: string
  readonly mirror?: boolean
  readonly look?: 'bare' | 'framed' | 'primary'
  readonly iconSize?: number
}

/** Only for close, more, search, previous, next, send and lock: everything else has a word. */
export function IconButton(props: IconButtonProps) {
  const { icon, name, mirror, look, iconSize, className, ...rest } = props
  return (
    <button type="button" {...rest} className={classes(styles.iconButton, look && styles[look], className)} aria-label={name} title={name}>
      <Icon of={icon} size={iconSize ?? 18} mirror={mirror ?? false} />
    </button>
  )
}
