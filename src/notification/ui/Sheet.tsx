import type { ReactNode } from 'react'
import { useWords } from '../../kit/ui/words.tsx'
import type { LetterView, PaperLinkView } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './letters.module.css'
import { QrCode } from './QrCode.tsx'

/** One letter as it is printed: its words, and each of its links as a square for a camera and something that a hand can type. */
export function Sheet({ letter, children }: { readonly letter: LetterView; readonly children?: ReactNode }) {
  const say = useWords(en)
  return (
    <article className={styles.letter}>
      {children}
      <p className="muted">{letter.name ? say('letters.to', { name: letter.name }) : say('mail.unnamed')}</p>
      <h2 dir="auto">{letter.subject}</h2>
      {letter.paragraphs.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a letter is written once and its paragraphs stay where they are
        <p key={at} className={styles.text} dir="auto">
          {paragraph}
        </p>
      ))}
      {letter.links.map(link => (
        <LinkOnPaper key={link.url} link={link} />
      ))}
      {letter.footer.length > 0 && (
        <footer className={styles.foot}>
          {letter.footer.map(part =>
            typeof part === 'string' ? (
              <p key={part} dir="auto">
                {part}
              </p>
            ) : (
              <LinkOnPaper key={part.url} link={part} isQuiet />
            ),
          )}
        </footer>
      )}
    </article>
  )
}

function LinkOnPaper({ link, isQuiet = false }: { readonly link: PaperLinkView; readonly isQuiet?: boolean }) {
  const say = useWords(en)
  return (
    <section className={isQuiet ? styles.quietWay : styles.way}>
      <QrCode of={link.url} name={say('paper.square', { label: link.label })} className={styles.square} />
      <div>
        <h3 dir="auto">{link.label}</h3>
        <p>{say(`paper.${link.way}`)}</p>
        <p className={styles.typed} dir="ltr">
          {link.typed}
        </p>
        {link.code && (
          <p>
            {say('paper.theCode')}{' '}
            <b className={styles.code} dir="ltr">
              {link.code}
            </b>
          </p>
        )}
      </div>
    </section>
  )
}
