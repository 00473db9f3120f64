import type { Cohort } from '../cohort/queries.ts'
import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { participantJoined, type Role } from './contract.ts'
import type { Participant } from './queries.ts'
import type { ParticipantTables } from './tables.ts'

interface Admission {
  readonly cohort: Cohort
  readonly personId: string
  readonly role: Role
  readonly capacity: number
  readonly responseId: string | null
}

/** The person takes part in the cohort in this role. Upper floors call it and have allowed it. */
export async function admit(ctx: Context, { cohort, personId, role, capacity, responseId }: Admission): Promise<Participant> {
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
      capacity: role === 'mentor' ? capacity : 1,
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
