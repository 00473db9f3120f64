import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import buttonStyles from './Button.module.css'
import { type ButtonLook, buttonClass } from './Button.tsx'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'

export interface ToProps {
  /** Where: `/people/$personId` with `params`, or a plain path. */
  readonly to: string
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly search?: Readonly<Record<string, unknown>> | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
  readonly onClick?: (() => void) | undefined
  readonly 'aria-current'?: 'page' | 'true' | undefined
  /** Pages below it are not it: whoever renders the link says where the reader is. */
  readonly exact?: boolean
}

/** A link to another page of the product; the page changes without a reload. */
export function To(props: ToProps) {
  const { params, search, exact, ...rest } = props
  const extras = { ...(params ? { params } : {}), ...(search ? { search } : {}), ...(exact ? { activeOptions: { exact } } : {}) }
  return <Link {...rest} {...(extras as object)} />
}

/** A link that looks like a button, for a step that leads to another page. */
export function ButtonTo(props: ToProps & ButtonLook) {
  const { kind, size, full, icon, iconAfter, children, className, ...rest } = props
  const look = { kind: kind ?? 'plain', size: size ?? 'normal', full: full ?? false } as const
  return (
    <To {...rest} className={classes(buttonClass(look), className)}>
      <span className={buttonStyles.face}>
        {icon && <Icon of={icon} />}
        {children}
        {iconAfter && <Icon of={iconAfter} mirror />}
      </span>
    </To>
  )
}
