/**
 * Takes an import back, batch by batch: people and participants that it added go, those that it changed are as before, as long as their
 * version is still the one that the import left. Whoever was touched or has signed in since stays, and so does whoever had an address
 * that is somebody else's by now, and whoever anything else refers to: the database knows that by its foreign keys, which no list kept by hand could. Responses are never changed; those of people who go, go with them.
 */
import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { type Begin, jobKind } from '../../kit/jobs/jobs.ts'
import { changePeople, removePeople } from '../../person/commands/person.ts'
import { peopleByIdForSystem, peopleInBulkForSystem } from '../../person/queries/person.ts'
import { removeResponsesOfPeople } from '../../questionnaire/commands.ts'
import { importUndone } from '../contract/imports.ts'
import { type Import, importToChangeForSystem } from '../queries/imports.ts'
import type { Details } from '../rules/import-plan.ts'
import type { ParticipantTables } from '../tables.ts'
import { json } from './json.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()
type Effect = ParticipantTables['participantImportEffect']

export const undoImportKind = jobKind({ name: 'undo-import', payload: z.object({ importId: z.uuid() }), retries: 10, retryDelaySeconds: 2 })

const batchSize = 500
/** Participants first: people whom one of them still needs cannot go. */
const order = ['participant-changed', 'participant-added', 'person-changed', 'person-added'] as const

/** Everything that nobody has touched since is as it was before the import. */
export async function takeBack(begin: Begin, importId: string, signal: AbortSignal): Promise<void> {
  // people who go are looked for in every table that may refer to them: with figures of empty tables, by reading them whole
  await begin(ctx => sql`select count_people_anew()`.execute(ctx.tx))
  for (const kind of order)
    for (;;) {
      if (signal.aborted) return
      const isOver = await begin(ctx => takeBackBatch(ctx, importId, kind))
      if (isOver) break
      await new Promise(resolve => setImmediate(resolve))
    }
  await begin(ctx => finish(ctx, importId))
}

/** True: there is nothing left of this kind. */
async function takeBackBatch(ctx: Context, importId: string, kind: Effect['kind']): Promise<boolean> {
  const one = await importToChangeForSystem(ctx, importId)
  if (one?.state !== 'undoing') return true
  const effects = await tables(ctx)
    .selectFrom('participantImportEffect')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('importId', '=', importId)
    .where('kind', '=', kind)
    .orderBy('subjectId')
    .limit(batchSize)
    .execute()
  if (effects.length === 0) return true
  const takenBack = await ways[kind](ctx, effects)
  const isPerson = kind.startsWith('person')
  const undone = {
    takenBack: (one.undone?.takenBack ?? 0) + (isPerson ? 0 : takenBack),
    kept: (one.undone?.kept ?? 0) + (isPerson ? 0 : effects.length - takenBack),
  }
  await tables(ctx)
    .deleteFrom('participantImportEffect')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('importId', '=', importId)
    .where('subjectId', '=', sql<string>`any(${effects.map(effect => effect.subjectId)}::uuid[])`)
    .execute()
  await tables(ctx)
    .updateTable('participantImport')
    .set({ undone: json(undone), doneCount: one.doneCount + effects.length })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .execute()
  return false
}

