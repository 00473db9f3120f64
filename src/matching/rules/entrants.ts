/**
 * Who is in a round, with how many places and how many mentors they may have, and what stands fixed between them. Earlier waves hold: whoever is already together with
 * somebody stays, also when the other takes no part just now, and a place that is held anywhere is not given twice.
 */
import type { Lock, Pair } from '../../../matching-engine/index.ts'
import type { GroupSizes } from '../../cohort/contract.ts'
import type { Answers } from '../../questionnaire/contract.ts'
import type { Entrant } from './problem.ts'

export interface Comer {
  readonly id: string
  readonly personId: string
  readonly externalId: string | null
  readonly role: 'mentor' | 'mentee'
  /** Of a mentor how many they take on; of a mentee how many they would like at most. */
  readonly capacity: number
  /** A mentee who has somebody wishes for another one. */
  readonly anotherWishedAt: Date | null
  readonly responseId: string | null
  readonly answers: Answers
}

export interface StandingLock {
  readonly menteeParticipantId: string
  readonly mentorParticipantId: string
  readonly origin: 'coordinator' | 'proposal'
  readonly despite: readonly string[]
}

export interface StandingExclusion {
  readonly menteePersonId: string
  readonly mentorPersonId: string
}

export interface Standing {
  readonly locks: readonly StandingLock[]
  readonly exclusions: readonly StandingExclusion[]
  /** By person: the ceiling that they set over all programs, and the places that they hold in other cohorts. */
  readonly ceilings: ReadonlyMap<string, number>
  readonly heldElsewhere: ReadonlyMap<string, number>
  /** How many mentors a mentee of the cohort may have. */
  readonly mentorsPerMentee: number
  /** In groups a mentor leads one or none, whatever number of mentees they stated; null: pairs. */
  readonly groups: GroupSizes | null
  /** Mentees, by participant, who lost a place through somebody else. */
  readonly first: ReadonlySet<string>
}

export interface InRound extends Entrant {
  readonly participantId: string
  readonly personId: string
  readonly responseId: string | null
}

export interface RoundInput {
  readonly entrants: readonly InRound[]
  readonly locks: readonly Lock[]
  readonly exclusions: readonly Pair[]
}

export const stableIdOf = (comer: Pick<Comer, 'id' | 'externalId'>): string => comer.externalId ?? comer.id

/** Everybody who takes part, with what stands fixed between them. `requirementIds`: what a lock may bend in this round. */
export function roundInput(comers: readonly Comer[], standing: Standing, requirementIds: ReadonlySet<string>): RoundInput {
  const here = new Map(comers.map(comer => [comer.id, comer]))
  const oneSided = standing.locks.filter(
    lock => lock.origin === 'proposal' && here.has(lock.menteeParticipantId) !== here.has(lock.mentorParticipantId),
  )
  const alreadyPlaced = new Set(oneSided.map(lock => lock.menteeParticipantId))
  const heldBy = Map.groupBy(
    standing.locks.filter(lock => here.has(lock.menteeParticipantId) && here.has(lock.mentorParticipantId)),
    lock => lock.menteeParticipantId,
  )
  const entrants = comers
    .filter(comer => comer.role === 'mentor' || !alreadyPlaced.has(comer.id))
    .map((comer): InRound => {
      const heldHere = oneSided.filter(lock => lock.mentorParticipantId === comer.id).length
      return {
        participantId: comer.id,
        personId: comer.personId,
        responseId: comer.responseId,
        stableId: stableIdOf(comer),
        human: comer.externalId ?? comer.personId,
        role: comer.role,
        comesFirst: comer.role === 'mentee' && standing.first.has(comer.id),
        capacity:
          comer.role === 'mentee'
            ? mentorsFor(comer, heldBy.get(comer.id) ?? [], standing)
            : Math.max(0, placesHere(comer, standing) - heldHere),
        answers: comer.answers,
      }
    })
  return { entrants, ...fixedBetween(entrants, standing, requirementIds) }
}

/**
 * How many mentors a mentee has at the end of this round, at most: as many as they would like and the cohort gives. Whoever was asked or has
 * agreed is looked for again only where they wish for another one, or a coordinator keeps them with somebody else; nobody loses anybody.
 */
function mentorsFor(comer: Comer, held: readonly StandingLock[], { mentorsPerMentee, groups }: Standing): number {
  const wished = groups ? 1 : Math.min(comer.capacity, mentorsPerMentee)
  const asked = held.filter(({ origin }) => origin === 'proposal').length
  if (asked === 0 || comer.anotherWishedAt !== null) return Math.max(wished, asked)
  return Math.max(asked, Math.min(held.length, wished))
}

/** Whoever has a place may lead a group: it is one place of theirs, and as large as groups are here. */
function placesHere(comer: Comer, standing: Standing): number {
  const places = placesOf(comer, standing)
  return standing.groups === null ? places : places > 0 ? standing.groups.largest : 0
}

/** A mentor's places: their own number for this cohort, and no more than their ceiling leaves after what they hold elsewhere. */
function placesOf(comer: Comer, standing: Standing): number {
  const ceiling = standing.ceilings.get(comer.personId)
  return ceiling === undefined ? comer.capacity : Math.min(comer.capacity, ceiling - (standing.heldElsewhere.get(comer.personId) ?? 0))
}

function fixedBetween(entrants: readonly InRound[], standing: Standing, requirementIds: ReadonlySet<string>): Omit<RoundInput, 'entrants'> {
  const byParticipant = new Map(entrants.map(entrant => [entrant.participantId, entrant]))
  const byPerson = (role: 'mentor' | 'mentee') =>
    new Map(entrants.filter(entrant => entrant.role === role).map(entrant => [entrant.personId, entrant.stableId]))
  const [mentees, mentors] = [byPerson('mentee'), byPerson('mentor')]
  const locks = standing.locks.flatMap(lock => {
    const mentee = byParticipant.get(lock.menteeParticipantId)
    const mentor = byParticipant.get(lock.mentorParticipantId)
    if (!mentee || !mentor) return []
    // what was agreed stands whatever is required now; a coordinator's own lock bends what it was told to bend
    const despite = lock.origin === 'proposal' ? [...requirementIds] : lock.despite.filter(id => requirementIds.has(id))
    return [{ mentee: mentee.stableId, mentor: mentor.stableId, ...(despite.length > 0 ? { despite } : {}) }]
  })
  const exclusions = standing.exclusions.flatMap(({ menteePersonId, mentorPersonId }) => {
    const mentee = mentees.get(menteePersonId)
    const mentor = mentors.get(mentorPersonId)
    return mentee !== undefined && mentor !== undefined ? [{ mentee, mentor }] : []
  })
  return { locks, exclusions }
}
