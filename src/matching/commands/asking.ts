import type { Context } from '../../kit/context.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { post } from '../../kit/mail/mail.ts'
import { addMinutes } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { makeLink } from '../../person/commands.ts'
import type { Person } from '../../person/queries.ts'
import { participantFooter } from '../../program/commands.ts'
import { type Program, programForSystem } from '../../program/queries.ts'
import { type Asked, proposalMail } from '../mails.ts'
import type { AskedPair, Outgoing } from '../queries/outgoing.ts'
import type { Publication } from '../queries/publication.ts'
import type { Round } from '../queries/round.ts'
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

/** Each pair has a proposal with its clocks, each mentor's place is taken, and each person has one mail, also with two hats. */
export async function askEverybody(ctx: Context, { publication, round, outgoing, origin }: Asking): Promise<void> {
  const clock = clockFrom(ctx.now, outgoing.zone)
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
  for (const { id, pair } of proposals) {
    await keepTogether(ctx, {
      cohortId: round.cohortId,
      programId: round.programId,
      menteeParticipantId: pair.mentee,
      mentorParticipantId: pair.mentor,
      origin: 'proposal',
      despite: [...pair.bent],
    })
    await setClocks(ctx, id, clock)
  }
  const program = await programForSystem(ctx, round.programId)
  for (const person of outgoing.people.values())
    await mailProposals(ctx, {
      person,
      program,
      proposals: proposals.filter(({ pair }) => isOf(pair, person.id)),
      clock,
      zone: outgoing.zone,
      origin,
    })
}

const isOf = (pair: AskedPair, personId: string): boolean =>
  pair.mentorParticipant.personId === personId || pair.menteeParticipant.personId === personId

/** Reminder, task and end are due; each looks again when it comes whether it still matters. */
export async function setClocks(ctx: Context, proposalId: string, clock: Clock): Promise<void> {
  await enqueue(ctx, remindKind, { proposalId }, { at: clock.remindAt })
  await enqueue(ctx, raiseKind, { proposalId }, { at: clock.raiseAt })
  await enqueue(ctx, expireKind, { proposalId }, { at: clock.expiresAt })
}

interface MailedProposals {
  readonly person: Person
  readonly program: Program
  readonly proposals: readonly { readonly id: string; readonly pair: AskedPair }[]
  readonly clock: Clock
  readonly zone: string
  readonly origin: string
}

async function mailProposals(ctx: Context, { person, program, proposals, clock, zone, origin }: MailedProposals): Promise<void> {
  const organization = await organizationOf(ctx)
  const asks: Asked[] = []
  for (const { id, pair } of proposals) {
    const isMentor = pair.mentorParticipant.personId === person.id
    const partner = isMentor ? pair.menteeParticipant : pair.mentorParticipant
    asks.push({
      side: isMentor ? 'mentor' : 'mentee',
      partner: firstNameOf(partner.name),
      url: await replyLink(ctx, { personId: person.id, proposalId: id, origin, slug: organization.slug }),
    })
  }
  const footer = await participantFooter(ctx, program, { personId: person.id, why: whyMail('proposal', program.name), origin })
  const rendered = proposalMail({
    organization: organization.name,
    program: program.name,
    name: firstNameOf(person.name),
    footer,
    asks,
    answerBy: clock.expiresAt,
    zone,
  })
  await post(ctx, { personId: person.id, address: person.email, scopeId: program.id, reason: 'matching.proposed', rendered })
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
