import { type Language, type Say, sayIn } from '../../kit/texts/texts.ts'
import type { HelpProgram, OwnConcern } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

export interface HelpPage {
  readonly organization: string
  readonly slug: string
  readonly program: HelpProgram
  readonly requests: readonly OwnConcern[]
  /** Whose link it is. */
  readonly name: string | null
  /** One id for each form that sends something: sent twice, it is the same request. */
  readonly onces: Readonly<Record<string, string>>
  /** Whether the words of requests and answers stand on it. */
  readonly showsWords: boolean
  /** What could not be done, and what was typed. */
  readonly fault: { readonly code: string; readonly kind: string | null; readonly words: string } | null
}

export interface Words {
  readonly say: Say<typeof en>
  /** First names: whom requests go to, and the other one where there is exactly one. */
  readonly contact: string
  readonly partner: string | null
}

const firstOf = (name: string): string => name.split(' ')[0] ?? name

export function wordsFor({ program }: Pick<HelpPage, 'program'>, language: Language): Words {
  const say = sayIn(en, language)
  const [only] = program.mentorships
  const contact = program.contact?.name ? firstOf(program.contact.name) : say('help.contact')
  const partner =
    program.mentorships.length === 1 && only && !only.group ? (only.partner ? firstOf(only.partner) : say('help.partner')) : null
  return { say, contact, partner }
}
