import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { dropDueMails, post } from '../../kit/mail/mail.ts'
import { dayIn, instantIn } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { peopleByIdForSystem } from '../../person/queries.ts'
import { participantFooter } from '../../program/commands.ts'
import { programForSystem } from '../../program/queries.ts'
import { proposalRaised, proposalReminded, type Side } from '../contract/proposal.ts'
import { reminderMail } from '../mails.ts'
import { type Proposal, proposalsOfPersonForSystem, proposalToChangeForSystem, repliesOfForSystem } from '../queries/proposals.ts'
import { firstNameOf, silentSides } from '../rules/reply.ts'
import { whyMail } from '../rules/words.ts'
import { replyLink } from './asking.ts'

const eveningAt = '18:00'
const personOf = (proposal: Proposal, side: Side): string => (side === 'mentor' ? proposal.mentorPersonId : proposal.menteePersonId)

/** Whoever has not answered gets one reminder this evening; until then it stands on the page of mails and can be stopped. */
export async function remindProposal(ctx: Context, proposalId: string, origin: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  if (proposal.state !== 'proposed' || proposal.stoppedAt || proposal.remindAt.getTime() > ctx.now.getTime()) return
  const silent = silentSides(await repliesOfForSystem(ctx, [proposalId]))
  const people = await peopleByIdForSystem(ctx, [proposal.mentorPersonId, proposal.menteePersonId])
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, proposal.programId)
  const dueAt = instantIn(organization.zone, dayIn(organization.zone, ctx.now), eveningAt)
  for (const side of silent) {
    const person = people.get(personOf(proposal, side))
    if (!person) continue
    const partner = people.get(personOf(proposal, side === 'mentor' ? 'mentee' : 'mentor'))
    const rendered = reminderMail({
      organization: organization.name,
      program: program.name,
      name: firstNameOf(person.name),
      footer: await participantFooter(ctx, program, { personId: person.id, why: whyMail('reminder', program.name), origin }),
      asked: {
        side,
        partner: firstNameOf(partner?.name ?? null),
        url: await replyLink(ctx, { personId: person.id, proposalId, origin, slug: organization.slug }),
      },
      answerBy: proposal.expiresAt,
      zone: organization.zone,
    })
    await post(ctx, {
      personId: person.id,
      address: person.email,
      scopeId: program.id,
      reason: 'matching.reminder',
      rendered,
      dueAt: dueAt.getTime() > ctx.now.getTime() ? dueAt : ctx.now,
    })
  }
  if (silent.length > 0)
    await record(ctx, proposalReminded, { proposal: proposalId, cohort: proposal.cohortId, people: silent.length }, proposal.programId)
}

/** A reminder that has not left has become pointless by the answer; one for another open proposal stays. */
export async function dropReminder(ctx: Context, proposal: Proposal, personId: string): Promise<void> {
  const open = (await proposalsOfPersonForSystem(ctx, personId)).filter(one => one.state === 'proposed' && one.id !== proposal.id)
  const answered = new Set(
    (
      await repliesOfForSystem(
        ctx,
        open.map(one => one.id),
      )
    )
      .filter(reply => reply.personId === personId)
      .map(reply => reply.proposalId),
  )
  if (open.every(one => answered.has(one.id)))
    await dropDueMails(ctx, { personId, scopeId: proposal.programId, reason: 'matching.reminder' })
}

/** A coordinator is asked to call whoever is still silent. The task itself is computed; this is its entry in the history. */
export async function raiseProposal(ctx: Context, proposalId: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  if (proposal.state !== 'proposed' || proposal.stoppedAt || proposal.raiseAt.getTime() > ctx.now.getTime()) return
  const silent = silentSides(await repliesOfForSystem(ctx, [proposalId]))
  if (silent.length > 0) await record(ctx, proposalRaised, { proposal: proposalId, cohort: proposal.cohortId, silent }, proposal.programId)
}
