import { useEffect, useLayoutEffect, useRef } from 'react'
import styles from './KeyHints.module.css'

export interface KeyHint {
  readonly keys: readonly string[]
  readonly does: string
}

/** Which keys work here. Shown where there is a keyboard and a fine pointer. */
export function KeyHints(props: { readonly name: string; readonly hints: readonly KeyHint[] }) {
  return (
    <ul className={styles.hints} aria-label={props.name}>
      {props.hints.map(hint => (
        <li key={hint.does}>
          {hint.keys.map(key => (
            <kbd key={key}>{key}</kbd>
          ))}
          {hint.does}
        </li>
      ))}
    </ul>
  )
}

/** Single keys of a page, such as `j` and `k`. Silent while somebody types, while a dialog or menu is open, and with Ctrl, Alt or ⌘. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  // before it is painted: a key that is pressed at once means what is on the screen
  useLayoutEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      // also where focus was lost from it: its own keys come first
      if (document.querySelector('dialog[open]')) return
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.closest('input, textarea, select, [contenteditable], [role=menu], [role=listbox]')) return
      const act = latest.current[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
