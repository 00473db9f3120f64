import { letter, type Rendered } from '../kit/mail/letter.ts'
import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import type { Side } from '../matching/contract/proposal.ts'
import type { Format } from '../program/contract.ts'
import { type FooterLines, opener } from '../program/rules.ts'
import en from './texts/en.json' with { type: 'json' }
import group from './texts/group.en.json' with { type: 'json' }

interface ToMember {
  readonly organization: string
  readonly program: string
  /** First names: mails are read on lock screens and by assistants. */
  readonly name: string | null
  readonly partner: string | null
  readonly url: string
  readonly footer: FooterLines
}

const frame = (mail: ToMember, language: Language) => {
  const say = sayIn(en, language)
  return {
    say,
    partner: mail.partner ?? say('mail.partner'),
    shared: {
      language: language.tag,
      direction: language.direction,
      organization: mail.organization,
      greeting: mail.name ? say('mail.hello', { name: mail.name }) : say('mail.helloUnnamed'),
      footer: mail.footer,
    },
  }
}

/** Both said yes: what each does first, and what happens by itself if nothing comes of it. */
export function agreedMail(
  mail: ToMember & { readonly format: Format; readonly side: Side; readonly writeBy: string; readonly callOn: string },
  language: Language = english,
): Rendered {
  const { say, partner, shared } = frame(mail, language)
  const { format, side, writeBy, callOn, program } = mail
  const opens = opener[format] === side
  const step = opens ? 'opens' : format === 'reverse' ? 'hearsReverse' : 'hears'
  return letter({
    ...shared,
    subject: say('mail.agreed.subject', { partner }),
    preheader: say(`mail.agreed.preheader.${opens ? 'opens' : 'hears'}`, { partner }),
    paragraphs: [
      say('mail.agreed.both', { partner, program }),
      say(`mail.agreed.${step}`, { partner, writeBy }),
      say('mail.agreed.otherwise', { callOn }),
    ],
    button: { label: opens ? say('mail.agreed.write', { partner }) : say('mail.agreed.open'), url: mail.url },
  })
}

/** Somebody wrote. The words stay where they are: a mailbox is read by others. */
export function messageArrivedMail(mail: ToMember, language: Language = english): Rendered {
  const { say, partner, shared } = frame(mail, language)
  return letter({
    ...shared,
    subject: say('mail.message.subject', { partner }),
    preheader: say('mail.message.preheader'),
    paragraphs: [
      {
        mail: say('mail.message.body', { partner, program: mail.program }),
        paper: say('mail.message.bodyPaper', { partner, program: mail.program }),
      },
    ],
    button: { label: say('mail.message.button'), url: mail.url },
  })
}

type ToGroup = Omit<ToMember, 'partner'>

const groupFrame = (mail: ToGroup, language: Language) => {
  const say = sayIn(group, language)
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

interface GroupBegan extends ToGroup {
  readonly leads: boolean
  readonly leader: string | null
  /** The others in it, without the one who leads. */
  readonly names: readonly string[]
  /** It had begun when they said yes. */
  readonly joins: boolean
  readonly writeBy: string
  readonly callOn: string
}

/** The group begins, or somebody joins it: who is in it, what comes first, and the one rule. */
export function groupBeganMail(mail: GroupBegan, language: Language = english): Rendered {
  const { say, shared } = groupFrame(mail, language)
  const { leads, program, names, writeBy, callOn } = mail
  const leader = mail.leader ?? say('mail.leader')
  const button = { label: say('mail.began.button'), url: mail.url }
  const among = names.length > 0 ? ('in' as const) : ('inAlone' as const)
  if (mail.joins)
    return letter({
      ...shared,
      subject: say('mail.joined.subject', { leader }),
      preheader: say('mail.joined.preheader'),
      paragraphs: [say(`mail.joined.${among}`, { program, leader, names }), say('mail.began.kept')],
      button,
    })
  return letter({
    ...shared,
    subject: say('mail.began.subject', { program }),
    preheader: leads ? say('mail.began.preheader.leads') : say('mail.began.preheader.hears', { leader }),
    paragraphs: [
      leads ? say('mail.began.leads', { program, names }) : say(`mail.began.${among}`, { program, leader, names }),
      leads ? say('mail.began.write', { writeBy }) : say('mail.began.wait', { leader, writeBy }),
      say('mail.began.kept'),
      leads ? say('mail.began.otherwiseLeads', { callOn }) : say('mail.began.otherwise', { leader, callOn }),
    ],
    button,
  })
}

/** Somebody wrote to the group. The words stay where they are. */
export function groupMessageMail(mail: ToGroup & { readonly author: string | null }, language: Language = english): Rendered {
  const { say, shared } = groupFrame(mail, language)
  const author = mail.author ?? say('mail.somebody')
  const facts = { author, program: mail.program }
  return letter({
    ...shared,
    subject: say('mail.message.subject', { author }),
    preheader: say('mail.message.preheader'),
    paragraphs: [{ mail: say('mail.message.body', facts), paper: say('mail.message.bodyPaper', facts) }],
    button: { label: say('mail.message.button'), url: mail.url },
  })
}
