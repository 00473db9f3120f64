import { type ReactNode, useId } from 'react'
import styles from './Choices.module.css'
import { classes } from './classes.ts'
import { FieldNote } from './Field.tsx'
import { usePieceWords } from './words.tsx'

export interface Choice<Key extends string = string> {
  readonly key: Key
  readonly name: string
  readonly hint?: ReactNode
  readonly disabledReason?: string | undefined
}

interface ChoicesFrame<Key extends string> {
  readonly question: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly choices: readonly Choice<Key>[]
  readonly columns?: 1 | 2
  readonly readOnly?: boolean
}

export function ChoicesFieldset(props: Omit<ChoicesFrame<string>, 'choices' | 'readOnly'> & { readonly children: ReactNode }) {
  const id = useId()
  const words = usePieceWords()
  const note = props.error ?? props.hint
  return (
    <fieldset aria-describedby={note ? id : undefined} aria-invalid={props.error ? true : undefined}>
      <legend className={styles.question}>
        {props.question} {props.optional && <span className={styles.optional}>{words.optional}</span>}
      </legend>
      <div className={classes(styles.choices, props.columns === 2 && styles.two)}>{props.children}</div>
      {note && <FieldNote id={id} hint={props.hint} error={props.error} />}
    </fieldset>
  )
}

/** One of several; nothing is chosen beforehand unless the value says so. */
export function OneOf<Key extends string>(
  props: ChoicesFrame<Key> & { readonly value: Key | null; readonly onChange: (value: Key) => void },
) {
  const name = useId()
  return (
    <ChoicesFieldset {...props}>
      {props.choices.map(choice => (
        <Card
          key={choice.key}
          type="radio"
          name={name}
          choice={choice}
          on={props.value === choice.key}
          readOnly={props.readOnly ?? false}
          onChange={() => props.onChange(choice.key)}
        />
      ))}
    </ChoicesFieldset>
  )
}

/** Any of several, up to `most`; the others then say why they wait. */
export function AnyOf<Key extends string>(
  props: ChoicesFrame<Key> & {
    readonly value: readonly Key[]
    readonly onChange: (value: readonly Key[]) => void
    readonly most?: number
    readonly fullReason?: string
  },
) {
  const { value, most } = props
  const full = most !== undefined && value.length >= most
  return (
    <ChoicesFieldset {...props}>
      {props.choices.map(choice => {
        const on = value.includes(choice.key)
        return (
          <Card
            key={choice.key}
            type="checkbox"
            choice={full && !on ? { ...choice, disabledReason: choice.disabledReason ?? props.fullReason } : choice}
            on={on}
            readOnly={props.readOnly ?? false}
            onChange={() => props.onChange(on ? value.filter(key => key !== choice.key) : [...value, choice.key])}
          />
        )
      })}
    </ChoicesFieldset>
  )
}

function Card(props: {
  readonly type: 'radio' | 'checkbox'
  readonly name?: string
  readonly choice: Choice
  readonly on: boolean
  readonly readOnly: boolean
  readonly onChange: () => void
}) {
  const { choice, on, readOnly } = props
  const still = readOnly || choice.disabledReason !== undefined
  const id = useId()
  const note = choice.disabledReason ?? choice.hint
  return (
    <label className={classes(styles.card, on && styles.on, still && styles.still)}>
      <input
        type={props.type}
        name={props.name}
        checked={on}
        aria-disabled={still || undefined}
        aria-labelledby={`${id}-name`}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={still ? () => {} : props.onChange}
      />
      <span>
        <span id={`${id}-name`} className={styles.name}>
          {choice.name}
        </span>
        {note && (
          <span id={`${id}-note`} className={styles.note}>
            {note}
          </span>
        )}
      </span>
    </label>
  )
}
