import Search from 'lucide-react/icons/search'
import { Icon } from '../../kit/ui/Icon.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import { useFinder } from './finder.ts'
import styles from './SideFrame.module.css'

/** Opens the palette, from the foot of the side bar. */
export function FindButton() {
  const say = useWords(en)
  const finder = useFinder()
  return (
    <button type="button" className={styles.find} aria-keyshortcuts="Control+K" onClick={finder.open}>
      <Icon of={Search} size={18} />
      <span className={styles.name}>{say('find')}</span>
      <kbd className={styles.wide}>{say('find.keys')}</kbd>
    </button>
  )
}
