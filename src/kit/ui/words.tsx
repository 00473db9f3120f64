import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Catalog, english, type Language, type Say, sayIn } from '../texts/texts.ts'

/**
 * The words that the pieces themselves need, such as the name of a close button. The roof gives them once; everything else a piece
 * shows comes by its props.
 */
export interface PieceWords {
  readonly back: string
  readonly choose: string
  readonly clear: string
  readonly close: string
  readonly details: string
  readonly dismiss: string
  readonly more: string
  readonly next: string
  readonly optional: string
  readonly previous: string
  /** The product's name, for the browser's title. */
  readonly product: string
  readonly remove: string
  readonly retry: string
  readonly retryFailed: string
  readonly retryOffline: string
  readonly search: string
  readonly selectAll: string
  readonly selectOne: string
  readonly stop: string
  readonly undo: string
  readonly working: string
}

const Spoken = createContext<{ readonly language: Language; readonly pieces: PieceWords } | null>(null)

export function WordsProvider(props: { readonly language: Language; readonly pieces: PieceWords; readonly children: ReactNode }) {
  const { language, pieces } = props
  const spoken = useMemo(() => ({ language, pieces }), [language, pieces])
  return <Spoken value={spoken}>{props.children}</Spoken>
}

/** The reader's language: tag, direction and zone. */
export function useLanguage(): Language {
  return useContext(Spoken)?.language ?? english
}

/** Says the words of a catalog in the reader's language: `const say = useWords(en); say('people.count', { count })`. */
export function useWords<C extends Catalog>(catalog: C): Say<C> {
  const language = useLanguage()
  return useMemo(() => sayIn(catalog, language), [catalog, language])
}

export function usePieceWords(): PieceWords {
  const spoken = useContext(Spoken)
  if (!spoken) throw new Error('WordsProvider is missing above this piece')
  return spoken.pieces
}
