import type { Context } from '../../kit/context.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueueAll } from '../../kit/jobs/jobs.ts'
import { post } from '../../kit/mail/mail.ts'
import { addMinutes } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { answerWishes } from '../../participant/commands.ts'
import { makeLink, makeLinks } from '../../person/commands/link.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { helpAct, helpLinkDays, participantFooter, settleFormat } from '../../program/commands.ts'
import { contactOf, type Program, programForSystem } from '../../program/queries.ts'
import { footerLines } from '../../program/rules.ts'
import { type Asked, proposalMail } from '../mails.ts'
import { calledByForSystem } from '../queries/called.ts'
import type { AskedPair, Outgoing } from '../queries/outgoing.ts'
import type { Proposal } from '../queries/proposals.ts'
import type { Publication } from '../queries/publication.ts'
import type { Round } from '../queries/round.ts'
import { calledApart } from '../rules/called.ts'
import { type Clock, clockFrom, firstNameOf } from '../rules/reply.ts'
import { whyMail } from '../rules/words.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { expireKind, raiseKind, remindKind } from './clocks.ts'
import { keepTogether } from './standing.ts'

/** The act of the link by which somebody answers a proposal. */
export const replyAct = 'matching.reply'
/** A link is good for longer than its proposal, so that a late reader is told kindly that the time is over. */
const linkDays = 90

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()

interface Asking {
  readonly publication: Publication
  readonly round: Round
  readonly outgoing: Outgoing
  readonly origin: string
}

/** Each pair has a proposal with its clocks, each mentor's place is taken, and each person who is asked has one mail, also with two hats. */
export async function askEverybody(ctx: Context, { publication, round, outgoing, origin }: Asking): Promise<void> {
  await settleFormat(ctx, round.programId)
  await answerWishes(
    ctx,
    outgoing.pairs.map(({ mentee }) => mentee),
  )
  const clock = clockFrom(ctx.now, outgoing.calendar)
  const proposals = outgoing.pairs.map(pair => ({ id: uuidv7(ctx.now, ctx.random), pair }))
  const own = { organizationId: ctx.actor.organizationId, programId: round.programId, cohortId: round.cohortId }
  await inLots(proposals, lot =>
    tables(ctx)
      .insertInto('proposal')
      .values(
        lot.map(({ id, pair }) => ({
          ...own,
          id,
          publicationId: publication.id,
          roundId: round.id,
          arrangementId: publication.arrangementId,
          mentorParticipantId: pair.mentor,
          menteeParticipantId: pair.mentee,
          mentorPersonId: pair.mentorParticipant.personId,
          menteePersonId: pair.menteeParticipant.personId,
          contributions: JSON.stringify(pair.lines) as unknown as AskedPair['lines'],
          state: 'proposed' as const,
          proposedAt: ctx.now,
          menteeAskedAt: outgoing.asks === 'both' ? ctx.now : null,
          ...clock,
          stoppedAt: null,
          endedAt: null,
          version: 1,
        })),
      )
      .execute(),
  )
  await inLots(proposals, lot =>
    tables(ctx)
      .insertInto('place')
      .values(
        lot.map(({ id, pair }) => ({
          ...own,
          id: uuidv7(ctx.now, ctx.random),
          participantId: pair.mentor,
          personId: pair.mentorParticipant.personId,
          proposalId: id,
          startsOn: outgoing.span.from,
          endsOn: outgoing.span.to,
        })),
      )
      .execute(),
  )
  for (const { pair } of proposals)
    await keepTogether(ctx, {
      cohortId: round.cohortId,
      programId: round.programId,
      menteeParticipantId: pair.mentee,
      mentorParticipantId: pair.mentor,
      origin: 'proposal',
      despite: [...pair.bent],
    })
  await setClocks(
    ctx,
    proposals.map(({ id }) => id),
    clock,
  )
  await mailEverybody(ctx, { proposals, outgoing, clock, origin, program: await programForSystem(ctx, round.programId) })
}

const othersIn = (pair: AskedPair, personId: string): string[] =>
  [pair.mentorParticipant.personId, pair.menteeParticipant.personId].filter(one => one !== personId)

const asksOf = ({ asks }: Outgoing, pair: AskedPair, personId: string): boolean =>
  pair.mentorParticipant.personId === personId || (asks === 'both' && pair.menteeParticipant.personId === personId)

/** Reminder, task and end are due; each looks again when it comes whether it still matters. */
export async function setClocks(ctx: Context, proposalIds: readonly string[], clock: Clock): Promise<void> {
  const payloads = proposalIds.map(proposalId => ({ proposalId }))
  await enqueueAll(ctx, remindKind, payloads, { at: clock.remindAt })
  await enqueueAll(ctx, raiseKind, payloads, { at: clock.raiseAt })
  await enqueueAll(ctx, expireKind, payloads, { at: clock.expiresAt })
}

