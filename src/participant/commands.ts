import { sql } from 'kysely'
import type { Cohort } from '../cohort/queries.ts'
import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { allow } from '../kit/wire/access.ts'
import { decide, refused } from '../kit/wire/refusal.ts'
import { personToChangeForSystem } from '../person/queries/person.ts'
import { participantAccess } from './access.ts'
import { type ParticipantState, participantChanged, participantJoined, type Role } from './contract.ts'
import { type Participant, participantToChange, participantToChangeForSystem } from './queries.ts'
import { mentorsWished, moved, withinCeiling } from './rules.ts'
import type { ParticipantTables } from './tables.ts'

interface NewParticipant {
  readonly cohort: Cohort
  readonly personId: string
  readonly role: Role
  readonly capacity: number
  readonly responseId: string | null
}

/** The person takes part in the cohort in this role. Upper floors call it and have allowed it. */
export async function admit(ctx: Context, { cohort, personId, role, capacity, responseId }: NewParticipant): Promise<Participant> {
  const participant = await ctx.tx
    .withTables<ParticipantTables>()
    .insertInto('participant')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      cohortId: cohort.id,
      programId: cohort.programId,
      personId,
      role,
      state: 'active',
      capacity: role === 'mentor' ? capacity : decide(mentorsWished(capacity)),
      anotherWishedAt: null,
      responseId,
      joinedAt: ctx.now,
      changedAt: ctx.now,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(ctx, participantJoined, { participant: participant.id, cohort: cohort.id }, cohort.programId)
  return participant
}

interface Adjustment {
  readonly capacity?: number | undefined
  readonly state?: ParticipantState | undefined
  /** Of a mentee: whether another mentor is looked for beside those they have. Whoever says how many they would like wishes for that. */
  readonly wishesAnother?: boolean | undefined
}

/**
 * The participant has this capacity and state; a capacity over the person's own ceiling and a move that cannot be are refused. Upper
 * floors call it and have allowed it.
 */
export async function adjustParticipant(ctx: Context, participantId: string, change: Adjustment): Promise<Participant> {
  const participant = await participantToChangeForSystem(ctx, participantId)
  const { capacityMentees } = await personToChangeForSystem(ctx, participant.personId)
  const capacity = change.capacity === undefined ? participant.capacity : decide(capacityFor(participant, change.capacity, capacityMentees))
  const state = decide(moved(participant.state, change.state ?? participant.state))
  const wishes = participant.role === 'mentee' && (change.wishesAnother ?? change.capacity !== undefined)
  const isAsked = change.wishesAnother !== undefined || change.capacity !== undefined
  const anotherWishedAt = isAsked ? (wishes ? (participant.anotherWishedAt ?? ctx.now) : null) : participant.anotherWishedAt
  if (capacity === participant.capacity && state === participant.state && anotherWishedAt === participant.anotherWishedAt)
    return participant
  const changed = await ctx.tx
    .withTables<ParticipantTables>()
    .updateTable('participant')
    .set({ capacity, state, anotherWishedAt, changedAt: ctx.now, version: participant.version + 1 })
    .where('organizationId', '=', participant.organizationId)
    .where('id', '=', participantId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(ctx, participantChanged, { participant: participantId, changed: Object.keys(change) }, participant.programId)
  return changed
}

const capacityFor = ({ role }: Participant, capacity: number, ceiling: number | null) =>
  role === 'mentor' ? withinCeiling(ceiling, capacity) : mentorsWished(capacity)

/** These mentees have been asked about another mentor: the next one is looked for when they wish for it again. Upper floors call it. */
export async function answerWishes(ctx: Context, participantIds: readonly string[]): Promise<void> {
  if (participantIds.length === 0) return
  await ctx.tx
    .withTables<ParticipantTables>()
    .updateTable('participant')
    .set({ anotherWishedAt: null })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', sql<string>`any(${[...new Set(participantIds)]}::uuid[])`)
    .where('anotherWishedAt', 'is not', null)
    .execute()
}

/** The same, asked by a coordinator who has seen the participant as they are; never about oneself. */
export async function changeParticipant(ctx: Context, participantId: string, change: Adjustment, ifMatch: number): Promise<Participant> {
  const participant = await participantToChange(ctx, participantId)
  allow(ctx.actor, participantAccess.change, participant)
  if (participant.version !== ifMatch) throw refused('stale')
  return adjustParticipant(ctx, participantId, change)
}
