import { sql } from 'kysely'
import { cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import { unsealBytes } from '../../kit/vault/vault.ts'
import { type Act, mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { peopleByIdForSystem, peopleMarkForSystem } from '../../person/queries/person.ts'
import { latestVersionForSystem } from '../../questionnaire/queries.ts'
import { participantAccess } from '../access.ts'
import type { Change, Effect, ProblemGroup } from '../contract/dry-run.ts'
import type { ImportView } from '../contract/imports.ts'
import { type ImportAct, mayBegin, missingIn } from '../rules/import-states.ts'
import type { ParticipantTables } from '../tables.ts'

export type Import = ParticipantTables['participantImport']

/** What the cohort asks its people about themselves. */
export const profile = 'profile'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

const reachable = (ctx: Context, act: Act = participantAccess.import, origin: Import['origin'] = 'file') =>
  tables(ctx)
    .selectFrom('participantImport')
    .selectAll('participantImport')
    .where('participantImport.organizationId', '=', ctx.actor.organizationId)
    .where('participantImport.origin', '=', origin)
    .where(allowedRows(ctx.actor, act, { column: name => sql.ref(`participantImport.${name}`) }))

export async function importVisibleTo(ctx: Context, importId: string): Promise<Import> {
  const found = await reachable(ctx).where('participantImport.id', '=', importId).executeTakeFirst()
  if (!found) throw notFound()
  return found
}

export async function importToChange(ctx: Context, importId: string): Promise<Import> {
  const found = await reachable(ctx).where('participantImport.id', '=', importId).forUpdate().executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** Somebody typed in by hand, locked: an import of one row that never was a file. */
export async function additionToChange(ctx: Context, additionId: string): Promise<Import> {
  const found = await reachable(ctx, participantAccess.add, 'hand')
    .where('participantImport.id', '=', additionId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** The addition by hand that made one of these participants and can still be taken back, latest first; null: there is none. */
export async function additionOfForSystem(ctx: Context, participantIds: readonly string[]): Promise<Import | null> {
  const found = await tables(ctx)
    .selectFrom('participantImport')
    .innerJoin('participantImportEffect as effect', join =>
      join.onRef('effect.organizationId', '=', 'participantImport.organizationId').onRef('effect.importId', '=', 'participantImport.id'),
    )
    .selectAll('participantImport')
    .where('participantImport.organizationId', '=', ctx.actor.organizationId)
    .where('participantImport.origin', '=', 'hand')
    .where('participantImport.state', '=', 'imported')
    .where('effect.subjectId', '=', sql<string>`any(${participantIds}::uuid[])`)
    .where('effect.kind', '=', 'participant-added')
    .orderBy('participantImport.receivedAt', 'desc')
    .executeTakeFirst()
  return found ?? null
}

/** Null: it is gone. Locked, for the jobs that write its people. */
export async function importToChangeForSystem(ctx: Context, importId: string): Promise<Import | null> {
  const found = await tables(ctx)
    .selectFrom('participantImport')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  return found ?? null
}

export async function importForSystem(ctx: Context, importId: string): Promise<Import | null> {
  const found = await tables(ctx)
    .selectFrom('participantImport')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .executeTakeFirst()
  return found ?? null
}

export async function importsOf(ctx: Context, cohortId: string): Promise<Import[]> {
  return reachable(ctx)
    .where('participantImport.cohortId', '=', cohortId)
    .where('participantImport.state', '!=', 'receiving')
    .orderBy('participantImport.receivedAt', 'desc')
    .orderBy('participantImport.id', 'desc')
    .limit(50)
    .execute()
}

/** One piece of the file, opened; null: there is none of this number. */
export async function pieceForSystem(ctx: Context, importId: string, number: number): Promise<Buffer | null> {
  const row = await tables(ctx)
    .selectFrom('participantImportPiece')
    .select('sealed')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('importId', '=', importId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? unsealBytes(ctx.tx, placeOf(ctx, importId, number), row.sealed) : null
}

export const placeOf = (ctx: Context, importId: string, number: number) => ({
  organizationId: ctx.actor.organizationId,
  table: 'participant_import_piece',
  row: `${importId}.${number}`,
  column: 'sealed',
})

/**
 * The people against whom a dry run is worked out, and what they are asked: two marks are equal only when nobody of the cohort or
 * organization changed and the cohort asks the same. Otherwise a file could take back a question that was added meanwhile.
 */
export async function marksForSystem(ctx: Context, cohortId: string): Promise<string> {
  const row = await tables(ctx)
    .selectFrom('participant')
    .select([sql<number>`count(*)`.as('people'), sql<number>`coalesce(sum(version), 0)`.as('versions')])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .executeTakeFirstOrThrow()
  const asked = await latestVersionForSystem(ctx, cohortId, profile)
  return `${row.people}.${row.versions} ${await peopleMarkForSystem(ctx)} ${asked?.number ?? 0}`
}

export async function importView(ctx: Context, one: Import): Promise<ImportView> {
  const asked = (await latestVersionForSystem(ctx, one.cohortId, profile))?.questions ?? []
  const people = await peopleByIdForSystem(ctx, one.receivedBy ? [one.receivedBy] : [])
  const cohort = await cohortForSystem(ctx, one.cohortId)
  const may = (act: ImportAct): May => {
    const allowed = mayOf(ctx.actor, participantAccess.import, one)
    if (allowed !== true) return allowed
    const now = mayBegin(act, one, ctx.now)
    return now instanceof Refusal ? { code: now.code, facts: now.facts } : true
  }
  const missing = missingIn(one.mapping)
  const isChecked = one.state === 'checked'
  const isOutdated = isChecked && one.workedOutAgainst !== (await marksForSystem(ctx, one.cohortId))
  const canConfirm = (): May => {
    const ready = may('confirm')
    if (ready !== true) return ready
    if (isOutdated) return { code: 'import_outdated', facts: {} }
    if ((one.tally?.added ?? 0) + (one.tally?.changed ?? 0) === 0) return { code: 'nothing_to_import', facts: {} }
    return cohort.state === 'closed' ? { code: 'cohort_closed', facts: {} } : true
  }
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return {
    id: one.id,
    cohortId: one.cohortId,
    programId: one.programId,
    fileName: one.fileName,
    byteCount: one.byteCount,
    state: one.state,
    readAs: one.reading,
    headings: [...one.headings],
    mapping: one.mapping,
    missing,
    readings: [...one.readings],
    progress: { done: one.doneCount, total: one.totalCount },
    run: one.run,
    tally: one.tally,
    warnings: one.tally === null ? [] : [...one.warnings],
    written: one.written,
    leftOutKinds: await leftOutKindsOf(ctx, one),
    newQuestions: one.mapping.columns.flatMap(target =>
      target.goes === 'question' && !asked.some(question => question.key === target.key) ? [target.label] : [],
    ),
    outdated: isOutdated,
    sameAs: await sameFileBefore(ctx, one),
    trouble: one.trouble,
    undone: one.undone,
    receivedBy: (one.receivedBy && people.get(one.receivedBy)?.name) || null,
    receivedAt: one.receivedAt.toISOString(),
    checkedAt: iso(one.checkedAt),
    confirmedAt: iso(one.confirmedAt),
    finishedAt: iso(one.finishedAt),
    forgetAt: one.forgetAt.toISOString(),
    forgotten: one.forgottenAt !== null,
    version: one.version,
    may: {
      map: may('map'),
      check: missing.length > 0 ? { code: 'mapping_incomplete', facts: {} } : may('check'),
      confirm: canConfirm(),
      cancel: may('cancel'),
      undo: may('undo'),
    },
  }
}

async function leftOutKindsOf(ctx: Context, one: Import): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('participantImportProblem')
    .select(sql<number>`count(distinct code)`.as('kinds'))
    .where('organizationId', '=', one.organizationId)
    .where('importId', '=', one.id)
    .where('run', '=', one.run)
    .where('effect', '=', 'left-out')
    .executeTakeFirstOrThrow()
  return row.kinds
}

async function sameFileBefore(ctx: Context, one: Import): Promise<ImportView['sameAs']> {
  const row = await tables(ctx)
    .selectFrom('participantImport')
    .select(['id', 'finishedAt'])
    .where('organizationId', '=', one.organizationId)
    .where('cohortId', '=', one.cohortId)
    .where('fileHash', '=', one.fileHash)
    .where('state', '=', 'imported')
    .where('id', '!=', one.id)
    .orderBy('finishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.finishedAt ? { importId: row.id, at: row.finishedAt.toISOString() } : null
}

interface ProblemPage {
  readonly run?: number | undefined
  readonly effect?: Effect | undefined
  readonly after?: number | undefined
  readonly limit?: number | undefined
}

const gravity = { 'left-out': 0, gap: 1, remark: 2 } as const

/**
 * The same cell with the same problem is one row with all its lines; the gravest come first, then in the order of the file.
 * One pass over the problems of one import: at most as many as its file has lines times columns with a fault, by the primary key.
 */
export async function problemsOf(ctx: Context, one: Import, { run = one.run, effect, after = 0, limit = 100 }: ProblemPage) {
  const found = await sql<ProblemGroup & { total: number }>`
    with found as (
      select code, effect, column_index, cell, facts, reading, array_agg(distinct line order by line) as lines,
        (array_agg(name order by line) filter (where name is not null))[1:5] as names
      from participant_import_problem
      where organization_id = ${one.organizationId} and import_id = ${one.id} and run = ${run}
        and (${effect ?? null}::text is null or effect = ${effect ?? null})
      group by code, effect, column_index, cell, facts, reading
    )
    select code, effect, column_index as "column", left(cell, 300) as cell, facts, reading,
      lines[1:50] as lines, cardinality(lines) as "lineCount", coalesce(names, '{}') as names, count(*) over () as total
    from found
    order by case effect when 'left-out' then 0 when 'gap' then 1 else 2 end, lines[1], column_index nulls first, code, cell
    offset ${after} limit ${limit}
  `.execute(ctx.tx)
  const rows = found.rows.map(({ total: _, ...row }) => ({ ...row, lines: [...row.lines], names: [...new Set(row.names)] }))
  const total = found.rows[0]?.total ?? (after === 0 ? 0 : after)
  const byLine = await sql<{ gravest: number; lines: number }>`
    select gravest, count(*) as lines from (
      select min(case effect when 'left-out' then 0 when 'gap' then 1 else 2 end) as gravest
      from participant_import_problem
      where organization_id = ${one.organizationId} and import_id = ${one.id} and run = ${run}
      group by line
    ) by_line group by gravest
  `.execute(ctx.tx)
  const linesOf = (which: Effect) => byLine.rows.find(row => row.gravest === gravity[which])?.lines ?? 0
  const next = after + rows.length < total ? after + rows.length : null
  return { rows, next, total, lines: { leftOut: linesOf('left-out'), gap: linesOf('gap'), remark: linesOf('remark') } }
}

export async function changesOf(ctx: Context, one: Import, { run = one.run, after = 0, limit = 100 }: Omit<ProblemPage, 'effect'>) {
  const rows = await tables(ctx)
    .selectFrom('participantImportChange')
    .select(['line', 'externalId', 'changes'])
    .where('organizationId', '=', one.organizationId)
    .where('importId', '=', one.id)
    .where('run', '=', run)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit).map(row => ({ ...row, changes: [...row.changes] as Change[] }))
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.line ?? null) : null }
}

export interface LineProblem {
  readonly line: number
  readonly columnIndex: number | null
  readonly code: string
  readonly effect: Effect
  readonly cell: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly reading: string | null
}

/** Every problem in the order of the file: for the rows that are given back to be mended. */
export async function problemLinesForSystem(ctx: Context, one: Import): Promise<LineProblem[]> {
  return tables(ctx)
    .selectFrom('participantImportProblem')
    .select(['line', 'columnIndex', 'code', 'effect', 'cell', 'facts', 'reading'])
    .where('organizationId', '=', one.organizationId)
    .where('importId', '=', one.id)
    .where('run', '=', one.run)
    .orderBy('line')
    .orderBy('number')
    .limit(1_000_000)
    .execute()
}

/** What somebody chose for the last file with these headings. */
export async function keptMappingForSystem(ctx: Context, programId: string, headingsHash: string) {
  const row = await tables(ctx)
    .selectFrom('participantImportMapping')
    .select('mapping')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('programId', '=', programId)
    .where('headingsHash', '=', headingsHash)
    .executeTakeFirst()
  return row?.mapping ?? null
}
