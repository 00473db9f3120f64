import ChevronDown from 'lucide-react/icons/chevron-down'
import { lazy, Suspense } from 'react'
import fieldStyles from './Field.module.css'
import { Icon } from './Icon.tsx'
import type { SelectProps } from './RichSelect.tsx'
import styles from './Select.module.css'

// 50 kB that only pages with a rich list pay, and after their first paint.
const RichSelect = lazy(() => import('./RichSelect.tsx'))

/** A list whose options have a second line; typing jumps to an option. */
export function Select(props: SelectProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <RichSelect {...props} />
    </Suspense>
  )
}

function Waiting(props: SelectProps) {
  const chosen = props.options.find(option => option.key === props.value)
  return (
    <div className={fieldStyles.field} aria-busy="true">
      <span className={fieldStyles.label}>{props.label}</span>
      <span className={styles.box}>
        <span className="grow">{chosen?.name ?? props.placeholder}</span>
        <Icon of={ChevronDown} />
      </span>
    </div>
  )
}
