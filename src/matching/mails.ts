/**
 * Mails to people who were asked. They are read on lock screens, by assistants and in shared mailboxes: first names only, no topics, no
 * questions, no reasons, nothing about the other side's answer.
 */
import { letter, type Rendered } from '../kit/mail/letter.ts'
import { english, type Language, type Say, sayIn } from '../kit/texts/texts.ts'
import type { Format } from '../program/contract.ts'
import type { FooterLines } from '../program/rules.ts'
import type { Side } from './contract/proposal.ts'
import en from './texts/proposal.en.json' with { type: 'json' }

interface ToSomebody {
  readonly organization: string
  readonly program: string
  /** The reader's own first name. */
  readonly name: string | null
  readonly footer: FooterLines
}

export interface Asked {
  readonly side: Side
  /** First name of the other one. */
  readonly partner: string | null
  /** It is about a group: the names of its members for whoever would lead it, none for a member. */
  readonly group?: readonly string[]
  readonly url: string
}

const frame = (words: ToSomebody, language: Language) => {
  const say = sayIn(en, language)
  const { name, organization, footer } = words
  return {
    say,
    shared: {
      language: language.tag,
      direction: language.direction,
      organization,
      greeting: name ? say('mail.hello', { name }) : say('mail.helloUnnamed'),
      footer,
    },
  }
}

/** One mail for everything that one person is asked in one publication, also when they have two hats. */
export function proposalMail(
  mail: ToSomebody & { readonly format: Format; readonly asks: readonly Asked[]; readonly answerBy: Date; readonly zone: string },
  language: Language = english,
): Rendered {
  const { say, shared } = frame(mail, { ...language, zone: mail.zone })
  const { asks, answerBy, program } = mail
  const [first] = asks
  const one = asks.length === 1 ? first : undefined
  const reverse = mail.format === 'reverse' ? 'Reverse' : ''
  const button = (asked: Asked) => ({
    label:
      asked.group && asked.side === 'mentor'
        ? say('mail.proposal.buttonGroup')
        : asked.partner
          ? say('mail.proposal.button', { partner: asked.partner })
          : say('mail.proposal.buttonUnnamed'),
    url: asked.url,
  })
  const buttons = asks.map(button)
  return letter({
    ...shared,
    subject: one?.group
      ? say('mail.proposal.subjectGroup', { program })
      : one?.partner
        ? say('mail.proposal.subject', { partner: one.partner })
        : say('mail.proposal.subjectMany', { count: asks.length, program }),
    preheader: say('mail.proposal.preheader', { answerBy }),
    paragraphs: [
      ...asks.map(asked =>
        asked.group
          ? groupAsk(asked, program, say)
          : say(`mail.proposal.${asked.side}${reverse}${asked.partner ? '' : 'Unnamed'}`, {
              partner: asked.partner ?? '',
              program,
            }),
      ),
      { mail: say('mail.proposal.decide', { answerBy }), paper: say('mail.proposal.decidePaper', { answerBy }) },
    ],
    ...(buttons[0] ? { button: buttons[0] } : {}),
    more: buttons.slice(1),
  })
}

/** What somebody is asked about a group: its members for whoever would lead it; for a member who leads it. */
function groupAsk({ side, partner, group = [] }: Asked, program: string, say: Say<typeof en>): string {
  if (side === 'mentor')
    return group.length > 0
      ? say('mail.proposal.mentorGroup', { names: group, program })
      : say('mail.proposal.mentorGroupUnnamed', { program })
  return partner ? say('mail.proposal.menteeGroup', { partner, program }) : say('mail.proposal.menteeGroupUnnamed', { program })
}

/** Goes in the evening of the third working day to whoever has not answered: one mail for everything that is open. */
export function reminderMail(
  mail: ToSomebody & { readonly asks: readonly Asked[]; readonly answerBy: Date; readonly zone: string },
  language: Language = english,
): Rendered {
  const { say, shared } = frame(mail, { ...language, zone: mail.zone })
  const { asks, answerBy, program } = mail
  const one = asks.length === 1 && !asks[0]?.group ? asks[0]?.partner : undefined
  const partners = asks.flatMap(({ partner, group }) => (group && group.length > 0 ? group : (partner ?? [])))
  const isNamed = asks.every(({ partner }) => partner !== null)
  const buttons = asks.map(({ partner, url }) => ({
    label: asks.length > 1 && partner ? say('mail.proposal.button', { partner }) : say('mail.reminder.button'),
    url,
  }))
  return letter({
    ...shared,
    subject: one ? say('mail.reminder.subject', { partner: one }) : say('mail.reminder.subjectMany', { count: asks.length, program }),
    preheader: say('mail.reminder.preheader', { answerBy }),
    paragraphs: [
      isNamed ? say('mail.reminder.body', { partners, program }) : say('mail.reminder.bodyUnnamed', { count: asks.length, program }),
      say('mail.reminder.decide', { answerBy }),
    ],
    ...(buttons[0] ? { button: buttons[0] } : {}),
    more: buttons.slice(1),
  })
}

/** To whoever waited: the place has changed. Never who or why. */
export function placeChangedMail(
  mail: ToSomebody & { readonly side: Side; readonly hearBy: string; readonly hasAnother?: boolean },
  language: Language = english,
): Rendered {
  const { say, shared } = frame(mail, language)
  return letter({
    ...shared,
    subject: say('mail.changed.subject', { program: mail.program }),
    preheader: mail.hasAnother ? say('mail.changed.preheaderAnother') : say('mail.changed.preheader', { hearBy: mail.hearBy }),
    paragraphs: mail.hasAnother
      ? [say('mail.changed.another'), say('mail.another.wish')]
      : [say(`mail.changed.${mail.side}`, { hearBy: mail.hearBy }), say('mail.changed.nothing')],
  })
}

/** The time is over and too few have said yes: what happens next, and by when. */
export function groupWaitsMail(
  mail: ToSomebody & { readonly side: Side; readonly hearBy: string },
  language: Language = english,
): Rendered {
  const { say, shared } = frame(mail, language)
  return letter({
    ...shared,
    subject: say('mail.changed.subject', { program: mail.program }),
    preheader: say('mail.changed.preheader', { hearBy: mail.hearBy }),
    paragraphs: [say(`mail.waits.${mail.side}`, { program: mail.program, hearBy: mail.hearBy }), say('mail.changed.nothing')],
  })
}

/** To whoever did not answer in time. */
export function timeOverMail(
  mail: ToSomebody & { readonly side: Side; readonly hasAnother?: boolean },
  language: Language = english,
): Rendered {
  const { say, shared } = frame(mail, language)
  return letter({
    ...shared,
    subject: say('mail.over.subject', { program: mail.program }),
    preheader: say(mail.hasAnother ? 'mail.changed.preheaderAnother' : 'mail.over.preheader'),
    paragraphs: mail.hasAnother
      ? [say('mail.over.another', { program: mail.program }), say('mail.another.wish')]
      : [say(`mail.over.${mail.side}`, { program: mail.program }), say('mail.over.stillIn')],
  })
}