/** How each kind of effect is taken back; the answer is how many were. */
const ways: { readonly [K in Effect['kind']]: (ctx: Context, effects: readonly Effect[]) => Promise<number> } = {
  'participant-changed': async (ctx, effects) => {
    const back = await sql`
      update participant
      set capacity = (effect.before ->> 'capacity')::integer, response_id = (effect.before ->> 'responseId')::uuid,
        changed_at = ${ctx.now}, version = participant.version + 1
      from participant_import_effect effect
      where effect.organization_id = ${ctx.actor.organizationId} and effect.import_id = ${effects[0]?.importId}
        and effect.subject_id = any(${effects.map(one => one.subjectId)}::uuid[])
        and participant.organization_id = effect.organization_id and participant.id = effect.subject_id
        and participant.version = effect.version_after
    `.execute(ctx.tx)
    return Number(back.numAffectedRows ?? 0)
  },
  'participant-added': (ctx, effects) =>
    eachThatCanGo(ctx, effects, async ids => {
      const gone = await sql`
        delete from participant
        using participant_import_effect effect
        where effect.organization_id = ${ctx.actor.organizationId} and effect.import_id = ${effects[0]?.importId}
          and effect.subject_id = any(${ids}::uuid[])
          and participant.organization_id = effect.organization_id and participant.id = effect.subject_id
          and participant.version = effect.version_after
      `.execute(ctx.tx)
      return Number(gone.numAffectedRows ?? 0)
    }),
  'person-changed': async (ctx, effects) => {
    const people = await peopleByIdForSystem(
      ctx,
      effects.map(effect => effect.subjectId),
    )
    const before = effects.map(({ subjectId, before, versionAfter }) => ({ id: subjectId, versionAfter, ...(before as Details) }))
    const emails = before.flatMap(({ email }) => email ?? [])
    const { idByEmail } = await peopleInBulkForSystem(ctx, { externalIds: [], emails })
    const back = before.filter(({ id, versionAfter, name, email, phone }) => {
      const person = people.get(id)
      const owner = email === null ? undefined : idByEmail.get(email)
      // whoever signs in by now does so by these details
      const isTheirs = person?.accountId != null && (name !== person.name || email !== person.email || phone !== person.phone)
      return person?.version === versionAfter && !isTheirs && (owner === undefined || owner === id)
    })
    await changePeople(
      ctx,
      back.map(({ versionAfter: _, ...person }) => person),
    )
    return back.length
  },
  'person-added': async (ctx, effects) => {
    const people = await peopleByIdForSystem(
      ctx,
      effects.map(effect => effect.subjectId),
    )
    const untouched = effects.filter(({ subjectId, versionAfter }) => {
      const person = people.get(subjectId)
      return person?.version === versionAfter && person.accountId === null
    })
    return eachThatCanGo(ctx, untouched, async ids => {
      await removeResponsesOfPeople(ctx, ids)
      await removePeople(ctx, ids)
      return ids.length
    })
  },
}

const stillReferredTo = '23503'

/** All at once; when anything refers to one of them, half by half, so that only those stay. */
async function eachThatCanGo(ctx: Context, effects: readonly Effect[], go: (ids: readonly string[]) => Promise<number>): Promise<number> {
  if (effects.length === 0) return 0
  await sql`savepoint take_back`.execute(ctx.tx)
  try {
    const gone = await go(effects.map(effect => effect.subjectId))
    await sql`release savepoint take_back`.execute(ctx.tx)
    return gone
  } catch (error) {
    if ((error as { code?: unknown }).code !== stillReferredTo) throw error
    await sql`rollback to savepoint take_back`.execute(ctx.tx)
    await sql`release savepoint take_back`.execute(ctx.tx)
    if (effects.length === 1) return 0
    const half = Math.ceil(effects.length / 2)
    return (await eachThatCanGo(ctx, effects.slice(0, half), go)) + (await eachThatCanGo(ctx, effects.slice(half), go))
  }
}

/** The same within the transaction of whoever asks, for one person who was added by hand; the answer says how many participants went and stayed. */
export async function takeBackNow(
  ctx: Context,
  { organizationId, id }: Import,
): Promise<{ readonly takenBack: number; readonly kept: number }> {
  await tables(ctx)
    .updateTable('participantImport')
    .set({ state: 'undoing', undone: json({ takenBack: 0, kept: 0 }), doneCount: 0 })
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .execute()
  for (const kind of order) while (!(await takeBackBatch(ctx, id, kind)));
  return (await settle(ctx, id))?.undone ?? { takenBack: 0, kept: 0 }
}

/** Null: somebody else has settled it. */
async function settle(ctx: Context, importId: string): Promise<Import | null> {
  const one = await importToChangeForSystem(ctx, importId)
  if (one?.state !== 'undoing') return null
  await tables(ctx)
    .updateTable('participantImport')
    .set({ state: 'undone', finishedAt: ctx.now, version: one.version + 1 })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .execute()
  return one
}

async function finish(ctx: Context, importId: string): Promise<void> {
  const one = await settle(ctx, importId)
  if (!one) return
  const inTheirName = { ...ctx, actor: { ...ctx.actor, personId: one.confirmedBy } }
  const { takenBack, kept } = one.undone ?? { takenBack: 0, kept: 0 }
  await record(inTheirName, importUndone, { import: importId, cohort: one.cohortId, takenBack, kept }, one.programId)
}
