import { type ReactNode, useMemo } from 'react'
import { english, type Language, mirrored, sayIn } from '../../kit/texts/texts.ts'
import { type PieceWords, WordsProvider } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }

/** The reader's language stands on <html>: the server writes it there; `dir="rtl"` with English asks for the mirrored test language. */
export function languageOfPage(): Language {
  const { lang, dir } = document.documentElement
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return dir === 'rtl' && lang.startsWith('en') ? { ...mirrored, zone } : { ...english, zone }
}

export function piecesIn(language: Language): PieceWords {
  const say = sayIn(en, language)
  return {
    back: say('piece.back'),
    choose: say('piece.choose'),
    clear: say('piece.clear'),
    close: say('piece.close'),
    details: say('piece.details'),
    dismiss: say('piece.dismiss'),
    more: say('piece.more'),
    next: say('piece.next'),
    optional: say('piece.optional'),
    previous: say('piece.previous'),
    product: say('product'),
    remove: say('piece.remove'),
    retry: say('piece.retry'),
    retryFailed: say('piece.retryFailed'),
    retryOffline: say('piece.retryOffline'),
    search: say('piece.search'),
    selectAll: say('piece.selectAll'),
    selectOne: say('piece.selectOne'),
    stop: say('piece.stop'),
    undo: say('piece.undo'),
    working: say('piece.working'),
  }
}

export function Languages(props: { readonly children: ReactNode }) {
  const language = useMemo(languageOfPage, [])
  const pieces = useMemo(() => piecesIn(language), [language])
  return (
    <WordsProvider language={language} pieces={pieces}>
      {props.children}
    </WordsProvider>
  )
}
