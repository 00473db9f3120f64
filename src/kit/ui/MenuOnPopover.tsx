import Check from 'lucide-react/icons/check'
import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'
import styles from './Menu.module.css'
import { To } from './To.tsx'

export interface MenuEntry {
  readonly id: string
  readonly name: string
  readonly hint?: string
  readonly icon?: IconOf
  /** Leads to a page; otherwise `onChoose` is called. */
  readonly to?: string
  readonly onChoose?: () => void
  /** One of several: shown with a tick when true. */
  readonly chosen?: boolean
  readonly tone?: 'plain' | 'rowan'
  readonly disabledReason?: string
  /** A line above this entry. */
  readonly apart?: boolean
}

export interface MenuOnPopoverProps {
  readonly id: string
  readonly button: RefObject<HTMLButtonElement | null>
  readonly name: string
  readonly entries: readonly MenuEntry[]
}

/** The list of a menu, on the browser's own popover: light dismissal and the way back of the focus come with it. */
export default function MenuOnPopover(props: MenuOnPopoverProps) {
  const menu = useRef<HTMLDivElement>(null)
  const close = () => menu.current?.hidePopover()
  const opened = (event: { readonly newState: string }) => {
    if (event.newState !== 'open' || !menu.current || !props.button.current) return
    place(menu.current, props.button.current)
    const entries = entriesIn(menu.current)
    ;(entries.find(entry => entry.getAttribute('aria-checked') === 'true') ?? entries[0])?.focus()
  }
  return (
    <div
      ref={menu}
      id={props.id}
      popover="auto"
      role="menu"
      aria-label={props.name}
      className={styles.menu}
      onToggle={event => opened(event.nativeEvent as ToggleEvent)}
      onKeyDown={event => moveWithin(event, close)}
    >
      {props.entries.map(entry => (
        <Entry key={entry.id} entry={entry} close={close} />
      ))}
    </div>
  )
}

function Entry(props: { readonly entry: MenuEntry; readonly close: () => void }) {
  const { entry, close } = props
  const look = classes(styles.entry, entry.tone === 'rowan' && styles.rowan, entry.apart && styles.apart)
  const face = (
    <>
      {entry.icon && <Icon of={entry.icon} />}
      <span className={styles.words}>
        {entry.name}
        {(entry.disabledReason ?? entry.hint) && <small>{entry.disabledReason ?? entry.hint}</small>}
      </span>
      {entry.chosen && <Icon of={Check} />}
    </>
  )
  if (entry.to !== undefined)
    return (
      <To to={entry.to} className={look} onClick={close} {...({ role: 'menuitem', tabIndex: -1 } as object)}>
        {face}
      </To>
    )
  const kind =
    entry.chosen === undefined ? ({ role: 'menuitem' } as const) : ({ role: 'menuitemradio', 'aria-checked': entry.chosen } as const)
  const choose = () => {
    if (entry.disabledReason !== undefined) return
    close()
    entry.onChoose?.()
  }
  return (
    <button
      type="button"
      {...kind}
      tabIndex={-1}
      className={look}
      aria-disabled={entry.disabledReason !== undefined || undefined}
      onClick={choose}
    >
      {face}
    </button>
  )
}

const entriesIn = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]

function moveWithin(event: KeyboardEvent<HTMLDivElement>, close: () => void) {
  const entries = entriesIn(event.currentTarget)
  const at = entries.indexOf(document.activeElement as HTMLElement)
  const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
  const next = to[event.key]
  if (next !== undefined) {
    event.preventDefault()
    entries.at(next % entries.length)?.focus()
  } else if (event.key === 'Tab') close()
  else if (event.key.length === 1) {
    const letter = event.key.toLowerCase()
    const turned = [...entries.slice(at + 1), ...entries.slice(0, at + 1)]
    turned.find(entry => entry.textContent?.trim().toLowerCase().startsWith(letter))?.focus()
  }
}

/** Below the button, at its start; above where there is no room, and never outside the window. */
function place(menu: HTMLElement, button: HTMLElement) {
  const from = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const mirrored = getComputedStyle(button).direction === 'rtl'
  const left = mirrored ? from.right - width : from.left
  const below = from.bottom + 6
  const top = below + height > innerHeight - 8 ? Math.max(8, from.top - height - 6) : below
  menu.style.left = `${Math.min(Math.max(8, left), Math.max(8, innerWidth - width - 8))}px`
  menu.style.top = `${top}px`
}
