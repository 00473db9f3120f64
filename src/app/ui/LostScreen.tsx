import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { useTitle } from '../../kit/ui/PageHead.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { usePieceWords, useWords } from '../../kit/ui/words.tsx'
import en from '../texts/lost.en.json' with { type: 'json' }
import styles from './Frame.module.css'

/** The address leads nowhere, or to something this person cannot see: the two are not told apart. */
export default function LostScreen() {
  const say = useWords(en)
  const { product } = usePieceWords()
  useTitle([say('title'), product])
  return (
    <main id="main" className={styles.edge}>
      <EmptyState scene="path" title={say('title')} heading="h1" action={<ButtonTo to="/">{say('home')}</ButtonTo>}>
        {say('lead')}
      </EmptyState>
    </main>
  )
}
