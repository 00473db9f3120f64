import { lazy, type ReactNode, type Ref, Suspense, useId, useRef } from 'react'
import type { MenuEntry } from './MenuOnPopover.tsx'

export type { MenuEntry } from './MenuOnPopover.tsx'

// The list comes after the first paint; the button stands there from the beginning, so that it keeps the focus.
const MenuOnPopover = lazy(() => import('./MenuOnPopover.tsx'))

export interface MenuTrigger {
  readonly ref: Ref<HTMLButtonElement>
  readonly popoverTarget: string
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-controls': string
}

export interface MenuProps {
  readonly name: string
  readonly entries: readonly MenuEntry[]
  /** Draws the button: spread what it is given onto a `<button>`, `Button` or `IconButton`. */
  readonly trigger: (given: MenuTrigger) => ReactNode
}

/** A button that opens a short list of acts, pages or choices. */
export function Menu(props: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      {props.trigger({ ref: button, popoverTarget: id, 'aria-haspopup': 'menu', 'aria-controls': id })}
      <Suspense>
        <MenuOnPopover id={id} button={button} name={props.name} entries={props.entries} />
      </Suspense>
    </>
  )
}
