import { Fragment, type ReactNode } from 'react'
import type { Sentence } from '../rules/sentences.ts'
import styles from './matching.module.css'
import type { SayHere } from './said.ts'

/** A mark that no text holds, with a digit that no pseudo-language changes. */
const mark = (at: number) => `\ue000${at}\ue000`

/**
 * A sentence with controls where its placeholders stand: `{mentee}` becomes a choice. The words around them stay one text, so that
 * every language may order them as it likes.
 */
export function Slots({
  say,
  sentence,
  slots,
}: {
  readonly say: SayHere
  readonly sentence: Sentence
  readonly slots: Readonly<Record<string, ReactNode>>
}) {
  const names = Object.keys(slots)
  const marked = Object.fromEntries(names.map((name, at) => [name, mark(at)]))
  const text = say(sentence.key, { ...sentence.facts, ...marked })
  return (
    <p className={styles.slots}>
      {text.split(/(\ue000\d+\ue000)/).map((piece, at) => {
        const slot = names.findIndex((_, n) => mark(n) === piece)
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence keep their order
        return <Fragment key={at}>{slot < 0 ? piece.trim() && <span>{piece}</span> : slots[names[slot] ?? '']}</Fragment>
      })}
    </p>
  )
}
