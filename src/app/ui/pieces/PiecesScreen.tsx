import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Mark } from '../../../kit/ui/Mark.tsx'
import { useTitle } from '../../../kit/ui/PageHead.tsx'
import { usePieceWords } from '../../../kit/ui/words.tsx'
import { chooseTheme } from '../theme.ts'
import { Asking } from './Asking.tsx'
import { Going } from './Going.tsx'
import { Listing } from './Listing.tsx'
import { Look } from './Look.tsx'
import styles from './Pieces.module.css'
import { useSample } from './sample.ts'
import { Telling } from './Telling.tsx'

/** Every piece in every state, in the product itself. */
export default function PiecesScreen() {
  const t = useSample()
  const words = usePieceWords()
  const title = t('Cairn, piece by piece')
  useTitle([title, words.product])
  const [dark, setDark] = useState(() => document.documentElement.dataset.theme === 'dark')
  const turn = () => {
    chooseTheme(dark ? 'light' : 'dark')
    setDark(!dark)
  }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Mark size={44} />
        <div>
          <h1 className="hello" tabIndex={-1}>
            {title}
          </h1>
          <p className="lead">{t('The same page in light and dark. Every piece, in every state it can be in.')}</p>
        </div>
        <Button icon={dark ? Sun : Moon} onClick={turn}>
          {dark ? t('See it in light') : t('See it in dark')}
        </Button>
      </header>
      <Look />
      <Asking />
      <Telling />
      <Listing />
      <Going />
    </div>
  )
}
