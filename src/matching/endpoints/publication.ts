import { cohortVisibleTo } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { serving } from '../../kit/http/served.ts'
import { addMinutes } from '../../kit/time/time.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { notFound, refused } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { participantsByIdForSystem } from '../../participant/queries.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { contactOf, programForSystem } from '../../program/queries.ts'
import { footerLines } from '../../program/rules.ts'
import { matchingAccess } from '../access.ts'
import { decideGroup, withdrawAsked } from '../commands/group.ts'
import { changePublicationSetting, noteReading, publishArrangement, stopPublication } from '../commands/publication.ts'
import { recallPublication } from '../commands/recall.ts'
import { closeTalk } from '../commands/talk.ts'
import * as groups from '../contract/group.ts'
import * as proposals from '../contract/proposal.ts'
import * as contract from '../contract/publication.ts'
import { proposalMail } from '../mails.ts'
import { arrangementForSystem } from '../queries/arrangement.ts'
import { groupForSystem, groupsOfCohortForSystem } from '../queries/group.ts'
import { proposalGroupViews } from '../queries/group-view.ts'
import { type AskedPair, asksMentee, type Outgoing, outgoingOf } from '../queries/outgoing.ts'
import { talksVisibleTo } from '../queries/proposals.ts'
import { publicationForSystem, publicationSettingOf, publicationsOf, publicationViews } from '../queries/publication.ts'
import { publicationCheckOf } from '../queries/publication-check.ts'
import { recallOf, recallView } from '../queries/recall.ts'
import { repliesToCall, repliesVisibleTo, replyCounts } from '../queries/replies.ts'
import { roundVisibleTo } from '../queries/round.ts'
import { proposalViews } from '../queries/staff-proposal.ts'
import { lostPlacesForSystem } from '../queries/standing.ts'
import { inOrderOfNames } from '../rules/names.ts'
import { concerns } from '../rules/own.ts'
import { clockFrom, firstNameOf, hearsBy } from '../rules/reply.ts'
import { whyMail } from '../rules/words.ts'

const { serve } = serving('matching', matchingAccess)
const rowsOnPage = 50

export const publicationEndpoints = (origin: () => string) => [
  serve(contract.readPublicationCheck, (ctx, { arrangementId }) => publicationCheckOf(ctx, arrangementId)),
  serve(contract.openReading, async (ctx, { arrangementId, part }) => {
    await noteReading(ctx, arrangementId, part)
    const arrangement = await arrangementForSystem(ctx, arrangementId)
    const { asks } = await publicationSettingOf(ctx, arrangement.programId)
    const outgoing = withoutOwn(ctx, await outgoingOf(ctx, arrangement, { lock: false, asks }))
    return {
      part,
      people: part === 'unmatched' ? unmatchedPeople(outgoing) : askedPeople(outgoing),
      example: part === 'example' ? await exampleOf(ctx, outgoing, origin()) : null,
    }
  }),
  serve(contract.publish, async (ctx, { arrangementId, publishesAt, waivers }) => {
    const publication = await publishArrangement(ctx, { arrangementId, publishesAt: publishesAt ? new Date(publishesAt) : null, waivers })
    return firstOf(await publicationViews(ctx, [publication]))
  }),
  serve(contract.stopPublication, async (ctx, { publicationId }) =>
    firstOf(await publicationViews(ctx, [await stopPublication(ctx, publicationId)])),
  ),
  serve(contract.readRecall, async (ctx, { publicationId }) => {
    const publication = await publicationForSystem(ctx, publicationId)
    if (!publication) throw notFound()
    await roundVisibleTo(ctx, publication.roundId)
    return recallView(ctx, await recallOf(ctx, publication, { lock: false }))
  }),
  serve(contract.recallPublication, async (ctx, input) => recallView(ctx, await recallPublication(ctx, input, origin()))),
  serve(contract.listPublications, async (ctx, { cohortId }) => {
    await cohortVisibleTo(ctx, cohortId)
    return { rows: await publicationViews(ctx, await publicationsOf(ctx, cohortId)) }
  }),
  serve(contract.changePublicationSetting, async (ctx, input) => {
    await changePublicationSetting(ctx, input)
    return undefined
  }),
  serve(proposals.listProposals, async (ctx, { cohortId, after, ...wanted }) => {
    const cohort = await cohortVisibleTo(ctx, cohortId)
    const offset = offsetIn(after)
    const found = await repliesVisibleTo(ctx, cohortId, { ...wanted, offset, limit: rowsOnPage + 1 })
    const counts = await replyCounts(ctx, cohortId)
    const talks = await talksVisibleTo(ctx, cohortId)
    const people = await peopleByIdForSystem(
      ctx,
      talks.map(talk => talk.personId),
    )
    return {
      rows: await proposalViews(ctx, found.slice(0, rowsOnPage)),
      next: found.length > rowsOnPage ? String(offset + rowsOnPage) : null,
      counts,
      found: wanted.search === undefined ? counts : await replyCounts(ctx, cohortId, wanted.search),
      calls: await proposalViews(ctx, await repliesToCall(ctx, cohortId, proposals.mostCalls)),
      promised: await promisedIn(ctx, cohortId),
      talks: talks.map(talk => ({
        id: talk.id,
        personId: talk.personId,
        name: people.get(talk.personId)?.name ?? null,
        phone: people.get(talk.personId)?.phone ?? null,
        cause: talk.cause,
        askedAt: talk.askedAt.toISOString(),
        dueOn: talk.dueOn,
        proposalId: talk.proposalId,
        may: { close: mayOf(ctx.actor, matchingAccess['close-talk'], { programId: cohort.programId }) },
      })),
    }
  }),
  serve(groups.listGroupsAsked, async (ctx, { cohortId }) => {
    await cohortVisibleTo(ctx, cohortId)
    return { rows: await proposalGroupViews(ctx, await groupsOfCohortForSystem(ctx, cohortId)) }
  }),
  serve(groups.decideGroup, async (ctx, input) => {
    await decideGroup(ctx, input, origin())
    return firstOf(await proposalGroupViews(ctx, [await groupForSystem(ctx, input.groupId)]))
  }),
  serve(proposals.withdrawProposal, async (ctx, { proposalId, reason }) =>
    firstOf(await proposalViews(ctx, [await withdrawAsked(ctx, proposalId, reason, origin())])),
  ),
  serve(proposals.closeTalk, async (ctx, { talkId }) => {
    await closeTalk(ctx, talkId)
    return undefined
  }),
]

