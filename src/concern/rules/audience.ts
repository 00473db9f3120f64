/**
 * Who sees what somebody does under *Help and changes*. The readers come from the access tables of the endpoints that show it, and the label
 * from the readers: where a table lets somebody else read, there is no label for it, and a test fails before a page says less than is true.
 */
import { closureAccess } from '../../closure/access.ts'
import type { Say } from '../../kit/texts/texts.ts'
import type { Act, Leaf } from '../../kit/wire/access.ts'
import { mentorshipAccess } from '../../mentorship/access.ts'
import { concernAccess } from '../access.ts'
import type { ConcernKind, HelpProgram } from '../contract.ts'
import { isOfGroups } from '../rules.ts'
import type en from '../texts/en.json'

/** What shows it: a request to whoever has it; a pause and an end of a mentorship to its two and to whoever lists them. */
const shownBy: Readonly<Record<'request' | 'pause' | 'end', readonly Act[]>> = {
  request: [concernAccess.see],
  pause: [mentorshipAccess.read, mentorshipAccess.list],
  end: [closureAccess.read, closureAccess.list],
}

const readerOf = (leaf: Leaf): string =>
  leaf.who === 'staff' ? `${leaf.relation} of ${leaf.scope}` : 'column' in leaf ? leaf.column : leaf.who

/** The labels, by the readers that they tell of. */
const labels: Readonly<Record<string, 'recipient' | 'pair and coordinators'>> = {
  recipientPersonId: 'recipient',
  'coordinator of programId, memberIds': 'pair and coordinators',
}

/** Who reads it, as the label names them. */
export function readersOf(what: keyof typeof shownBy): 'recipient' | 'pair and coordinators' {
  const readers = [...new Set(shownBy[what].flatMap(act => act.who.map(readerOf)))].sort().join(', ')
  const label = labels[readers]
  if (!label) throw new Error(`no label says that this is read by ${readers}`)
  return label
}

type About = Pick<HelpProgram, 'contact' | 'deputy' | 'hearBy' | 'program'> & {
  readonly mentorships: readonly Pick<HelpProgram['mentorships'][number], 'partner' | 'group'>[]
}

/** What the act becomes: with a mentorship, a pause and an end are no requests. */
export const becomes = (kind: ConcernKind, { mentorships }: Pick<About, 'mentorships'>): keyof typeof shownBy =>
  (kind === 'pause' || kind === 'end') && mentorships.length > 0 ? kind : 'request'

const firstOf = (name: string): string => name.split(' ')[0] ?? name

/** The label. */
export function whoSees(kind: ConcernKind, program: About, say: Say<typeof en>): string {
  const other = say(isOfGroups(program) ? 'help.others' : 'help.partner')
  const whole = program.mentorships.map(({ partner }) => partner ?? other)
  const first = program.mentorships.map(({ partner }) => (partner ? firstOf(partner) : other))
  // the first name where that tells them apart
  const partners = [...new Set(new Set(first).size === new Set(whole).size ? first : whole)]
  const what = becomes(kind, program)
  if (readersOf(what) === 'pair and coordinators' && isOfGroups(program))
    return say(`seen.${what as 'pause' | 'end'}Group`, { program: program.program })
  if (readersOf(what) === 'pair and coordinators') return say(`seen.${what as 'pause' | 'end'}`, { partners, program: program.program })
  const never = partners.length > 0 ? 'Never' : ''
  if (kind === 'not-right') return say(`seen.chosen${never}`, { partners })
  const contact = program.contact?.name ? firstOf(program.contact.name) : say('help.contact')
  if (program.deputy === null) return say(`seen.only${never}`, { contact, partners })
  return say(`seen.deputy${never}`, { contact, partners, deputy: firstOf(program.deputy), hearBy: program.hearBy })
}
