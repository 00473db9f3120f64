import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue, jobKind } from '../../kit/jobs/jobs.ts'
import type { Import } from '../queries/imports.ts'
import { forgetAt } from '../rules/import-states.ts'
import type { ParticipantTables } from '../tables.ts'
import { json } from './json.ts'

export const forgetImportKind = jobKind({ name: 'forget-import-file', payload: z.object({ importId: z.uuid() }) })

type Beginning = Pick<Import, 'origin' | 'fileName' | 'state'> & Partial<Pick<Import, 'totalCount' | 'confirmedBy' | 'confirmedAt'>>

/** An import of whoever acts, of which nothing is known yet but how it begins; it is forgotten when its time is over. */
export async function newImport(
  ctx: Context,
  cohort: { readonly id: string; readonly programId: string },
  beginning: Beginning,
): Promise<Import> {
  const id = uuidv7(ctx.now, ctx.random)
  const one = await ctx.tx
    .withTables<ParticipantTables>()
    .insertInto('participantImport')
    .values({
      organizationId: ctx.actor.organizationId,
      id,
      cohortId: cohort.id,
      programId: cohort.programId,
      byteCount: 0,
      fileHash: '',
      wish: json({}),
      reading: null,
      headings: json([]),
      headingsHash: '',
      mapping: json({ columns: [], idFromEmail: false, roleForAll: null }),
      readings: json([]),
      run: 0,
      questions: json([]),
      questionnaireVersionId: null,
      workedOutAgainst: '',
      tally: null,
      warnings: json([]),
      written: null,
      trouble: null,
      doneCount: 0,
      totalCount: 0,
      doneLine: 0,
      undone: null,
      receivedBy: ctx.actor.personId,
      receivedAt: ctx.now,
      checkedAt: null,
      confirmedBy: null,
      confirmedAt: null,
      finishedAt: null,
      forgetAt: forgetAt(ctx.now),
      forgottenAt: null,
      version: 1,
      ...beginning,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueue(ctx, forgetImportKind, { importId: id }, { at: forgetAt(ctx.now) })
  return one
}
