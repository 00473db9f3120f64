import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { Format, ProgramView } from './contract.ts'
import en from './texts/en.json' with { type: 'json' }

/** How soon a person to ask usually answers, in working days. */
export const answersInDays = 1

/** Who opens: the senior side, so that nobody junior has to write first to somebody senior, or to chase them. */
export const opener: Readonly<Record<Format, 'mentor' | 'mentee'>> = { 'one-to-one': 'mentor', reverse: 'mentee', group: 'mentor' }

/** The format after a change; another one is refused once somebody was proposed, because people were told what it would be. */
export function formatAfter(
  { format, formatSettledAt }: { readonly format: Format; readonly formatSettledAt: Date | null },
  wanted: Format | undefined,
): Format | Refusal {
  if (wanted === undefined || wanted === format) return format
  return formatSettledAt === null ? wanted : refused('format_settled')
}

export type FooterLines = readonly (string | { readonly label: string; readonly url: string })[]

/** What a program lacks. A contact is named by its coordinators, so without one that is the first thing. */
export function needs({ contactPersonId, coordinators }: Staffed): ProgramView['needs'] {
  if (coordinators.length === 0) return ['coordinator']
  return contactPersonId === null || !coordinators.includes(contactPersonId) ? ['contact'] : []
}

interface Staffed {
  readonly contactPersonId: string | null
  readonly coordinators: readonly string[]
}

interface Contact {
  readonly name: string | null
  readonly phone: string | null
}

/** Whom to ask and how soon they usually answer; nothing for somebody without a name. */
export function contactLine({ name, phone }: Contact, language: Language = english): string | null {
  if (!name) return null
  const say = sayIn(en, language)
  return phone ? say('footer.contact', { name, phone, days: answersInDays }) : say('footer.contactNoPhone', { name, days: answersInDays })
}

interface Footer {
  readonly contact: Contact | null
  readonly helpUrl: string
  readonly why: string
}

/** Whom to ask and how soon they answer, the way out, and why the mail came: the same in every mail to somebody who takes part. */
export function footerLines({ contact, helpUrl, why }: Footer, language: Language = english): FooterLines {
  const say = sayIn(en, language)
  const ask = contact && contactLine(contact, language)
  return [...(ask ? [ask] : []), { label: say('footer.help'), url: helpUrl }, why]
}
