import { parseDate } from '@internationalized/date'
import CalendarDays from 'lucide-react/icons/calendar-days'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { classes } from './classes.ts'
import styles from './DateField.module.css'
import fieldStyles from './Field.module.css'
import { type FieldFrame, FieldNote } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { inRegionOf } from './region.ts'
import { useLanguage, usePieceWords } from './words.tsx'

export interface DateFieldProps extends FieldFrame {
  /** A calendar day, `2027-03-01`. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly min?: string | undefined
  readonly max?: string | undefined
}

export default function DatePickerField(props: DateFieldProps) {
  const language = useLanguage()
  const words = usePieceWords()
  return (
    <I18nProvider locale={inRegionOf(language.tag, navigator.language)}>
      <DatePicker
        className={fieldStyles.field ?? ''}
        value={props.value ? parseDate(props.value) : null}
        onChange={day => props.onChange(day ? day.toString() : null)}
        minValue={props.min ? parseDate(props.min) : null}
        maxValue={props.max ? parseDate(props.max) : null}
        isInvalid={props.error !== undefined}
        validationBehavior="aria"
      >
        <Label className={fieldStyles.label ?? ''}>
          {props.label} {props.optional && <span className={fieldStyles.optional}>{words.optional}</span>}
        </Label>
        <Group className={classes(styles.box, props.error !== undefined && styles.invalid)}>
          <DateInput className={styles.input ?? ''}>
            {segment => <DateSegment segment={segment} className={styles.segment ?? ''} />}
          </DateInput>
          <Button className={styles.open ?? ''}>
            <Icon of={CalendarDays} size={18} />
          </Button>
        </Group>
        {(props.error ?? props.hint) && (
          <Text slot={props.error ? 'errorMessage' : 'description'}>
            <FieldNote id="" hint={props.hint} error={props.error} />
          </Text>
        )}
        <Popover className={styles.popover ?? ''} offset={6}>
          <Dialog className={styles.dialog ?? ''}>
            <Calendar>
              <header className={styles.month}>
                <Button slot="previous" className={styles.turn ?? ''}>
                  <Icon of={ChevronLeft} size={18} mirror />
                </Button>
                <Heading className={styles.name ?? ''} />
                <Button slot="next" className={styles.turn ?? ''}>
                  <Icon of={ChevronRight} size={18} mirror />
                </Button>
              </header>
              <CalendarGrid className={styles.grid ?? ''}>
                <CalendarGridHeader>
                  {day => <CalendarHeaderCell className={styles.weekday ?? ''}>{day}</CalendarHeaderCell>}
                </CalendarGridHeader>
                <CalendarGridBody>{day => <CalendarCell date={day} className={styles.day ?? ''} />}</CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  )
}
