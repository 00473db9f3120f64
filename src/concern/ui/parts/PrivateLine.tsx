import Lock from 'lucide-react/icons/lock'
import type { ReactNode } from 'react'
import { Icon } from '../../../kit/ui/Icon.tsx'
import styles from './Help.module.css'

/** Who sees it and who does not, with the exceptions, before it is sent. */
export function PrivateLine(props: { readonly children: ReactNode }) {
  return (
    <p className={styles.private}>
      <Icon of={Lock} size={16} />
      <span>{props.children}</span>
    </p>
  )
}
