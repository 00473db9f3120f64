import CircleAlert from 'lucide-react/icons/circle-alert'
import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import { type ComponentPropsWithRef, type ReactNode, useId, useRef } from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { usePieceWords } from './words.tsx'

export interface FieldFrame {
  readonly label: string
  /** Under the field; an error takes its place. */
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** Optional is marked, required is not. */
  readonly optional?: boolean
}

/** Label above, hint or error under; the control is told apart by what it is given. */
export function Field(
  props: FieldFrame & {
    readonly children: (given: {
      readonly id: string
      readonly 'aria-describedby': string | undefined
      readonly 'aria-invalid': true | undefined
    }) => ReactNode
  },
) {
  const id = useId()
  const words = usePieceWords()
  const note = props.error ?? props.hint
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label} {props.optional && <span className={styles.optional}>{words.optional}</span>}
      </label>
      {props.children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': props.error ? true : undefined })}
      {note && <FieldNote id={`${id}-note`} hint={props.hint} error={props.error} />}
    </div>
  )
}

export function FieldNote(props: { readonly id: string; readonly hint?: ReactNode; readonly error?: string | undefined }) {
  if (!props.error)
    return (
      <p id={props.id} className={styles.hint}>
        {props.hint}
      </p>
    )
  return (
    <p id={props.id} className={styles.error}>
      <Icon of={CircleAlert} size={15} /> {props.error}
    </p>
  )
}

export interface TextFieldProps extends FieldFrame, Omit<ComponentPropsWithRef<'input'>, 'children' | 'type' | 'onChange' | 'value'> {
  readonly type?: 'text' | 'email' | 'number' | 'tel' | 'url' | 'password'
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One line. E-mail addresses, numbers and code keep their own direction. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, optional, onChange, type = 'text', className, ...rest } = props
  const own = type === 'email' || type === 'url' || type === 'tel' || type === 'number' ? 'ltr' : 'auto'
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {given => (
        <input
          dir={own}
          inputMode={type === 'number' ? 'numeric' : undefined}
          {...rest}
          {...given}
          type={type === 'number' ? 'text' : type}
          className={classes(styles.input, className)}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export interface TextAreaProps extends FieldFrame, Omit<ComponentPropsWithRef<'textarea'>, 'children' | 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
  /** What is written goes to a person, so it is set in the voice of people. */
  readonly voice?: boolean
  /** Letters that may be written; the rest is told under the field once 80 % are used. */
  readonly left?: ((letters: number) => string) | undefined
}

/** Several lines; grows with what is written. */
export function TextArea(props: TextAreaProps) {
  const { label, hint, error, optional, onChange, voice, left, className, value, maxLength, ...rest } = props
  const near = left && maxLength !== undefined && value.length > maxLength * 0.8
  return (
    <Field label={label} hint={near ? left(maxLength - value.length) : hint} error={error} optional={optional ?? false}>
      {given => (
        <textarea
          dir="auto"
          rows={3}
          {...rest}
          {...given}
          value={value}
          maxLength={maxLength}
          className={classes(styles.input, styles.area, voice && styles.voice, className)}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** Narrows a list while one types. Its label is heard, not shown; the placeholder says what can be typed. */
export function SearchField(props: {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly 'aria-keyshortcuts'?: string
}) {
  const words = usePieceWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <search className={styles.search}>
      <Icon of={Search} size={18} />
      <input
        ref={input}
        type="search"
        dir="auto"
        aria-label={props.label}
        aria-keyshortcuts={props['aria-keyshortcuts']}
        placeholder={props.placeholder}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
      {props.value !== '' && (
        <IconButton
          icon={X}
          name={words.clear}
          iconSize={16}
          className={styles.clear}
          onClick={() => {
            props.onChange('')
            input.current?.focus()
          }}
        />
      )}
    </search>
  )
}

/** What is fixed or was answered before: looks like a field, cannot be changed, says why. */
export function ReadOnlyField(props: { readonly label: string; readonly value: ReactNode; readonly hint?: ReactNode }) {
  return (
    <dl className={styles.field}>
      <dt className={styles.label}>{props.label}</dt>
      <dd className={styles.readOnly} dir="auto">
        {props.value}
      </dd>
      {props.hint && <dd className={styles.hint}>{props.hint}</dd>}
    </dl>
  )
}
