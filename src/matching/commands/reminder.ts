/**
 * Whoever is silent gets one reminder, in the evening of the third working day, with everything that they have not answered. It is written
 * in the morning, stands on the page of mails until it leaves, and is written anew when an answer makes a part of it pointless.
 */
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { dropDueMails, latestMailsOf, type MailsOf, post } from '../../kit/mail/mail.ts'
import { dayIn, instantIn } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type Person, peopleByIdForSystem, peopleToChangeForSystem } from '../../person/queries/person.ts'
import { participantFooter } from '../../program/commands.ts'
import { programForSystem } from '../../program/queries.ts'
import { proposalRaised, proposalReminded } from '../contract/proposal.ts'
import { reminderMail } from '../mails.ts'
import { askedOfForSystem, proposalsOfGroupsForSystem } from '../queries/group.ts'
import { type Proposal, proposalsOfPersonForSystem, proposalToChangeForSystem, repliesOfForSystem } from '../queries/proposals.ts'
import { calledApart } from '../rules/called.ts'
import { firstNameOf, silentSides } from '../rules/reply.ts'
import { whyMail } from '../rules/words.ts'
import { replyLink } from './asking.ts'

const eveningAt = '18:00'

const membersOf = (proposal: Proposal): string[] => [proposal.mentorPersonId, proposal.menteePersonId]
const reminders = (personId: string, programId: string): MailsOf => ({ personId, scopeId: programId, reason: 'matching.reminder' })

/** Whoever has not answered is reminded this evening. */
export async function remindProposal(ctx: Context, proposalId: string, origin: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  if (proposal.state !== 'proposed' || proposal.stoppedAt || proposal.remindAt.getTime() > ctx.now.getTime()) return
  const people = await peopleToChangeForSystem(ctx, membersOf(proposal))
  const silent = silentSides(proposal, await repliesOfForSystem(ctx, [proposalId]))
  for (const side of silent) {
    const person = people.get(side === 'mentor' ? proposal.mentorPersonId : proposal.menteePersonId)
    if (!person) continue
    const { writtenAt } = await latestMailsOf(ctx, reminders(person.id, proposal.programId))
    // one that is written already asks about this, too
    if (writtenAt && writtenAt.getTime() >= proposal.remindAt.getTime()) continue
    await dropDueMails(ctx, reminders(person.id, proposal.programId))
    await writeReminder(ctx, person, proposal.programId, origin)
  }
  if (silent.length > 0)
    await record(ctx, proposalReminded, { proposal: proposalId, cohort: proposal.cohortId, people: silent.length }, proposal.programId)
}

/** The person has answered this one: a reminder that has not left asks about what else is open, or does not leave. */
export async function renewReminder(ctx: Context, proposal: Proposal, personId: string, origin: string): Promise<void> {
  const person = (await peopleToChangeForSystem(ctx, membersOf(proposal))).get(personId)
  if (person && (await dropDueMails(ctx, reminders(personId, proposal.programId))))
    await writeReminder(ctx, person, proposal.programId, origin)
}

/** A proposal is over or stands still: a mail about it that has not left asks about what else is open, or does not leave. */
export async function renewMails(ctx: Context, proposal: Proposal, origin: string): Promise<void> {
  for (const personId of membersOf(proposal)) {
    await renewReminder(ctx, proposal, personId, origin)
    const isAsked = (await proposalsOfPersonForSystem(ctx, personId)).some(
      one => one.programId === proposal.programId && one.state === 'proposed',
    )
    if (!isAsked) await dropDueMails(ctx, { personId, scopeId: proposal.programId, reason: 'matching.proposed' })
  }
}

/** One mail about all that became due since the last reminder left; none where there is nothing. */
async function writeReminder(ctx: Context, person: Person, programId: string, origin: string): Promise<void> {
  const open = await unanswered(ctx, person.id, programId)
  const [first] = open
  if (!first) return
  const members = await proposalsOfGroupsForSystem(
    ctx,
    open.flatMap(({ groupId, mentorPersonId }) => (groupId && mentorPersonId === person.id ? [groupId] : [])),
  )
  const partners = await peopleByIdForSystem(ctx, [...open, ...members].flatMap(membersOf))
  const called = calledApart([...partners.values()].filter(({ id }) => id !== person.id))
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, programId)
  const asks = []
  for (const proposal of open) {
    const isMentor = proposal.mentorPersonId === person.id
    const partner = called.get(isMentor ? proposal.menteePersonId : proposal.mentorPersonId) ?? null
    const url = await replyLink(ctx, { personId: person.id, proposalId: proposal.id, origin, slug: organization.slug })
    const inGroup = members.filter(({ groupId }) => groupId !== null && groupId === proposal.groupId)
    const names = isMentor
      ? inGroup.flatMap(({ menteePersonId }) => called.get(menteePersonId) ?? []).sort((a, b) => a.localeCompare(b, 'und'))
      : []
    asks.push({
      side: isMentor ? ('mentor' as const) : ('mentee' as const),
      partner,
      url,
      ...(proposal.groupId ? { group: names } : {}),
    })
  }
  const rendered = reminderMail({
    organization: organization.name,
    program: program.name,
    name: firstNameOf(person.name),
    footer: await participantFooter(ctx, program, { personId: person.id, why: whyMail('reminder', program.name), origin }),
    asks,
    answerBy: first.expiresAt,
    zone: organization.zone,
  })
  const evening = instantIn(organization.zone, dayIn(organization.zone, ctx.now), eveningAt)
  const dueAt = evening.getTime() > ctx.now.getTime() ? evening : ctx.now
  const about = open.flatMap(membersOf).filter(one => one !== person.id)
  await post(ctx, { ...reminders(person.id, programId), about, address: person.email, rendered, dueAt })
}

/** What the person was asked, has not answered and was not reminded of, though it is time; what ends first stands first. */
async function unanswered(ctx: Context, personId: string, programId: string): Promise<Proposal[]> {
  const { leftAt } = await latestMailsOf(ctx, reminders(personId, programId))
  const due = (await askedOfForSystem(ctx, personId)).filter(
    ({ state, stoppedAt, remindAt, ...proposal }) =>
      state === 'proposed' &&
      !stoppedAt &&
      proposal.programId === programId &&
      remindAt.getTime() <= ctx.now.getTime() &&
      (!leftAt || leftAt.getTime() < remindAt.getTime()),
  )
  const replies = await repliesOfForSystem(
    ctx,
    due.map(({ id }) => id),
  )
  const isAnswered = ({ id }: Proposal) => replies.some(reply => reply.proposalId === id && reply.personId === personId)
  return due.filter(proposal => !isAnswered(proposal)).sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
}

/** A coordinator is asked to call whoever is still silent. The task itself is computed; this is its entry in the history. */
export async function raiseProposal(ctx: Context, proposalId: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  if (proposal.state !== 'proposed' || proposal.stoppedAt || proposal.raiseAt.getTime() > ctx.now.getTime()) return
  const silent = silentSides(proposal, await repliesOfForSystem(ctx, [proposalId]))
  if (silent.length > 0) await record(ctx, proposalRaised, { proposal: proposalId, cohort: proposal.cohortId, silent }, proposal.programId)
}
