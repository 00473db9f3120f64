import Check from 'lucide-react/icons/check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { classes } from './classes.ts'
import fieldStyles from './Field.module.css'
import { type FieldFrame, FieldNote } from './Field.tsx'
import { Icon } from './Icon.tsx'
import type { Option } from './NativeSelect.tsx'
import styles from './Select.module.css'
import { usePieceWords } from './words.tsx'

export interface SelectProps extends FieldFrame {
  readonly options: readonly Option[]
  readonly value: string | null
  readonly onChange: (value: string) => void
  readonly placeholder: string
}

export default function RichSelect(props: SelectProps) {
  const words = usePieceWords()
  return (
    <Select
      className={classes(fieldStyles.field)}
      selectedKey={props.value}
      onSelectionChange={key => props.onChange(String(key))}
      isInvalid={props.error !== undefined}
      placeholder={props.placeholder}
      disabledKeys={props.options.filter(option => option.disabled).map(option => option.key)}
    >
      <Label className={fieldStyles.label ?? ''}>
        {props.label} {props.optional && <span className={fieldStyles.optional}>{words.optional}</span>}
      </Label>
      <Button className={classes(styles.box, props.error !== undefined && styles.invalid)}>
        <SelectValue className={styles.value ?? ''}>
          {({ isPlaceholder, selectedText }) => (isPlaceholder ? <span className="faint">{props.placeholder}</span> : selectedText)}
        </SelectValue>
        <Icon of={ChevronDown} />
      </Button>
      {(props.error ?? props.hint) && (
        <Text slot={props.error ? 'errorMessage' : 'description'}>
          <FieldNote id="" hint={props.hint} error={props.error} />
        </Text>
      )}
      <Popover className={styles.popover ?? ''} offset={6}>
        <ListBox className={styles.list ?? ''} items={props.options.map(option => ({ ...option, id: option.key }))}>
          {option => (
            <ListBoxItem id={option.key} textValue={option.name} className={styles.option ?? ''}>
              {({ isSelected }) => (
                <>
                  <Text slot="label" className={styles.words ?? ''}>
                    {option.name}
                    {option.hint && <span className={styles.hint}>{option.hint}</span>}
                  </Text>
                  {isSelected && <Icon of={Check} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
