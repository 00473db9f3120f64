import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { useTitle } from '../../kit/ui/PageHead.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import styles from './Frame.module.css'

/** The address leads nowhere, or to something this person cannot see: the two are not told apart. */
export default function LostScreen() {
  const say = useWords(en)
  useTitle([say('not-found.title'), say('product')])
  return (
    <main id="main" className={styles.edge}>
      <EmptyState scene="path" title={say('not-found.title')} heading="h1" action={<ButtonTo to="/">{say('not-found.home')}</ButtonTo>}>
        {say('not-found.lead')}
      </EmptyState>
    </main>
  )
}
