/** What an arrangement would ask of whom: read once for the page before, again under locks when it is planned and when it goes. */
import type { Cohort } from '../../cohort/queries.ts'
import { cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { dayIn, type WorkCalendar } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type KnownParticipant, participantsByIdForSystem, participantsOfForSystem } from '../../participant/queries.ts'
import { type Person, peopleByIdForSystem, peopleToChangeForSystem } from '../../person/queries/person.ts'
import type { ArrangedPair } from '../contract/arrangement.ts'
import type { Asks } from '../contract/publication.ts'
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
import { takenPlacesForSystem } from './places.ts'
import { overSinceForSystem, standingPairsForSystem } from './proposals.ts'
import { heldByMenteeForSystem, standingExclusionsForSystem } from './standing.ts'

export interface AskedPair extends ArrangedPair {
  readonly mentorParticipant: KnownParticipant
  readonly menteeParticipant: KnownParticipant
}

export interface Outgoing {
  readonly cohort: Cohort
  readonly asks: Asks
  readonly calendar: WorkCalendar
  /** New pairs whose people both take part and who have not just decided against it; nobody else is asked. */
  readonly pairs: readonly AskedPair[]
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
  arrangement: { readonly roundId: string; readonly cohortId: string; readonly pairs: readonly ArrangedPair[] },
  { lock, asks }: { readonly lock: boolean; readonly asks: Asks },
): Promise<Outgoing> {
  const cohort = await cohortForSystem(ctx, arrangement.cohortId)
  const calendar = await organizationOf(ctx)
  const standing = await standingPairsForSystem(ctx, cohort.id)
  const over = await overSinceForSystem(ctx, arrangement.roundId)
  const fresh = pairsToAsk(arrangement.pairs, [...standing, ...over])
  const mentees = await menteesOfRound(ctx, arrangement.roundId)
  const known = await participantsByIdForSystem(ctx, [...fresh.flatMap(pair => [pair.mentor, pair.mentee]), ...mentees])
  const apart = await apartInProgram(ctx, [...known.values()])
  const pairs = fresh.flatMap(pair => {
    const mentorParticipant = known.get(pair.mentor)
    const menteeParticipant = known.get(pair.mentee)
    const bothHere = mentorParticipant?.state === 'active' && menteeParticipant?.state === 'active'
    if (apart.has(`${menteeParticipant?.personId} ${mentorParticipant?.personId}`)) return []
    return mentorParticipant && menteeParticipant && bothHere ? [{ ...pair, mentorParticipant, menteeParticipant }] : []
  })
  const mentorIds = pairs.map(pair => pair.mentorParticipant.personId)
  const menteeIds = pairs.map(pair => pair.menteeParticipant.personId)
  if (lock) await peopleToChangeForSystem(ctx, mentorIds)
  const people = await peopleByIdForSystem(ctx, asks === 'both' ? [...mentorIds, ...menteeIds] : mentorIds)
  const today = dayIn(calendar.zone, ctx.now)
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
    people,
    notPlaced: mentees.flatMap(menteeId => {
      const mentee = known.get(menteeId)
      return mentee?.state === 'active' && !placed.has(menteeId) && !settled.has(menteeId) ? [mentee] : []
    }),
    cohortPeople: new Set((await participantsOfForSystem(ctx, cohort.id)).map(participant => participant.personId)).size,
    overbooked: overbooked(await roomsOf(ctx, pairs, people, span), span),
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
  span: { readonly from: string; readonly to: string },
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
    wanted: pairs.filter(pair => pair.mentor === mentor.id).length,
  }))
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
