/**
 * Languages as people write them: a tag (`pt-BR`), a name in English or in a few other languages, or what its speakers call it. The names come
 * from the Unicode data of the runtime, so nothing has to be kept here but the list of tags.
 */
import { tidy } from '../../kit/csv/cells.ts'
import { nearest } from '../../kit/csv/nearest.ts'
import { plainWords } from '../../kit/csv/words.ts'

/** ISO 639-1, and languages without a two-letter code that have millions of speakers. */
const tags =
  'aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ig ii ik is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu fil yue ceb bho mai kab tzm gsw'.split(
    ' ',
  )
const readers = ['en', 'de', 'fr', 'es', 'nb', 'pt', 'it', 'nl']

let byName: ReadonlyMap<string, string> | null = null
let english: readonly string[] = []

/** Built at the first question: some thousand names, a few milliseconds. */
function names(): ReadonlyMap<string, string> {
  if (byName) return byName
  const made = new Map<string, string>()
  const add = (name: string | undefined, tag: string) => {
    const words = plainWords(name ?? '')
    if (words !== '' && words !== tag && !made.has(words)) made.set(words, tag)
  }
  for (const reader of readers) {
    const display = new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' })
    for (const tag of tags) add(display.of(tag), tag)
  }
  for (const tag of tags) add(new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag), tag)
  for (const [name, tag] of [
    ['mandarin', 'zh'],
    ['cantonese', 'yue'],
    ['farsi', 'fa'],
    ['norwegian', 'no'],
    ['brazilian portuguese', 'pt-BR'],
    ['tagalog', 'tl'],
  ] as const)
    made.set(name, tag)
  const display = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  english = tags.flatMap(tag => display.of(tag) ?? [])
  byName = made
  return made
}

// the same few words come on thousands of lines
const told = new Map<string, string | null>()

/** The tag of a language as somebody wrote it; a level in brackets is left out. Null when it is none that we know. */
export function languageTag(written: string): string | null {
  const before = told.get(written)
  if (before !== undefined) return before
  const tag = tagOf(written)
  if (told.size < 2000) told.set(written, tag)
  return tag
}

function tagOf(written: string): string | null {
  const bare = tidy(written.replace(/[([].*?[)\]]/g, ' '))
  if (bare === '') return null
  const tag = /^([a-z]{2,3})(?:[-_]([a-z]{2}|[a-z]{4}|\d{3}))?$/i.exec(bare)
  if (tag) {
    const language = (tag[1] ?? '').toLowerCase()
    if (tags.includes(language)) return Intl.getCanonicalLocales(tag[2] ? `${language}-${tag[2]}` : language)[0] ?? null
  }
  return names().get(plainWords(bare)) ?? null
}

/** The language that a misspelled name probably means, by its English name. */
export function probableLanguage(written: string): string | null {
  names()
  return nearest(tidy(written.replace(/[([].*?[)\]]/g, ' ')), english)
}
