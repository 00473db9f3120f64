import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import styles from './Frame.module.css'

/** Nothing around the page but the way to its content. */
export default function BareFrame(props: { readonly children?: ReactNode }) {
  const say = useWords(en)
  return (
    <>
      <a className={styles.skip} href="#main">
        {say('skip')}
      </a>
      <main id="main" tabIndex={-1} className={styles.bare}>
        {props.children ?? <Outlet />}
      </main>
    </>
  )
}
