import ChevronDown from 'lucide-react/icons/chevron-down'
import { classes } from './classes.ts'
import { Field, type FieldFrame } from './Field.tsx'
import { Icon } from './Icon.tsx'
import styles from './Select.module.css'

export interface Option<Key extends string = string> {
  readonly key: Key
  readonly name: string
  readonly hint?: string
  readonly disabled?: boolean
}

interface NativeSelectProps<Key extends string> {
  readonly options: readonly Option<Key>[]
  readonly value: Key | null
  readonly onChange: (value: Key) => void
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
  readonly small?: boolean
  readonly dashed?: boolean
}

/** The browser's own list: the right one for few plain options and on the phone. */
export function NativeSelect<Key extends string>(props: FieldFrame & NativeSelectProps<Key>) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error} optional={props.optional ?? false}>
      {given => <BareSelect {...props} {...given} />}
    </Field>
  )
}

/** The list without a label of its own, for table cells: give it a `name`. */
export function BareSelect<Key extends string>(
  props: NativeSelectProps<Key> & {
    readonly name?: string
    readonly id?: string
    readonly 'aria-describedby'?: string | undefined
    readonly 'aria-invalid'?: true | undefined
  },
) {
  return (
    <span className={classes(styles.native, props.small && styles.small)}>
      <select
        id={props.id}
        aria-label={props.name}
        aria-describedby={props['aria-describedby']}
        aria-invalid={props['aria-invalid']}
        className={classes(styles.box, props.dashed && styles.dashed)}
        value={props.value ?? ''}
        onChange={event => {
          const chosen = props.options.find(option => option.key === event.target.value)
          if (chosen) props.onChange(chosen.key)
        }}
      >
        {props.value === null && (
          <option value="" disabled>
            {props.placeholder ?? ''}
          </option>
        )}
        {props.options.map(option => (
          <option key={option.key} value={option.key} disabled={option.disabled}>
            {option.name}
          </option>
        ))}
      </select>
      <Icon of={ChevronDown} className={styles.arrow} />
    </span>
  )
}
