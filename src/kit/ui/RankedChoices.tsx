import GripVertical from 'lucide-react/icons/grip-vertical'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import styles from './Choices.module.css'
import { type Choice, ChoicesFieldset } from './Choices.tsx'
import { classes } from './classes.ts'
import { IconButton } from './IconButton.tsx'
import { announce } from './Live.tsx'
import { Menu } from './Menu.tsx'

export interface RankedChoicesProps<Key extends string> {
  readonly question: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly choices: readonly Choice<Key>[]
  /** The chosen ones, first to last. */
  readonly value: readonly Key[]
  readonly onChange: (value: readonly Key[]) => void
  readonly most: number
  readonly columns?: 1 | 2
  readonly words: {
    readonly move: (name: string) => string
    readonly earlier: string
    readonly later: string
    readonly takeOut: string
    readonly full: string
    /** Told to readers after each move: "Running a team is now 1 of 3". */
    readonly placed: (name: string, place: number, of: number) => string
  }
}

/** Choose some and put them in order: press to choose, then drag, Alt with the arrows, or the menu on the grip. */
export function RankedChoices<Key extends string>(props: RankedChoicesProps<Key>) {
  const { value, onChange, most, words, choices } = props
  const [dragged, setDragged] = useState<Key | null>(null)
  const [over, setOver] = useState<Key | null>(null)
  const nameOf = (key: Key): string => choices.find(choice => choice.key === key)?.name ?? key

  const put = (key: Key, place: number) => {
    const rest = value.filter(other => other !== key)
    const at = Math.min(Math.max(0, place), rest.length)
    const next = [...rest.slice(0, at), key, ...rest.slice(at)]
    onChange(next)
    announce(words.placed(nameOf(key), at + 1, next.length))
  }
  const press = (choice: Choice<Key>) => {
    if (value.includes(choice.key)) onChange(value.filter(key => key !== choice.key))
    else if (value.length < most && choice.disabledReason === undefined) put(choice.key, value.length)
    else announce(choice.disabledReason ?? words.full)
  }
  const keyed = (event: KeyboardEvent, key: Key) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || step === 0 || !value.includes(key)) return
    event.preventDefault()
    put(key, value.indexOf(key) + step)
  }

  return (
    <ChoicesFieldset
      question={props.question}
      hint={props.hint}
      error={props.error}
      optional={props.optional ?? false}
      columns={props.columns ?? 1}
    >
      {choices.map(choice => {
        const place = value.indexOf(choice.key)
        const on = place >= 0
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: dragging has its keys on the face and its menu on the grip
          <div
            key={choice.key}
            className={classes(
              styles.card,
              styles.ranked,
              on && styles.on,
              dragged === choice.key && styles.dragged,
              over === choice.key && styles.over,
            )}
            draggable={on}
            onDragStart={() => setDragged(choice.key)}
            onDragEnd={() => {
              setDragged(null)
              setOver(null)
            }}
            onDragOver={event => {
              if (dragged === null || !on) return
              event.preventDefault()
              setOver(choice.key)
            }}
            onDrop={event => {
              event.preventDefault()
              if (dragged !== null && on) put(dragged, place)
            }}
          >
            <button
              type="button"
              className={styles.face}
              aria-pressed={on}
              aria-keyshortcuts={on ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
              onClick={() => press(choice)}
              onKeyDown={event => keyed(event, choice.key)}
            >
              <span className={styles.rank}>{on ? place + 1 : ''}</span>
              <span>
                <span className={styles.name}>{choice.name}</span>
                {(choice.disabledReason ?? choice.hint) && <span className={styles.note}>{choice.disabledReason ?? choice.hint}</span>}
              </span>
            </button>
            {on && (
              <Menu
                name={words.move(choice.name)}
                trigger={given => <IconButton {...given} icon={GripVertical} name={words.move(choice.name)} />}
                entries={[
                  { id: 'earlier', name: words.earlier, onChoose: () => put(choice.key, place - 1) },
                  { id: 'later', name: words.later, onChoose: () => put(choice.key, place + 1) },
                  { id: 'out', name: words.takeOut, apart: true, onChoose: () => press(choice) },
                ]}
              />
            )}
          </div>
        )
      })}
    </ChoicesFieldset>
  )
}
