import LoaderCircle from 'lucide-react/icons/loader-circle'
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import styles from './Button.module.css'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'

export interface ButtonLook {
  /** `primary` once per view; `danger` is outlined, and filled only in the dialog that asks (`danger-filled`). */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'link' | 'danger' | 'danger-filled'
  readonly size?: 'small' | 'normal' | 'big'
  readonly full?: boolean
  readonly icon?: IconOf | undefined
  readonly iconAfter?: IconOf | undefined
}

export interface ButtonProps extends ButtonLook, Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  readonly children: ReactNode
  /** Work is under way: keeps its width, shows a turning ring, ignores presses. */
  readonly busy?: boolean
  /** Why it cannot be pressed now. The button stays focusable and says the reason; under it unless `reasonHidden`. */
  readonly disabledReason?: string | undefined
  readonly reasonHidden?: boolean
}

export const buttonClass = (look: ButtonLook): string =>
  classes(styles.button, styles[look.kind ?? 'plain'], look.size && styles[look.size], look.full && styles.full)

/** What happens when it is pressed, as a word. */
export function Button(props: ButtonProps) {
  const { kind, size, full, icon, iconAfter, busy, disabledReason, reasonHidden, children, className, onClick, ...rest } = props
  const reasonId = useId()
  const still = busy === true || disabledReason !== undefined
  const look = { kind: kind ?? 'plain', size: size ?? 'normal', full: full ?? false } as const
  const button = (
    <button
      type="button"
      {...rest}
      className={classes(buttonClass(look), busy && !icon && styles.bareFace, className)}
      onClick={still ? event => event.preventDefault() : onClick}
      aria-busy={busy || undefined}
      aria-disabled={still || undefined}
      aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
    >
      {busy && <Icon of={LoaderCircle} className={styles.ring} />}
      <span className={classes(styles.face, busy && styles.under)}>
        {icon && <Icon of={icon} />}
        {children}
        {iconAfter && <Icon of={iconAfter} mirror />}
      </span>
    </button>
  )
  if (disabledReason === undefined) return button
  return (
    <span className={classes(styles.withReason, full && styles.full)}>
      {button}
      <span id={reasonId} className={reasonHidden ? 'unseen' : styles.reason}>
        {disabledReason}
      </span>
    </span>
  )
}
