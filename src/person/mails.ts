import { letter, type Rendered } from '../kit/mail/letter.ts'
import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import { signInLinkMinutes } from './rules.ts'
import en from './texts/en.json' with { type: 'json' }

interface SignInMail {
  readonly organization: string
  readonly name: string | null
  readonly url: string
}

export function signInMail({ organization, name, url }: SignInMail, language: Language = english): Rendered {
  const say = sayIn(en, language)
  return letter({
    language: language.tag,
    direction: language.direction,
    organization,
    subject: say('mail.signIn.subject', { organization }),
    preheader: say('mail.signIn.preheader', { minutes: signInLinkMinutes }),
    greeting: name ? say('mail.hello', { name }) : say('mail.helloUnnamed'),
    paragraphs: [
      {
        mail: say('mail.signIn.body', { minutes: signInLinkMinutes }),
        paper: say('mail.signIn.bodyPaper', { minutes: signInLinkMinutes }),
      },
    ],
    button: { label: say('mail.signIn.button'), url },
    footer: [{ mail: say('mail.signIn.why'), paper: say('mail.signIn.whyPaper') }],
  })
}

/** The test of the mail server that set-up promises. */
export function welcomeMail({ organization, name, url }: SignInMail, language: Language = english): Rendered {
  const say = sayIn(en, language)
  return letter({
    language: language.tag,
    direction: language.direction,
    organization,
    subject: say('mail.welcome.subject'),
    preheader: say('mail.welcome.preheader', { organization }),
    greeting: name ? say('mail.hello', { name }) : say('mail.helloUnnamed'),
    paragraphs: [
      { mail: say('mail.welcome.body', { organization }), paper: say('mail.welcome.bodyPaper', { organization }) },
      { mail: say('mail.welcome.spam'), paper: null },
    ],
    button: { label: say('mail.welcome.button'), url },
    footer: [say('mail.welcome.why')],
  })
}

interface InvitationMail {
  readonly organization: string
  readonly name: string
  readonly inviter: string | null
  readonly relation: 'administrator' | 'coordinator'
  /** What a coordinator would look after; null: it is not about one program. */
  readonly program: string | null
  readonly url: string
  readonly until: Date
}

const bodyOf = (inviter: string | null, program: string | null) =>
  program === null
    ? inviter === null
      ? 'mail.invitation.bodyNobody'
      : 'mail.invitation.body'
    : inviter === null
      ? 'mail.invitation.bodyNobodyProgram'
      : 'mail.invitation.bodyProgram'

export function invitationMail(
  { organization, name, inviter, relation, program, url, until }: InvitationMail,
  language: Language = english,
): Rendered {
  const say = sayIn(en, language)
  const role = say(`role.${relation}`)
  return letter({
    language: language.tag,
    direction: language.direction,
    organization,
    subject: say('mail.invitation.subject', { organization }),
    preheader: program ? say('mail.invitation.preheaderProgram', { program, until }) : say('mail.invitation.preheader', { role, until }),
    greeting: say('mail.hello', { name }),
    paragraphs: [
      say(bodyOf(inviter, program), { inviter, role, program, organization }),
      { mail: say('mail.invitation.next', { until }), paper: say('mail.invitation.nextPaper', { until }) },
    ],
    button: { label: say('mail.invitation.button'), url },
    footer: [say('mail.invitation.why', { organization })],
  })
}
