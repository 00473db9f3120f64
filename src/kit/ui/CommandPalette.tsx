import Search from 'lucide-react/icons/search'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import styles from './CommandPalette.module.css'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'
import { Stone } from './Stone.tsx'

export interface Hit {
  readonly id: string
  readonly name: string
  readonly hint?: string
  readonly icon?: IconOf
  /** Shown as a stone instead of an icon. */
  readonly person?: boolean
}

export interface CommandPaletteProps<H extends Hit> {
  readonly name: string
  readonly hint: string
  readonly none: string
  readonly find: (typed: string) => Promise<readonly H[]>
  /** Told to readers when the list changes. */
  readonly count: (hits: number) => string
  readonly onChoose: (hit: H) => void
  readonly onClose: () => void
}

/** Type, arrows, Enter. A dialog around a combobox whose list is always open. */
export function CommandPalette<H extends Hit>(props: CommandPaletteProps<H>) {
  const { onClose, onChoose, name } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const hits = useHits(typed, props.find)
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal()
  }, [])
  const chosen = hits?.[Math.min(at, hits.length - 1)]
  const pressed = (event: KeyboardEvent) => {
    const step: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const moved = step[event.key]
    if (moved !== undefined && hits && hits.length > 0) {
      event.preventDefault()
      setAt((at + moved + hits.length) % hits.length)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      onChoose(chosen)
    }
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press outside has its key: Escape, as the cancel event
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={name}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onClick={event => event.target === dialog.current && onClose()}
    >
      <div className={styles.field}>
        <Icon of={Search} size={18} />
        <input
          role="combobox"
          aria-label={name}
          aria-expanded={(hits?.length ?? 0) > 0}
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={props.hint}
          value={typed}
          onChange={event => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={pressed}
        />
      </div>
      <p className="unseen" role="status">
        {hits && (hits.length > 0 ? props.count(hits.length) : props.none)}
      </p>
      {hits?.length === 0 && <p className={styles.none}>{props.none}</p>}
      <HitList id={listId} name={name} hits={hits ?? []} chosen={chosen} onChoose={onChoose} />
    </dialog>
  )
}

/** The list alone, as the palette and the component page show it. */
export function HitList<H extends Hit>(props: {
  readonly id: string
  readonly name: string
  readonly hits: readonly H[]
  readonly chosen: H | undefined
  readonly onChoose: (hit: H) => void
}) {
  return (
    <div role="listbox" id={props.id} aria-label={props.name} className={styles.list}>
      {props.hits.map(hit => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is, in the field
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field; the list is described by aria-activedescendant
        <div
          key={hit.id}
          role="option"
          id={`${props.id}-${hit.id}`}
          aria-selected={hit.id === props.chosen?.id}
          className={classes(styles.hit, hit.id === props.chosen?.id && styles.chosen)}
          onClick={() => props.onChoose(hit)}
          ref={element => {
            if (hit === props.chosen) element?.scrollIntoView({ block: 'nearest' })
          }}
        >
          {hit.person ? <Stone id={hit.id} name={hit.name} size={28} /> : hit.icon && <Icon of={hit.icon} size={18} />}
          <b>{hit.name}</b>
          {hit.hint && <small>{hit.hint}</small>}
        </div>
      ))}
    </div>
  )
}

/** Asks for hits 120 ms after the last letter; an answer that was overtaken is dropped. `null` until the first answer. */
function useHits<H extends Hit>(typed: string, find: (typed: string) => Promise<readonly H[]>): readonly H[] | null {
  const [hits, setHits] = useState<readonly H[] | null>(null)
  useEffect(() => {
    let current = true
    const clock = setTimeout(
      () =>
        void find(typed.trim()).then(found => {
          if (current) setHits(found)
        }),
      typed ? 120 : 0,
    )
    return () => {
      current = false
      clearTimeout(clock)
    }
  }, [typed, find])
  return hits
}
