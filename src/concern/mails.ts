/**
 * Mails about requests. A mailbox is read by others, and by a partner who should not know: no name of a sender, no kind, no word. What is
 * not right looks like everything else, but for the hour that its reader is asked to keep.
 */
import { letter, type Rendered } from '../kit/mail/letter.ts'
import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import type { FooterLines } from '../program/rules.ts'
import en from './texts/en.json' with { type: 'json' }

interface ToSomebody {
  readonly organization: string
  readonly program: string
  readonly name: string | null
  readonly url: string
  readonly footer: FooterLines
}

const frame = (mail: ToSomebody, language: Language) => {
  const say = sayIn(en, language)
  return {
    say,
    shared: {
      language: language.tag,
      direction: language.direction,
      organization: mail.organization,
      greeting: mail.name ? say('mail.hello', { name: mail.name }) : say('mail.helloUnnamed'),
      footer: mail.footer,
    },
  }
}

/** To whoever has the request. */
export function requestMail(
  mail: ToSomebody & { readonly atOnce: boolean; readonly late: boolean; readonly dueOn: string | null; readonly goesOn: boolean },
  language: Language = english,
): Rendered {
  const { say, shared } = frame(mail, language)
  const { program, atOnce, late, dueOn, goesOn } = mail
  const subject = late ? 'mail.request.subjectLate' : atOnce ? 'mail.request.subjectAtOnce' : 'mail.request.subject'
  const until = late
    ? say('mail.request.late')
    : atOnce
      ? say('mail.request.atOnce')
      : dueOn && goesOn
        ? say('mail.request.until', { dueOn })
        : say('mail.request.noDay')
  return letter({
    ...shared,
    subject: say(subject, { program }),
    preheader: until,
    paragraphs: [say('mail.request.body', { program }), until, { mail: say('mail.request.kept'), paper: say('mail.request.keptPaper') }],
    button: { label: say('mail.request.button'), url: mail.url },
  })
}

/** To whoever sent it: there is something to read, and nothing more. */
export function newsMail(mail: ToSomebody & { readonly days: number }, language: Language = english): Rendered {
  const { say, shared } = frame(mail, language)
  return letter({
    ...shared,
    subject: say('mail.news.subject', { program: mail.program }),
    preheader: say('mail.news.preheader'),
    paragraphs: [
      say('mail.news.body', { program: mail.program }),
      { mail: say('mail.news.kept', { days: mail.days }), paper: say('mail.news.keptPaper', { days: mail.days }) },
    ],
    button: { label: say('mail.news.button'), url: mail.url },
  })
}
