import Eye from 'lucide-react/icons/eye'
import MailX from 'lucide-react/icons/mail-x'
import ShieldCheck from 'lucide-react/icons/shield-check'
import Undo2 from 'lucide-react/icons/undo-2'
import { Icon } from '../../kit/ui/Icon.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import styles from './participant.module.css'

/** What an import does not do, and how long it can be taken back. */
export function AfterImport(props: { readonly until?: string; readonly level?: 2 | 3 }) {
  const say = useWords(en)
  const lines = [
    { icon: MailX, words: say('import.after.mail') },
    { icon: Undo2, words: props.until ? say('import.after.undoUntil', { until: props.until }) : say('import.after.undo') },
    { icon: ShieldCheck, words: say('import.after.gates') },
    { icon: Eye, words: say('import.after.record') },
  ]
  const Heading = props.level === 2 ? 'h2' : 'h3'
  return (
    <section>
      <Heading className={styles.afterTitle}>{say('import.after')}</Heading>
      <ul className={styles.after}>
        {lines.map(line => (
          <li key={line.words}>
            <Icon of={line.icon} size={18} />
            <span>{line.words}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
