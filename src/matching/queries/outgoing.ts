/** What an arrangement would ask of whom: read once for the page before, again under locks when it is planned and when it goes. */
import type { GroupSizes } from '../../cohort/contract.ts'
import type { Cohort } from '../../cohort/queries.ts'
import { cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { dayIn, type WorkCalendar } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type KnownParticipant, participantsByIdForSystem, participantsOfForSystem } from '../../participant/queries.ts'
import { type Person, peopleByIdForSystem, peopleToChangeForSystem } from '../../person/queries/person.ts'
import type { ArrangedPair, CoMentor } from '../contract/arrangement.ts'
import type { Asks } from '../contract/publication.ts'
import { inOrderOfNames } from '../rules/names.ts'
import {
  type MenteeWish,
  type MentorRoom,
  type Overasked,
  type Overbooked,
  overasked,
  overbooked,
  pairsToAsk,
} from '../rules/publication.ts'
import type { RoundTables } from '../tables/round.ts'
import { type ProposalGroup, standingGroupsForSystem } from './group.ts'
import { takenPlacesForSystem } from './places.ts'
import { overSinceForSystem, standingPairsForSystem } from './proposals.ts'
import { heldByMenteeForSystem, standingExclusionsForSystem } from './standing.ts'

export interface AskedPair extends ArrangedPair {
  readonly mentorParticipant: KnownParticipant
  readonly menteeParticipant: KnownParticipant
}

/** A group that is asked as one, or one that goes on and gets more members. */
export interface GroupToAsk {
  readonly leader: KnownParticipant
  readonly standing: ProposalGroup | null
  readonly pairs: readonly AskedPair[]
}

export interface Outgoing {
  readonly cohort: Cohort
  readonly asks: Asks
  readonly calendar: WorkCalendar
  /** New pairs whose people both take part and who have not just decided against it; nobody else is asked. */
  readonly pairs: readonly AskedPair[]
  /** The sizes of the round's groups, and the groups; null: it is about pairs. */
  readonly sizes: GroupSizes | null
  readonly groups: readonly GroupToAsk[]
  /** Who would join the leader of a group and is asked nothing. */
  readonly coMentors: readonly (string | null)[]
  /** Everybody who gets a mail, once each. */
  readonly people: ReadonlyMap<string, Person>
  /** Mentees of the round who would have nobody. */
  readonly notPlaced: readonly KnownParticipant[]
  readonly cohortPeople: number
  readonly overbooked: readonly Overbooked[]
  /** Mentees who would have more mentors than they would like now, or than the cohort gives. */
  readonly overasked: readonly Overasked[]
  readonly span: { readonly from: string; readonly to: string }
}

/** `lock` holds the mentors' rows until the transaction ends, so that two publications never give one place twice. */
export async function outgoingOf(
  ctx: Context,
  arrangement: {
    readonly roundId: string
    readonly cohortId: string
    readonly pairs: readonly ArrangedPair[]
    readonly coMentors: readonly CoMentor[]
  },
  { lock, asks }: { readonly lock: boolean; readonly asks: Asks },
): Promise<Outgoing> {
  const cohort = await cohortForSystem(ctx, arrangement.cohortId)
  const calendar = await organizationOf(ctx)
  const standing = await standingPairsForSystem(ctx, cohort.id)
  const over = await overSinceForSystem(ctx, arrangement.roundId)
  const fresh = pairsToAsk(arrangement.pairs, [...standing, ...over])
  const mentees = await menteesOfRound(ctx, arrangement.roundId)
  const sizes = await sizesOfRound(ctx, arrangement.roundId)
  const joining = arrangement.coMentors.map(({ coMentor }) => coMentor)
  const known = await participantsByIdForSystem(ctx, [...fresh.flatMap(pair => [pair.mentor, pair.mentee]), ...mentees, ...joining])
  const apart = await apartInProgram(ctx, [...known.values()])
  const pairs = fresh.flatMap(pair => {
    const mentorParticipant = known.get(pair.mentor)
    const menteeParticipant = known.get(pair.mentee)
    const bothHere = mentorParticipant?.state === 'active' && menteeParticipant?.state === 'active'
    if (apart.has(`${menteeParticipant?.personId} ${mentorParticipant?.personId}`)) return []
    return mentorParticipant && menteeParticipant && bothHere ? [{ ...pair, mentorParticipant, menteeParticipant }] : []
  })
  const mentorIds = pairs.map(pair => pair.mentorParticipant.personId)
  if (lock) await peopleToChangeForSystem(ctx, mentorIds)
  const today = dayIn(calendar.zone, ctx.now)
  const groups = sizes ? await groupsToAsk(ctx, cohort.id, pairs, today) : []
  const people = await peopleByIdForSystem(ctx, askedNow(pairs, groups, asks))
  // days are texts that compare as days
  const [, from = today] = [today, cohort.startsOn].sort()
  const [, to = today] = [from, cohort.endsOn].sort()
  const span = { from, to }
  const placed = new Set(pairs.map(pair => pair.mentee))
  const settled = new Set(standing.map(pair => pair.mentee))
  return {
    cohort,
    asks,
    calendar,
    pairs,
    sizes,
    groups,
    coMentors: joining.map(participantId => known.get(participantId)?.name ?? null),
    people,
    notPlaced: mentees.flatMap(menteeId => {
      const mentee = known.get(menteeId)
      return mentee?.state === 'active' && !placed.has(menteeId) && !settled.has(menteeId) ? [mentee] : []
    }),
    cohortPeople: new Set((await participantsOfForSystem(ctx, cohort.id)).map(participant => participant.personId)).size,
    overbooked: overbooked(await roomsOf(ctx, pairs, people, { span, groups }), span),
    overasked: overasked(await wishesOf(ctx, pairs), cohort.mentorsPerMentee),
    span,
  }
}

