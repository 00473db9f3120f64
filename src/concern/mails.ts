/** Mails about requests tell that there is one, and nothing of it: no name, no kind, no words. */
import { letter, type Rendered } from '../kit/mail/letter.ts'
import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import en from './texts/en.json' with { type: 'json' }

interface AskedMail {
  readonly organization: string
  readonly program: string
  readonly name: string | null
  readonly url: string
  readonly dueOn: string
  readonly what: 'asked' | 'safe' | 'deputy'
  readonly why: string
}

export function askedMail({ organization, program, name, url, dueOn, what, why }: AskedMail, language: Language = english): Rendered {
  const say = sayIn(en, language)
  return letter({
    language: language.tag,
    direction: language.direction,
    organization,
    subject: say(`mail.${what}.subject`, { program }),
    preheader: say(`mail.${what}.preheader`, { dueOn }),
    greeting: name ? say('mail.hello', { name }) : say('mail.helloUnnamed'),
    paragraphs: [say(`mail.${what}.body`, { program, dueOn }), say('mail.kept')],
    button: { label: say('mail.open'), url },
    footer: [why],
  })
}
