/**
 * Somebody is added by hand, or that is taken back. It is an import of one row that never was a file: decided, written, kept for seven days
 * and undone by what does it for files, but at once, since it is one person.
 */
import { cohortVisibleTo } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { participantAccess } from '../access.ts'
import { additionTakenBack, personAdded } from '../contract/addition.ts'
import type { Role } from '../contract.ts'
import { additionToChange, type Import } from '../queries/imports.ts'
import { typedPersonForSystem } from '../queries/known.ts'
import { additionOf, madeId, rowOf } from '../rules/addition.ts'
import { tallyOf } from '../rules/import-plan.ts'
import { mayTakeBack } from '../rules/import-states.ts'
import type { ParticipantTables } from '../tables.ts'
import { noneUnderWay } from './imports.ts'
import { json } from './json.ts'
import { newImport } from './new-import.ts'
import { takeBackNow } from './undo-import.ts'
import { writePeople } from './write-people.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

export interface AddPerson {
  readonly cohortId: string
  readonly name: string
  readonly email: string | null
  /** Null: the address stands for it, or one is made. */
  readonly externalId: string | null
  readonly roles: readonly Role[]
  readonly capacity: number | null
  readonly mentors: number | null
  readonly isSame: boolean
}

export interface Addition {
  readonly additionId: string
  readonly personId: string
}

/** The person takes part in the cohort as this; nobody is written to. Refused, and nothing written, about whoever is known already unless they are meant. */
export async function addPersonByHand(ctx: Context, { cohortId, isSame, ...typed }: AddPerson): Promise<Addition> {
  const cohort = await cohortVisibleTo(ctx, cohortId)
  allow(ctx.actor, participantAccess.add, cohort)
  if (cohort.state === 'closed') throw refused('cohort_closed')
  await noneUnderWay(ctx, { organizationId: cohort.organizationId, cohortId })
  // from here on two who add the same person follow each other: one import at a time is under way in a cohort
  const one = await newImport(ctx, cohort, {
    origin: 'hand',
    fileName: 'by hand',
    state: 'importing',
    totalCount: 1,
    confirmedBy: ctx.actor.personId,
    confirmedAt: ctx.now,
  })
  const known = await typedPersonForSystem(ctx, one, typed)
  const row = rowOf({ ...typed, externalId: typed.externalId ?? typed.email ?? madeId(ctx.random(8)) }, known)
  const plan = decide(additionOf(row, known, { actorPersonId: ctx.actor.personId, isSame }))
  const { personIds } = await writePeople(ctx, one, null, [{ row, plan, known }])
  const [personId = ''] = personIds
  const tally = json(tallyOf(plan))
  await tables(ctx)
    .updateTable('participantImport')
    .set({ state: 'imported', tally, written: tally, doneLine: 1, doneCount: 1, finishedAt: ctx.now })
    .where('organizationId', '=', one.organizationId)
    .where('id', '=', one.id)
    .execute()
  await record(ctx, personAdded, { import: one.id, cohort: cohortId, person: personId }, one.programId)
  return { additionId: one.id, personId }
}

/** The person is as they were before they were added: gone, or without the role that was added. Refused once anybody has changed or placed them. */
export async function takeBackAddition(ctx: Context, additionId: string): Promise<void> {
  const one = await additionToChange(ctx, additionId)
  allow(ctx.actor, participantAccess.add, one)
  decide(mayTakeBack(one, ctx.now))
  await noneUnderWay(ctx, one)
  const personId = await personOfAddition(ctx, one)
  const { kept } = await takeBackNow(ctx, one)
  if (kept > 0) throw refused('addition_touched')
  await record(ctx, additionTakenBack, { import: one.id, cohort: one.cohortId, person: personId }, one.programId)
}

async function personOfAddition(ctx: Context, one: Import): Promise<string> {
  const { personId } = await tables(ctx)
    .selectFrom('participant')
    .innerJoin('participantImportEffect as effect', join =>
      join.onRef('effect.organizationId', '=', 'participant.organizationId').onRef('effect.subjectId', '=', 'participant.id'),
    )
    .select('participant.personId')
    .where('participant.organizationId', '=', one.organizationId)
    .where('effect.importId', '=', one.id)
    .executeTakeFirstOrThrow()
  return personId
}
