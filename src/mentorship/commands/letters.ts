import type { Context } from '../../kit/context.ts'
import { post } from '../../kit/mail/mail.ts'
import { calledByForSystem } from '../../matching/queries/called.ts'
import { firstNameOf } from '../../matching/rules/reply.ts'
import { messageAuthorForSystem } from '../../message/queries.ts'
import { organizationOf } from '../../organization/queries.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { participantFooter } from '../../program/commands.ts'
import { programForSystem } from '../../program/queries.ts'
import { agreedMail, messageArrivedMail } from '../mails.ts'
import { type Member, type MentorshipWithMembers, mentorshipForSystem } from '../queries/mentorship.ts'
import { firstDates, whyMail } from '../rules.ts'

/** Both have the mail that says so, with the first step of each. */
export async function mailAgreed(ctx: Context, mentorshipId: string, origin: string): Promise<void> {
  const mentorship = await mentorshipForSystem(ctx, mentorshipId)
  for (const member of mentorship.members) {
    const { to, words, calendar, format } = await addressed(ctx, mentorship, member, 'agreed', origin)
    const { writeBy, callOn } = firstDates(mentorship.beganAt, calendar)
    await post(ctx, { ...to, reason: 'mentorship.agreed', rendered: agreedMail({ ...words, format, side: member.side, writeBy, callOn }) })
  }
}

/** The other one hears that somebody wrote, without the words. */
export async function mailMessageArrived(ctx: Context, mentorshipId: string, messageId: string, origin: string): Promise<void> {
  const mentorship = await mentorshipForSystem(ctx, mentorshipId)
  const authorId = await messageAuthorForSystem(ctx, messageId)
  for (const member of mentorship.members) {
    if (authorId === null || member.personId === authorId) continue
    const { to, words } = await addressed(ctx, mentorship, member, 'message', origin)
    await post(ctx, { ...to, reason: 'mentorship.message', rendered: messageArrivedMail(words) })
  }
}

async function addressed(ctx: Context, mentorship: MentorshipWithMembers, member: Member, what: 'agreed' | 'message', origin: string) {
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, mentorship.programId)
  const people = await peopleByIdForSystem(ctx, mentorship.memberIds)
  const person = people.get(member.personId)
  const called = await calledByForSystem(ctx, member.personId)
  return {
    calendar: organization,
    format: program.format,
    to: {
      personId: member.personId,
      address: person?.email ?? null,
      scopeId: program.id,
      about: mentorship.memberIds.filter(personId => personId !== member.personId),
    },
    words: {
      organization: organization.name,
      program: program.name,
      name: firstNameOf(person?.name ?? null),
      partner: called.get(mentorship.memberIds.find(personId => personId !== member.personId) ?? '') ?? null,
      url: `${origin}/${organization.slug}/mentorships/${mentorship.id}`,
      footer: await participantFooter(ctx, program, { personId: member.personId, why: whyMail(what, program.name), origin }),
    },
  }
}
