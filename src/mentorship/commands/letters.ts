import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { jobKind } from '../../kit/jobs/jobs.ts'
import { post } from '../../kit/mail/mail.ts'
import { calledByForSystem } from '../../matching/queries/called.ts'
import { groupForSystem } from '../../matching/queries/group.ts'
import { calledApart } from '../../matching/rules/called.ts'
import { firstNameOf } from '../../matching/rules/reply.ts'
import { arrivalForSystem } from '../../message/queries.ts'
import { organizationOf } from '../../organization/queries.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { participantFooter } from '../../program/commands.ts'
import { programForSystem } from '../../program/queries.ts'
import { agreedMail, groupBeganMail, groupMessageMail, messageArrivedMail } from '../mails.ts'
import { type Member, type MentorshipWithMembers, mentorshipForSystem } from '../queries/mentorship.ts'
import { firstDates, whyGroupMail, whyMail } from '../rules.ts'

/** With `personIds`: only these have it. */
export const mailAgreedKind = jobKind({
  name: 'mail-agreed',
  payload: z.object({ mentorshipId: z.uuid(), personIds: z.optional(z.array(z.uuid())) }),
})

/** Both have the mail that says so, with the first step of each. */
export async function mailAgreed(ctx: Context, mentorshipId: string, origin: string, personIds?: readonly string[]): Promise<void> {
  const mentorship = await mentorshipForSystem(ctx, mentorshipId)
  if (mentorship.groupId) return mailGroupBegan(ctx, mentorship, origin, personIds ?? mentorship.presentIds)
  for (const member of mentorship.members) {
    const { to, words, calendar, format } = await addressed(ctx, mentorship, member, 'agreed', origin)
    const { writeBy, callOn } = firstDates(mentorship.beganAt, calendar)
    await post(ctx, { ...to, reason: 'mentorship.agreed', rendered: agreedMail({ ...words, format, side: member.side, writeBy, callOn }) })
  }
}

/** The other one hears that somebody wrote, without the words. */
export async function mailMessageArrived(ctx: Context, mentorshipId: string, messageId: string, origin: string): Promise<void> {
  const mentorship = await mentorshipForSystem(ctx, mentorshipId)
  const arrival = await arrivalForSystem(ctx, messageId)
  for (const member of mentorship.members) {
    if (!arrival?.newToIds.includes(member.personId)) continue
    const { to, words, called } = await addressed(ctx, mentorship, member, 'message', origin)
    const author = called.get(arrival.authorId) ?? null
    const rendered = mentorship.groupId ? groupMessageMail({ ...words, author }) : messageArrivedMail({ ...words, partner: author })
    await post(ctx, { ...to, reason: 'mentorship.message', rendered })
  }
}

/** Those of a group who have come read who leads it, who else is in it, and what comes first. */
async function mailGroupBegan(
  ctx: Context,
  mentorship: MentorshipWithMembers,
  origin: string,
  personIds: readonly string[],
): Promise<void> {
  const { leaderPersonId } = await groupForSystem(ctx, mentorship.groupId ?? '')
  for (const member of mentorship.members) {
    if (member.leftAt || !personIds.includes(member.personId)) continue
    const { to, words, called, calendar } = await addressed(ctx, mentorship, member, 'agreed', origin)
    const { writeBy, callOn } = firstDates(mentorship.beganAt, calendar)
    const others = mentorship.presentIds.filter(personId => personId !== member.personId && personId !== leaderPersonId)
    const rendered = groupBeganMail({
      ...words,
      leads: member.personId === leaderPersonId,
      leader: called.get(leaderPersonId) ?? null,
      names: others.flatMap(personId => called.get(personId) ?? []).sort((a, b) => a.localeCompare(b, 'und')),
      joins: member.joinedAt > mentorship.beganAt,
      writeBy,
      callOn,
    })
    await post(ctx, { ...to, reason: 'mentorship.agreed', rendered })
  }
}

async function addressed(ctx: Context, mentorship: MentorshipWithMembers, member: Member, what: 'agreed' | 'message', origin: string) {
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, mentorship.programId)
  const people = await peopleByIdForSystem(ctx, mentorship.memberIds)
  const person = people.get(member.personId)
  const called = mentorship.groupId
    ? calledApart([...people.values()].filter(({ id }) => id !== member.personId))
    : await calledByForSystem(ctx, member.personId)
  const why = mentorship.groupId ? whyGroupMail : whyMail
  return {
    called,
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
      footer: await participantFooter(ctx, program, { personId: member.personId, why: why(what, program.name), origin }),
    },
  }
}