interface Mailing {
  readonly proposals: readonly { readonly id: string; readonly pair: AskedPair }[]
  readonly outgoing: Outgoing
  readonly program: Program
  readonly clock: Clock
  readonly origin: string
}

/** One mail for each person, with a link for each thing they are asked; all links are made in a few statements. */
async function mailEverybody(ctx: Context, { proposals, outgoing, program, clock, origin }: Mailing): Promise<void> {
  const organization = await organizationOf(ctx)
  const contact = await contactOf(ctx, program)
  const people = [...outgoing.people.values()].map(person => ({
    person,
    own: proposals.filter(({ pair }) => asksOf(outgoing, pair, person.id)),
  }))
  const until = (days: number) => addMinutes(ctx.now, days * 24 * 60)
  const secrets = await makeLinks(
    ctx,
    people.flatMap(({ person, own }) => [
      { personId: person.id, act: helpAct, subjectId: program.id, expiresAt: until(helpLinkDays) },
      ...own.map(({ id }) => ({ personId: person.id, act: replyAct, subjectId: id, expiresAt: until(linkDays) })),
    ]),
  )
  const urls = secrets.map(secret => `${origin}/${organization.slug}/a/${secret}`)
  for (const { person, own } of people) {
    const [helpUrl = '', ...answerUrls] = urls.splice(0, own.length + 1)
    const partners = own.flatMap(({ pair }) => [pair.mentorParticipant, pair.menteeParticipant]).filter(one => one.personId !== person.id)
    const called = calledApart(partners.map(({ personId, name, externalId }) => ({ id: personId, name, externalId })))
    const asks = own.map(({ pair }, n): Asked => {
      const isMentor = pair.mentorParticipant.personId === person.id
      const partner = isMentor ? pair.menteeParticipant : pair.mentorParticipant
      return { side: isMentor ? 'mentor' : 'mentee', partner: called.get(partner.personId) ?? null, url: answerUrls[n] ?? '' }
    })
    const rendered = proposalMail({
      organization: organization.name,
      program: program.name,
      name: firstNameOf(person.name),
      footer: footerLines({ contact, helpUrl, why: whyMail('proposal', program.name) }),
      format: program.format,
      asks,
      answerBy: clock.expiresAt,
      zone: outgoing.calendar.zone,
    })
    const about = own.flatMap(({ pair }) => othersIn(pair, person.id))
    await post(ctx, { personId: person.id, address: person.email, scopeId: program.id, about, reason: 'matching.proposed', rendered })
  }
}

/** The mentor, who was asked first, has said yes: the mentee is asked now, and the clocks begin anew for them. */
export async function askMentee(ctx: Context, proposal: Proposal, origin: string): Promise<Proposal> {
  const organization = await organizationOf(ctx)
  const clock = clockFrom(ctx.now, organization)
  const asked = await tables(ctx)
    .updateTable('proposal')
    .set({ ...clock, menteeAskedAt: ctx.now, stoppedAt: proposal.stoppedAt ? ctx.now : null, version: proposal.version + 1 })
    .where('organizationId', '=', proposal.organizationId)
    .where('id', '=', proposal.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await setClocks(ctx, [proposal.id], clock)
  const people = await peopleByIdForSystem(ctx, [proposal.menteePersonId, proposal.mentorPersonId])
  const mentee = people.get(proposal.menteePersonId)
  if (!mentee) return asked
  const program = await programForSystem(ctx, proposal.programId)
  const partner = (await calledByForSystem(ctx, mentee.id)).get(proposal.mentorPersonId) ?? null
  const url = await replyLink(ctx, { personId: mentee.id, proposalId: proposal.id, origin, slug: organization.slug })
  const rendered = proposalMail({
    organization: organization.name,
    program: program.name,
    name: firstNameOf(mentee.name),
    footer: await participantFooter(ctx, program, { personId: mentee.id, why: whyMail('proposal', program.name), origin }),
    format: program.format,
    asks: [{ side: 'mentee', partner, url }],
    answerBy: clock.expiresAt,
    zone: organization.zone,
  })
  const about = [proposal.mentorPersonId]
  await post(ctx, { personId: mentee.id, address: mentee.email, scopeId: program.id, about, reason: 'matching.proposed', rendered })
  return asked
}

/** The address by which this person answers this proposal without signing in. */
export async function replyLink(
  ctx: Context,
  {
    personId,
    proposalId,
    origin,
    slug,
  }: { readonly personId: string; readonly proposalId: string; readonly origin: string; readonly slug: string },
): Promise<string> {
  const secret = await makeLink(ctx, {
    personId,
    act: replyAct,
    subjectId: proposalId,
    expiresAt: addMinutes(ctx.now, linkDays * 24 * 60),
  })
  return `${origin}/${slug}/a/${secret}`
}

/** Thousands of rows in a few statements, each well under the number of values that one statement can carry. */
async function inLots<T>(rows: readonly T[], write: (lot: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await write(rows.slice(from, from + 1000))
}
