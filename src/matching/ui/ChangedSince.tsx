import { Banner } from '../../kit/ui/Banner.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { RoundView } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'

const shown = 12

/** Who is not as they were when the round was started: told, because the round keeps to what it began with. */
export function ChangedSince({ round }: { readonly round: RoundView }) {
  const say = useWords(en)
  const { count, rows } = round.changedSince
  if (count === 0) return null
  return (
    <Banner tone="clay" small>
      <details className={styles.changed}>
        <summary>
          {say('studio.changed', { count })} <u>{say('studio.changed.who')}</u>
        </summary>
        <ul>
          {rows.slice(0, shown).map(row => (
            <li key={row.participantId}>{say(`studio.changed.${row.change}`, { name: row.name })}</li>
          ))}
        </ul>
      </details>
    </Banner>
  )
}
