import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { Icon } from '../../kit/ui/Icon.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { ImportView } from '../contract/imports.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './participant.module.css'

const mostNames = 8

/** What somebody should look at on the file as a whole before they import it. It stops nobody. */
export function WarningList({ view }: { readonly view: ImportView }) {
  const say = useWords(en)
  if (view.warnings.length === 0) return null
  // more names than one reads would hide the sentence
  const named = (columns: unknown): string[] =>
    (Array.isArray(columns) ? columns : []).slice(0, mostNames).map(column => {
      const name = view.headings[column]?.name
      return name ? say('warnings.column', { name }) : say('columns.unnamed', { number: Number(column) + 1 })
    })
  return (
    <section className={styles.warnings}>
      <h3>
        <Icon of={TriangleAlert} size={16} /> {say('warnings.title')}
      </h3>
      <ul>
        {view.warnings.map(({ code, facts }) => (
          <li key={code}>{say(`warning.${code}`, { ...facts, columns: named(facts['columns']) })}</li>
        ))}
      </ul>
    </section>
  )
}
