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
import { type ProposalGroup, proposalsOfGroupsForSystem } from '../queries/group.ts'
import { type AskedPair, asksMentee, type GroupToAsk, goesOn, type Outgoing } from '../queries/outgoing.ts'
import { type Proposal, repliesOfForSystem } from '../queries/proposals.ts'
import type { Publication } from '../queries/publication.ts'
import type { Round } from '../queries/round.ts'
import { fewestInGroup } from '../rules/asked-group.ts'
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
  const groupIds = await askGroups(ctx, { publication, round, outgoing })
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
          groupId: groupIds.get(pair.mentor)?.id ?? null,
          contributions: JSON.stringify(pair.lines) as unknown as AskedPair['lines'],
          state: 'proposed' as const,
          proposedAt: ctx.now,
          menteeAskedAt: asksMentee(outgoing, pair) ? ctx.now : null,
          ...clock,
          stoppedAt: null,
          endedAt: null,
          version: 1,
        })),
      )
      .execute(),
  )
  const alone = proposals.filter(({ pair }) => !groupIds.has(pair.mentor))
  const led = outgoing.groups.filter(({ standing }) => standing === null)
  const places = [
    ...alone.map(({ id, pair }) => ({ mentor: pair.mentorParticipant, proposalId: id, groupId: null })),
    ...led.map(({ leader }) => ({ mentor: leader, proposalId: null, groupId: groupIds.get(leader.id)?.id ?? null })),
  ]
  await inLots(places, lot =>
    tables(ctx)
      .insertInto('place')
      .values(
        lot.map(({ mentor, proposalId, groupId }) => ({
          ...own,
          id: uuidv7(ctx.now, ctx.random),
          participantId: mentor.id,
          personId: mentor.personId,
          proposalId,
          groupId,
          startsOn: outgoing.span.from,
          endsOn: outgoing.span.to,
        })),
      )
      .execute(),
  )
  await answerForLeaders(ctx, proposals, groupIds)
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

const asksOf = (outgoing: Outgoing, pair: AskedPair, personId: string): boolean =>
  (pair.mentorParticipant.personId === personId && !goesOn(outgoing, pair)) ||
  (pair.menteeParticipant.personId === personId && asksMentee(outgoing, pair))

/** Whoever leads a group is asked about all of it by one of its proposals. */
function askedOnce(
  proposals: readonly { readonly id: string; readonly pair: AskedPair }[],
  { groups }: Outgoing,
  personId: string,
): { readonly id: string; readonly pair: AskedPair; readonly group: GroupToAsk | null }[] {
  const seen = new Set<string>()
  return proposals.flatMap(({ id, pair }) => {
    const group = groups.find(({ leader }) => leader.id === pair.mentor) ?? null
    if (!group || pair.mentorParticipant.personId !== personId) return [{ id, pair, group }]
    if (seen.has(pair.mentor)) return []
    seen.add(pair.mentor)
    return [{ id, pair, group }]
  })
}

/** Each new group is asked as one; the group of each leader, new or going on. */
async function askGroups(
  ctx: Context,
  { publication, round, outgoing }: Pick<Asking, 'publication' | 'round' | 'outgoing'>,
): Promise<ReadonlyMap<string, ProposalGroup>> {
  const groups = new Map<string, ProposalGroup>()
  for (const { leader, standing } of outgoing.groups) {
    if (standing) {
      groups.set(leader.id, standing)
      continue
    }
    const group = await tables(ctx)
      .insertInto('proposalGroup')
      .values({
        organizationId: ctx.actor.organizationId,
        id: uuidv7(ctx.now, ctx.random),
        publicationId: publication.id,
        programId: round.programId,
        cohortId: round.cohortId,
        leaderParticipantId: leader.id,
        leaderPersonId: leader.personId,
        smallest: outgoing.sizes?.smallest ?? fewestInGroup,
        state: 'asked',
        askedAt: ctx.now,
        shortAt: null,
        decidedAt: null,
        decidedBy: null,
        reason: null,
        version: 1,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    groups.set(leader.id, group)
  }
  return groups
}

/** Whoever leads a group that goes on has said yes to it: that stands for its new members, too. */
async function answerForLeaders(
  ctx: Context,
  proposals: readonly { readonly id: string; readonly pair: AskedPair }[],
  groups: ReadonlyMap<string, ProposalGroup>,
): Promise<void> {
  for (const { id, pair } of proposals) {
    const group = groups.get(pair.mentor)
    if (!group) continue
    const before = (await proposalsOfGroupsForSystem(ctx, [group.id])).filter(other => other.id !== id)
    const said = (
      await repliesOfForSystem(
        ctx,
        before.map(other => other.id),
      )
    ).find(({ side, answer }) => side === 'mentor' && answer === 'yes')
    if (!said) continue
    const { organizationId, side, participantId, personId, answer } = said
    await tables(ctx)
      .insertInto('reply')
      .values({
        ...{ organizationId, side, participantId, personId, answer },
        id: uuidv7(ctx.now, ctx.random),
        proposalId: id,
        reason: null,
        sealedLine: null,
        repliedAt: ctx.now,
      })
      .execute()
  }
}

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
    own: askedOnce(
      proposals.filter(({ pair }) => asksOf(outgoing, pair, person.id)),
      outgoing,
      person.id,
    ),
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
    const partners = own
      .flatMap(({ pair, group }) => [pair.mentorParticipant, ...(group?.pairs ?? [pair]).map(one => one.menteeParticipant)])
      .filter(one => one.personId !== person.id)
    const called = calledApart(partners.map(({ personId, name, externalId }) => ({ id: personId, name, externalId })))
    const asks = own.map(({ pair, group }, n): Asked => {
      const isMentor = pair.mentorParticipant.personId === person.id
      const partner = isMentor ? pair.menteeParticipant : pair.mentorParticipant
      const names = group?.pairs.flatMap(({ menteeParticipant }) => called.get(menteeParticipant.personId) ?? []) ?? []
      return {
        side: isMentor ? 'mentor' : 'mentee',
        partner: called.get(partner.personId) ?? null,
        url: answerUrls[n] ?? '',
        ...(group ? { group: isMentor ? names : [] } : {}),
      }
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
    const about = own.flatMap(({ pair, group }) =>
      group && pair.mentorParticipant.personId === person.id
        ? group.pairs.map(({ menteeParticipant }) => menteeParticipant.personId)
        : othersIn(pair, person.id),
    )
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
    asks: [{ side: 'mentee', partner, url, ...(proposal.groupId ? { group: [] } : {}) }],
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
