import type { ComponentType } from 'react'
import type { IconOf } from './Icon.tsx'

/** Which frame stands around a screen: side bar (people who run things), top bar (people who take part), nothing but the way to its content,
 * or not even that: the screen brings its own frame. */
export type Frame = 'side' | 'top' | 'bare' | 'none'

/**
 * One page of the product, as a capability's `ui/routes.ts` declares it. `load` imports the screen's file, so that every route is a
 * chunk of its own; the file's default export is the screen.
 */
export interface Screen {
  /** Parameters are written `$personId`. */
  readonly path: `/${string}`
  readonly frame: Frame
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

/**
 * A place in the navigation, next to the screens in `ui/routes.ts`. The roof decides the order and who is shown which, and says its name
 * (`room.<id>` in its own words): the first screen shall not wait for the words of every capability.
 */
export interface Room {
  readonly id: string
  readonly frame: 'side' | 'top'
  readonly path: `/${string}`
  readonly icon: IconOf
}