/** The one that was just written and is read back. */
function firstOf<T>(views: readonly T[]): T {
  const [view] = views
  if (view === undefined) throw new Error('what was just written is gone')
  return view
}

/** Who waits for what they were told, and since when at the earliest; the reader's own wait is not theirs to see here. */
async function promisedIn(ctx: Context, cohortId: string): Promise<{ mentees: number; by: string } | null> {
  const calendar = await organizationOf(ctx)
  const lost = (await lostPlacesForSystem(ctx, cohortId)).filter(one => one.wasAsked && one.menteePersonId !== ctx.actor.personId)
  const here = await participantsByIdForSystem(
    ctx,
    lost.map(one => one.menteeParticipantId),
  )
  const days = lost.filter(one => here.get(one.menteeParticipantId)?.state === 'active').map(one => hearsBy(one.endedAt, calendar))
  const [first] = days.sort()
  return first ? { mentees: days.length, by: first } : null
}

function offsetIn(after: string | undefined): number {
  if (after === undefined) return 0
  const offset = Number(after)
  if (!Number.isInteger(offset) || offset < 0 || offset > 1_000_000) throw refused('unreadable')
  return offset
}

/** Whoever publishes and takes part reads nothing about themself here: neither with whom, nor that they have nobody. */
function withoutOwn(ctx: Context, outgoing: Outgoing): Outgoing {
  const isOthers = ({ mentorParticipant, menteeParticipant }: AskedPair) => !concerns(ctx.actor, mentorParticipant, menteeParticipant)
  const pairs = outgoing.pairs.filter(isOthers)
  const asked = new Set(pairs.flatMap(pair => [pair.mentorParticipant.personId, pair.menteeParticipant.personId]))
  return {
    ...outgoing,
    pairs,
    people: new Map([...outgoing.people].filter(([personId]) => asked.has(personId))),
    notPlaced: outgoing.notPlaced.filter(mentee => !concerns(ctx.actor, mentee)),
  }
}

type ReadPeople = { personId: string; name: string | null; as: ('mentor' | 'mentee')[]; with: string[]; hasAddress: boolean }[]

const nameOf = (participant: { readonly name: string | null; readonly externalId: string | null }): string =>
  participant.name ?? participant.externalId ?? '?'

/** Everybody who gets a mail, once, by name, with whom it is about. */
function askedPeople(outgoing: Outgoing): ReadPeople {
  const { people, pairs } = outgoing
  return inOrderOfNames(people.values())
    .slice(0, 5000)
    .map(person => {
      const asMentor = pairs.filter(pair => pair.mentorParticipant.personId === person.id)
      const asMentee = pairs.filter(pair => pair.menteeParticipant.personId === person.id && asksMentee(outgoing, pair))
      return {
        personId: person.id,
        name: person.name ?? person.externalId,
        as: [...(asMentor.length > 0 ? (['mentor'] as const) : []), ...(asMentee.length > 0 ? (['mentee'] as const) : [])],
        with: [...asMentor.map(pair => nameOf(pair.menteeParticipant)), ...asMentee.map(pair => nameOf(pair.mentorParticipant))].slice(
          0,
          100,
        ),
        hasAddress: person.email !== null,
      }
    })
}

const unmatchedPeople = ({ notPlaced }: Outgoing): ReadPeople =>
  notPlaced.slice(0, 5000).map(mentee => ({
    personId: mentee.personId,
    name: mentee.name ?? mentee.externalId,
    as: ['mentee' as const],
    with: [],
    hasAddress: mentee.email !== null,
  }))

/** The mail to one side of the first pair, as it would be, with links that lead nowhere. */
async function exampleOf(
  ctx: Context,
  outgoing: Outgoing,
  origin: string,
): Promise<{ to: string | null; subject: string; text: string } | null> {
  const [pair] = outgoing.pairs
  if (!pair) return null
  const side = asksMentee(outgoing, pair) ? 'mentee' : 'mentor'
  const group = outgoing.groups.find(({ leader }) => leader.id === pair.mentor)
  const names = side === 'mentor' ? (group?.pairs.flatMap(one => firstNameOf(one.menteeParticipant.name) ?? []) ?? []) : []
  const [to, partner] =
    side === 'mentee' ? [pair.menteeParticipant, pair.mentorParticipant] : [pair.mentorParticipant, pair.menteeParticipant]
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, outgoing.cohort.programId)
  const { subject, text } = proposalMail({
    organization: organization.name,
    program: program.name,
    name: firstNameOf(to.name),
    footer: footerLines({
      contact: await contactOf(ctx, program),
      helpUrl: `${origin}/${organization.slug}/a/…`,
      why: whyMail('proposal', program.name),
    }),
    format: program.format,
    asks: [{ side, partner: firstNameOf(partner.name), url: `${origin}/${organization.slug}/a/…`, ...(group ? { group: names } : {}) }],
    answerBy: clockFrom(addMinutes(ctx.now, 30), organization).expiresAt,
    zone: organization.zone,
  })
  return { to: nameOf(to), subject, text }
}