/** Those who must not be asked about each other now, whatever the round knew: `mentee mentor`, by person. */
async function apartInProgram(ctx: Context, participants: readonly KnownParticipant[]): Promise<Set<string>> {
  const mentors = participants.filter(({ role }) => role === 'mentor').map(({ personId }) => personId)
  const exclusions = await standingExclusionsForSystem(ctx, mentors)
  return new Set(exclusions.map(({ menteePersonId, mentorPersonId }) => `${menteePersonId} ${mentorPersonId}`))
}

async function roomsOf(
  ctx: Context,
  pairs: readonly AskedPair[],
  people: ReadonlyMap<string, Person>,
  { span, groups }: { readonly span: { readonly from: string; readonly to: string }; readonly groups: readonly GroupToAsk[] },
): Promise<MentorRoom[]> {
  const mentors = new Map(pairs.map(pair => [pair.mentor, pair.mentorParticipant]))
  const taken = await takenPlacesForSystem(
    ctx,
    [...mentors.values()].map(mentor => mentor.personId),
    span,
  )
  return [...mentors.values()].map(mentor => ({
    personId: mentor.personId,
    name: mentor.name,
    capacity: mentor.capacity,
    ceiling: people.get(mentor.personId)?.capacityMentees ?? null,
    here: taken.filter(place => place.participantId === mentor.id),
    everywhere: taken.filter(place => place.personId === mentor.personId),
    wanted: placesWanted(mentor.id, pairs, groups),
  }))
}

/** A group is one place, and one that goes on needs no other. */
function placesWanted(mentorId: string, pairs: readonly AskedPair[], groups: readonly GroupToAsk[]): number {
  const group = groups.find(({ leader }) => leader.id === mentorId)
  if (group) return group.standing ? 0 : 1
  return pairs.filter(pair => pair.mentor === mentorId).length
}

/** Whether it is about a new member of a group that goes on. */
export const goesOn = ({ groups }: Pick<Outgoing, 'groups'>, { mentor }: Pick<AskedPair, 'mentor'>): boolean =>
  groups.some(({ leader, standing }) => leader.id === mentor && standing !== null)

/** Whether the mentee is asked at once: not while the mentor is asked first and has not answered. */
export const asksMentee = (outgoing: Pick<Outgoing, 'groups' | 'asks'>, pair: Pick<AskedPair, 'mentor'>): boolean =>
  outgoing.asks === 'both' || goesOn(outgoing, pair)

/** Whose answer is asked at once: whoever leads a group that goes on has given theirs, and then its new members are asked. */
function askedNow(pairs: readonly AskedPair[], groups: readonly GroupToAsk[], asks: Asks): string[] {
  return pairs.flatMap(pair => {
    const { personId: mentor } = pair.mentorParticipant
    const { personId: mentee } = pair.menteeParticipant
    if (goesOn({ groups }, pair)) return [mentee]
    return asksMentee({ groups, asks }, pair) ? [mentor, mentee] : [mentor]
  })
}

async function groupsToAsk(ctx: Context, cohortId: string, pairs: readonly AskedPair[], today: string): Promise<GroupToAsk[]> {
  const byLeader = Map.groupBy(pairs, pair => pair.mentor)
  const standing = await standingGroupsForSystem(ctx, { cohortId, leaders: [...byLeader.keys()], today })
  return [...byLeader].flatMap(([leaderId, members]) => {
    const [first] = members
    return first ? [{ leader: first.mentorParticipant, standing: standing.get(leaderId) ?? null, pairs: byName(members) }] : []
  })
}

const byName = (pairs: readonly AskedPair[]): AskedPair[] =>
  inOrderOfNames(pairs.map(pair => ({ name: pair.menteeParticipant.name, externalId: pair.menteeParticipant.externalId, pair }))).map(
    ({ pair }) => pair,
  )

async function sizesOfRound(ctx: Context, roundId: string): Promise<GroupSizes | null> {
  const round = await ctx.tx
    .withTables<RoundTables>()
    .selectFrom('matchRound')
    .select('groups')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', roundId)
    .executeTakeFirst()
  return round?.groups ?? null
}

async function wishesOf(ctx: Context, pairs: readonly AskedPair[]): Promise<MenteeWish[]> {
  const mentees = new Map(pairs.map(pair => [pair.mentee, pair.menteeParticipant]))
  const held = await heldByMenteeForSystem(ctx, [...mentees.keys()], { isKnown: false })
  return [...mentees.values()].map(mentee => ({
    personId: mentee.personId,
    name: mentee.name,
    wished: mentee.capacity,
    held: held.get(mentee.id) ?? 0,
    wanted: pairs.filter(pair => pair.mentee === mentee.id).length,
  }))
}

async function menteesOfRound(ctx: Context, roundId: string): Promise<string[]> {
  const rows = await ctx.tx
    .withTables<RoundTables>()
    .selectFrom('matchRoundParticipant')
    .select('participantId')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', '=', roundId)
    .where('role', '=', 'mentee')
    .orderBy('participantId')
    .execute()
  return rows.map(row => row.participantId)
}
