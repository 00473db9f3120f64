import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import styles from './Tabs.module.css'

export interface Tab {
  readonly id: string
  readonly name: string
  readonly count?: number | undefined
}

/** Views of one page; the chosen one belongs into the URL. Arrow keys move, mirrored in right-to-left. */
export function Tabs(props: {
  readonly name: string
  readonly tabs: readonly Tab[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
  readonly children: ReactNode
}) {
  const { tabs, chosen, onChoose } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    const at = tabs.findIndex(tab => tab.id === chosen)
    const to: Readonly<Record<string, number>> = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: tabs.length - 1 }
    const next = to[event.key]
    if (next === undefined) return
    event.preventDefault()
    const tab = tabs[(next + tabs.length) % tabs.length]
    if (!tab) return
    onChoose(tab.id)
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(tab.id)}"]`)?.focus()
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={props.name} className={styles.tabs} onKeyDown={pressed}>
        {tabs.map(tab => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            data-tab={tab.id}
            className={styles.tab}
            aria-selected={tab.id === chosen}
            aria-controls={tab.id === chosen ? `${id}-panel` : undefined}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => onChoose(tab.id)}
          >
            {tab.name}
            {tab.count !== undefined && <span className={styles.count}> {tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        {props.children}
      </div>
    </>
  )
}
