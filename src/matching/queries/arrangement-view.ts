/** One arrangement as a coordinator works on it: everybody in it but the reader, what to look at first, what can be done. */
import type { Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { matchingAccess } from '../access.ts'
import type { ArrangedPair, ArrangementView, CoMentor, PairRow, RoundPerson } from '../contract/arrangement.ts'
import { byNeed, figuresOf, lookOf, lossOf, pairOfChange, shownOf, sumsOf } from '../rules/arrangement.ts'
import { groupRows, proofOf } from '../rules/groups.ts'
import { concerns } from '../rules/own.ts'
import { goesOn } from '../rules/round.ts'
import type { RoundTables } from '../tables/round.ts'
import { latestNumberOf, placeVisibleTo, type ShownArrangement, type Studio, shownVisibleTo, studioWith } from './arrangement.ts'
import { pendingPublicationOf } from './publication.ts'
import { type Known, knownMembersForSystem, type Round, roundVisibleTo } from './round.ts'
import { standingExclusionsForSystem, standingLocksForSystem } from './standing.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()

const leftOf = (member: Known | undefined): RoundPerson['left'] => {
  const state = member?.stateNow ?? 'withdrawn'
  return state === 'active' ? null : state
}

export async function arrangementView(ctx: Context, arrangementId: string): Promise<ArrangementView> {
  const { roundId, cohortId } = await placeVisibleTo(ctx, arrangementId)
  const [arrangement, known, round, next, latest, pending] = await Promise.all([
    shownVisibleTo(ctx, arrangementId),
    knownMembersForSystem(ctx, { id: roundId, cohortId }),
    roundVisibleTo(ctx, roundId),
    nextOf(ctx, arrangementId),
    latestNumberOf(ctx, roundId),
    pendingPublicationOf(ctx, roundId),
  ])
  const studio = studioWith(arrangement, round, known)
  const { measure, members } = studio
  const shown = (member: Known | undefined) => member !== undefined && !concerns(ctx.actor, member)
  const pairs = arrangement.pairs.filter(pair => shown(members.get(pair.mentee)) && shown(members.get(pair.mentor)))
  const rows = pairs.map(pair => pairRow(pair, studio)).sort(byNeed)
  const people = studio.known.filter(shown)
  const mentees = people.filter(({ role }) => role === 'mentee')
  const mentors = people.filter(({ role }) => role === 'mentor')
  // of everybody, so that a reader's own pair does not show as "not placed" with the other
  const placed = new Set([
    ...arrangement.pairs.flatMap(pair => [pair.mentee, pair.mentor]),
    ...arrangement.coMentors.map(one => one.coMentor),
  ])
  const free = new Map(arrangement.freePlaces.map(({ mentor, places }) => [studio.mentors.get(mentor)?.participantId, places]))
  const [makers, apart, kept] = await Promise.all([
    peopleByIdForSystem(ctx, arrangement.madeBy ? [arrangement.madeBy] : []),
    apartIn(ctx, studio),
    keptIn(ctx, studio),
  ])
  const coMentors = arrangement.coMentors.filter(one => shown(members.get(one.leader)) && shown(members.get(one.coMentor)))
  const listed = new Set([...pairs.flatMap(pair => [pair.mentee, pair.mentor]), ...coMentors.map(one => one.coMentor)])
  // whoever is only with the reader is in no list, and so in no sum
  const counted = people.filter(({ participantId: id }) => listed.has(id) || !placed.has(id))
  const count = (role: 'mentor' | 'mentee') => counted.filter(one => one.role === role).length
  const mentorsListed = mentors.filter(({ participantId }) => listed.has(participantId)).length
  const mentorsOf = Map.groupBy(arrangement.pairs, ({ mentee }) => mentee)
  const isWithFewer = ({ participantId, capacity }: Known) => {
    const has = mentorsOf.get(participantId)?.length ?? 0
    return has > 0 && has < capacity
  }
  const unplaced = mentees.filter(mentee => !placed.has(mentee.participantId))
  const change = arrangement.change
  const about = pairOfChange(change)
  const isOwn = about !== null && !(shown(members.get(about.menteeId)) && shown(members.get(about.mentorId)))
  return {
    id: arrangement.id,
    roundId: round.id,
    cohortId: round.cohortId,
    number: arrangement.number,
    isLatest: arrangement.number === latest,
    parentId: arrangement.parentId,
    nextId: next,
    made: {
      by: makers.get(arrangement.madeBy ?? '')?.name ?? null,
      at: arrangement.madeAt.toISOString(),
      change: isOwn ? { kind: 'first' } : change,
      reason: isOwn ? null : arrangement.reason,
    },
    measure,
    first: studio.first,
    counts: {
      ...figuresOf(sumsOf(pairs), measure),
      mentees: count('mentee'),
      menteesPlaced: count('mentee') - unplaced.length,
      menteesUnplaced: unplaced.length,
      menteesWithFewer: counted.filter(one => one.role === 'mentee' && isWithFewer(one)).length,
      mentors: count('mentor'),
      mentorsWithSomebody: mentorsListed,
      mentorsWithNobody: count('mentor') - mentorsListed,
      places: mentors.reduce((sum, { capacity }) => sum + capacity, 0),
      placesFree: mentors.reduce((sum, { participantId }) => sum + (free.get(participantId) ?? 0), 0),
      pairsToLookAt: rows.filter(({ look }) => look !== null).length,
      pairsLocked: rows.filter(({ locked }) => locked).length,
    },
    parts: round.criteria.map(({ id }) => ({ id, outOf: outOfPart(arrangement.pairs, id) })),
    people: {
      mentees: mentees.map(member => ({ ...roundPerson(member), comesFirst: member.comesFirst, wanted: member.capacity })),
      mentors: mentors.map(member => ({ ...roundPerson(member), places: member.capacity, free: free.get(member.participantId) ?? 0 })),
    },
    pairs: rows,
    groups: groupsView(studio, rows, coMentors),
    unplaced: unplaced.sort((a, b) => Number(b.comesFirst) - Number(a.comesFirst)).map(({ participantId }) => participantId),
    apart,
    kept,
    ownLeftOut: people.length < studio.known.length,
    may: { act: mayAct(ctx, round, { isPending: pending !== null, number: arrangement.number, latest }) },
  }
}

function groupsView(
  { arrangement, groups, measure, mentors, known }: Studio<ShownArrangement>,
  rows: readonly PairRow[],
  coMentors: readonly CoMentor[],
): ArrangementView['groups'] {
  if (!groups) return null
  const free = new Map(arrangement.freePlaces.map(({ mentor, places }) => [mentors.get(mentor)?.participantId, places]))
  const comesFirst = known.filter(({ role }) => role === 'mentee').map(one => one.comesFirst)
  const proof = arrangement.bound && proofOf(arrangement.bound, comesFirst)
  return {
    sizes: groups,
    rows: groupRows(rows, coMentors, { measure, free: leaderId => free.get(leaderId) ?? 0 }),
    proof: {
      proven: proof?.proven ?? false,
      menteesMore: proof?.menteesMore ?? 0,
      more: lossOf(proof?.pointsMore ?? 0, measure),
    },
  }
}

function mayAct(ctx: Context, round: Round, stands: Parameters<typeof goesOn>[1]): May {
  const allowed = mayOf(ctx.actor, matchingAccess.act, round)
  if (allowed !== true) return allowed
  const possible = goesOn(round.state, stands)
  return possible === true || { code: possible.code, facts: possible.facts }
}

const roundPerson = (member: Known): RoundPerson => ({
  id: member.participantId,
  name: member.name,
  left: leftOf(member),
})

/** What a criterion can give at most is in every line of it. */
const outOfPart = (pairs: readonly ArrangedPair[], criterion: string): number | null =>
  pairs[0]?.lines.find(line => line.criterion === criterion)?.outOf ?? null

function pairRow(pair: ArrangedPair, { measure, members, round }: Studio<ShownArrangement>): PairRow {
  const someoneLeft = [pair.mentee, pair.mentor].some(id => leftOf(members.get(id)) !== null)
  return {
    menteeId: pair.mentee,
    mentorId: pair.mentor,
    shown: shownOf(pair.points, measure),
    locked: pair.locked,
    bent: [...pair.bent],
    look: lookOf(pair, measure, someoneLeft),
    points: round.criteria.map(({ id }) => pair.lines.find(line => line.criterion === id)?.points ?? 0),
  }
}

async function apartIn(ctx: Context, studio: Studio<ShownArrangement>): Promise<ArrangementView['apart']> {
  const pairs = studio.arrangement.exclusions.flatMap(({ mentee, mentor }) => {
    const [a, b] = [studio.mentees.get(mentee), studio.mentors.get(mentor)]
    return a && b && !concerns(ctx.actor, a, b) ? [{ mentee: a, mentor: b }] : []
  })
  if (pairs.length === 0) return []
  const standing = await standingExclusionsForSystem(
    ctx,
    pairs.map(({ mentor }) => mentor.personId),
  )
  const makers = await peopleByIdForSystem(
    ctx,
    standing.flatMap(row => row.madeBy ?? []),
  )
  return pairs.slice(0, 5000).map(({ mentee, mentor }) => {
    const row = standing.find(one => one.menteePersonId === mentee.personId && one.mentorPersonId === mentor.personId)
    return {
      menteeId: mentee.participantId,
      mentorId: mentor.participantId,
      madeBy: makers.get(row?.madeBy ?? '')?.name ?? null,
      madeAt: row?.madeAt.toISOString() ?? null,
      // what somebody answered in private stays with those who read replies
      reason: row?.origin === 'coordinator' ? row.reason : null,
      standing: row?.origin ?? 'coordinator',
    }
  })
}

async function keptIn(ctx: Context, studio: Studio<ShownArrangement>): Promise<ArrangementView['kept']> {
  const pairs = studio.arrangement.locks.flatMap(({ mentee, mentor }) => {
    const [a, b] = [studio.mentees.get(mentee), studio.mentors.get(mentor)]
    return a && b && !concerns(ctx.actor, a, b) ? [{ menteeId: a.participantId, mentorId: b.participantId }] : []
  })
  if (pairs.length === 0) return []
  const standing = new Map(
    (await standingLocksForSystem(ctx, studio.round.cohortId)).map(row => [`${row.menteeParticipantId} ${row.mentorParticipantId}`, row]),
  )
  const makers = await peopleByIdForSystem(
    ctx,
    [...standing.values()].flatMap(row => row.madeBy ?? []),
  )
  return pairs.map(pair => {
    const row = standing.get(`${pair.menteeId} ${pair.mentorId}`)
    const isOwn = row?.origin === 'coordinator'
    return {
      ...pair,
      madeBy: isOwn ? (makers.get(row.madeBy ?? '')?.name ?? null) : null,
      madeAt: row?.madeAt.toISOString() ?? null,
      reason: isOwn ? row.reason : null,
      standing: row?.origin ?? 'coordinator',
    }
  })
}

async function nextOf(ctx: Context, arrangementId: string): Promise<string | null> {
  const row = await tables(ctx)
    .selectFrom('arrangement')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('parentId', '=', arrangementId)
    .executeTakeFirst()
  return row?.id ?? null
}
