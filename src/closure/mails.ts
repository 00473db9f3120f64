import { letter, type Rendered } from '../kit/mail/letter.ts'
import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import type { FooterLines } from '../program/rules.ts'
import type { Manner } from './contract.ts'
import en from './texts/en.json' with { type: 'json' }

interface EndingMail {
  readonly organization: string
  readonly program: string
  readonly name: string | null
  readonly partner: string | null
  readonly manner: Manner
  readonly lastOn: string
  readonly url: string
  readonly footer: FooterLines
}

interface GroupEndingMail extends Omit<EndingMail, 'partner'> {
  /** Who chose it. */
  readonly who: string | null
  readonly what: 'ending' | 'leaving' | 'smaller'
}

/** To a member of a group that ends, or of which somebody takes leave or has left. */
export function groupEndingMail(mail: GroupEndingMail, language: Language = english): Rendered {
  const say = sayIn(en, language)
  const { program, lastOn, what } = mail
  const facts = { who: mail.who ?? say('mail.somebody'), program, lastOn }
  const key = what === 'ending' ? (`mail.group.ending.${mail.manner}` as const) : (`mail.group.${what}` as const)
  return letter({
    language: language.tag,
    direction: language.direction,
    organization: mail.organization,
    subject: say(what === 'ending' ? 'mail.group.ending.subject' : 'mail.group.smaller.subject', { program }),
    preheader: say('mail.group.preheader'),
    greeting: mail.name ? say('mail.hello', { name: mail.name }) : say('mail.helloUnnamed'),
    paragraphs: [say(key, facts), say(what === 'ending' ? 'mail.ending.notYou' : 'mail.group.notYou')],
    button: { label: say('mail.ending.button'), url: mail.url },
    footer: mail.footer,
  })
}

/** To the one who did not choose it. */
export function endingMail(mail: EndingMail, language: Language = english): Rendered {
  const say = sayIn(en, language)
  const partner = mail.partner ?? say('mail.partner')
  return letter({
    language: language.tag,
    direction: language.direction,
    organization: mail.organization,
    subject: say('mail.ending.subject', { partner }),
    preheader: say(`mail.ending.preheader.${mail.manner}`, { lastOn: mail.lastOn }),
    greeting: mail.name ? say('mail.hello', { name: mail.name }) : say('mail.helloUnnamed'),
    paragraphs: [say(`mail.ending.${mail.manner}`, { partner, program: mail.program, lastOn: mail.lastOn }), say('mail.ending.notYou')],
    button: { label: say('mail.ending.button'), url: mail.url },
    footer: mail.footer,
  })
}

export const whyEnding = (program: string, language: Language = english): string => sayIn(en, language)('mail.why.ending', { program })
