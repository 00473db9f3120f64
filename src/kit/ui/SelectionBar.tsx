import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import styles from './SelectionBar.module.css'
import { usePieceWords } from './words.tsx'

/** What can be done with the chosen rows; floats over the end of the list while something is chosen. */
export function SelectionBar(props: { readonly count: string; readonly onClear: () => void; readonly children: ReactNode }) {
  const words = usePieceWords()
  return (
    <section className={styles.bar} aria-label={props.count}>
      <b>{props.count}</b>
      {props.children}
      <IconButton icon={X} name={words.clear} onClick={props.onClear} />
    </section>
  )
}
