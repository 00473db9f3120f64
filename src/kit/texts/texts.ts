/**
 * Words for people. A catalog is a flat JSON file per capability and language (`texts/en.json`); its keys are typed from the English
 * one, its placeholders are compared across languages by a house test. A text is a sentence with `{name}`, `{count}`, `{day, date}`,
 * or an object of plural forms chosen by the placeholder named in `by`. Sentences are never built out of pieces.
 */
import { dateFormat, listFormat, namesOf, numberFormat, pluralRules } from '../time/formats.ts'
import { isolated } from './direction.ts'

export type Text = string | Readonly<Partial<Record<Intl.LDMLPluralRule | 'by', string>>>
export type Catalog = Readonly<Record<string, Text>>
export type TextFacts = Readonly<Record<string, unknown>>
export type Say<C extends Catalog = Catalog> = (key: keyof C & string, facts?: TextFacts) => string

export interface Language {
  /** BCP 47, such as `en-US`; decides plurals, numbers, dates and lists. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  /** IANA zone in which instants are told. */
  readonly zone: string
  /** A pseudo-language stretches and mirrors the English words, so that tests see what translation will do. */
  readonly pseudo?: true
}

export const english: Language = { tag: 'en-US', direction: 'ltr', zone: 'UTC' }
/** Right-to-left, a third longer, with marks at both ends: text that is cut off or built from pieces shows at once. */
export const mirrored: Language = { tag: 'en-US', direction: 'rtl', zone: 'UTC', pseudo: true }

/** Says the words of a catalog in a language. A missing key or fact is a defect, so it throws rather than showing a hole. */
export function sayIn<C extends Catalog>(catalog: C, language: Language): Say<C> {
  return (key, facts = {}) => {
    const text = catalog[key]
    if (text === undefined) throw new Error(`no text for ${key}`)
    const said = formOf(text, facts, language).replace(/\{(\w+)(?:, (\w+))?\}/g, (_, name: string, style?: string) => {
      const told = facts[name]
      if (told === undefined || told === null) throw new Error(`text ${key} needs ${name}`)
      return toldAs(told, style ?? 'plain', language)
    })
    return language.pseudo ? pseudo(said) : said
  }
}

function formOf(text: Text, facts: TextFacts, language: Language): string {
  if (typeof text === 'string') return text
  const rule = pluralRules(language.tag, {}).select(Number(facts[text.by ?? 'count']))
  return text[rule] ?? text.other ?? ''
}

/** How each style of placeholder tells its fact. A new style is one line here. */
const styles: Readonly<Record<string, (told: unknown, language: Language) => string>> = {
  plain: (told, language) => (typeof told === 'number' ? numberFormat(language.tag, {}).format(told) : listed(told, language)),
  list: (told, language) => listed(told, language),
  or: (told, language) => listed(told, language, 'disjunction'),
  /** March 1 */
  day: (told, { tag }) => dayFormat(tag, { month: 'long', day: 'numeric' }).format(dayOf(told)),
  /** March 1, 2027 */
  date: (told, { tag }) => dayFormat(tag, { month: 'long', day: 'numeric', year: 'numeric' }).format(dayOf(told)),
  /** Friday, February 26 */
  weekday: (told, { tag }) => dayFormat(tag, { weekday: 'long', month: 'long', day: 'numeric' }).format(dayOf(told)),
  /** 09:00, in the reader's zone */
  time: (told, { tag, zone }) =>
    dateFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(instantOf(told)),
  /** Friday, February 26, 09:00 */
  when: (told, { tag, zone }) =>
    dateFormat(tag, {
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    }).format(instantOf(told)),
  /** A language by its tag: `pt` is Portuguese. */
  language: (told, { tag }) => namesOf(tag, { type: 'language' }).of(String(told)) ?? String(told),
  percent: (told, { tag }) => numberFormat(tag, { style: 'percent' }).format(Number(told)),
}

export const textStyles: readonly string[] = Object.keys(styles)

function toldAs(told: unknown, style: string, language: Language): string {
  const tell = styles[style]
  if (!tell) throw new Error(`no text style ${style}`)
  return tell(told, language)
}

/** Words of people, one or many, each so that it turns nothing beside it. */
function listed(told: unknown, { tag, direction }: Language, type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  const all = (Array.isArray(told) ? told : [told]).map(one => isolated(String(one), direction))
  return all.length === 1 ? (all[0] ?? '') : listFormat(tag, { type }).format(all)
}
const dayFormat = (tag: string, options: Intl.DateTimeFormatOptions) => dateFormat(tag, { ...options, timeZone: 'UTC' })
const instantOf = (told: unknown): Date => (told instanceof Date ? told : new Date(String(told)))
const dayOf = (told: unknown): Date => (told instanceof Date ? told : new Date(`${String(told).slice(0, 10)}T00:00:00Z`))

/** The same words, longer and marked: vowels doubled, in guillemets, with a right-to-left mark. */
function pseudo(said: string): string {
  return `\u200f«${said.replace(/(?<![<&/\w])([aeiou])(?![^<]*>)/gi, '$1$1')}»`
}
