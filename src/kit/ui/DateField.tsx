import CalendarDays from 'lucide-react/icons/calendar-days'
import { lazy, Suspense } from 'react'
import styles from './DateField.module.css'
import type { DateFieldProps } from './DatePickerField.tsx'
import fieldStyles from './Field.module.css'
import { Icon } from './Icon.tsx'

// 50 kB that only pages with a date pay, and after their first paint.
const DatePickerField = lazy(() => import('./DatePickerField.tsx'))

/** A day: typed in segments in the person's own order first, from a calendar second. */
export function DateField(props: DateFieldProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <DatePickerField {...props} />
    </Suspense>
  )
}

function Waiting(props: DateFieldProps) {
  return (
    <div className={fieldStyles.field} aria-busy="true">
      <span className={fieldStyles.label}>{props.label}</span>
      <span className={styles.box}>
        <span className="grow">{props.value}</span>
        <Icon of={CalendarDays} size={18} />
      </span>
    </div>
  )
}
