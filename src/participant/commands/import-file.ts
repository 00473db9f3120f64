/**
 * A stored file as rows that are read by their mapping, in batches, with what earlier lines of the same file said: so the dry run and the
 * import see the same rows in the same way. The ids and addresses that have passed are kept (some two hundred
 * bytes each, with which roles and questions a row was about, never what it said), nothing else.
 */
import { tidy } from '../../kit/csv/cells.ts'
import type { LineFault, ReadingWish, Table } from '../../kit/csv/table.ts'
import type { Begin } from '../../kit/jobs/jobs.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { AppliedReading, Mapping, Wish } from '../contract/import-file.ts'
import { pieceForSystem } from '../queries/imports.ts'
import { foldedId } from '../rules/import-ids.ts'
import type { Earlier } from '../rules/import-plan.ts'
import { type ImportedRow, type Problem, rowReader } from '../rules/import-rows.ts'

/** The stored file again, piece by piece, each in a short transaction of its own. */
export async function* storedFile(begin: Begin, importId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const piece = await begin(ctx => pieceForSystem(ctx, importId, number))
    if (!piece) return
    yield piece
  }
}

/** Without the keys that are undefined, which would override what is found out. */
export function asReadingWish(wish: Wish): ReadingWish {
  return {
    ...(wish.encoding !== undefined && { encoding: wish.encoding }),
    ...(wish.delimiter !== undefined && { delimiter: wish.delimiter }),
    ...(wish.quote !== undefined && { quote: wish.quote }),
    ...(wish.headerLine !== undefined && { headerLine: wish.headerLine }),
  }
}

export interface FileRow {
  readonly line: number
  /** Null: it stays outside, or it is a line that is no row. */
  readonly row: ImportedRow | null
  /** What it calls somebody, also where it stays outside. */
  readonly name: string | null
  readonly problems: readonly Problem[]
  /** Whether it is one of the rows of the file: a heading that is repeated in the middle is not. */
  readonly counts: boolean
  readonly earlier: Earlier
  readonly cells: readonly string[] | null
}

export interface FileBatch {
  readonly rows: readonly FileRow[]
}

interface Reading {
  readonly mapping: Mapping
  readonly asked: readonly Question[]
  readonly readings: readonly AppliedReading[]
}

export const batchRows = 500

export async function* rowsInBatches(table: Table, reading: Reading): AsyncGenerator<FileBatch> {
  const reader = rowReader(reading)
  const ids = new Map<string, Passed>()
  const says = whatItSays(reading.mapping)
  const foldedIds = new Map<string, number>()
  const emails = new Map<string, { readonly line: number; readonly id: string }>()
  const lateColumns = emptyColumnsOf(table, reading.mapping)
  let rows: FileRow[] = []
  let remarks: Problem[] = []

  for await (const each of table.rows) {
    if (each.kind === 'fault') {
      const problem = problemOf(each)
      // a remark belongs to the row that follows, unless it tells of a line that is none
      if (each.lost) rows.push({ ...outside, line: each.line, problems: [problem], counts: true })
      else if (each.code === 'header_repeated') rows.push({ ...outside, line: each.line, problems: [problem], counts: false })
      else remarks.push(problem)
    } else {
      const { row, name, problems } = reader.read(each.line, each.cells)
      const earlier = row ? earlierOf(row, { ids, foldedIds, emails, says }) : noEarlier
      const late = lateColumns(each.cells)
      const own = row ? [...remarks, ...late] : [...problems, ...remarks]
      rows.push({ line: each.line, row, name, problems: own, counts: true, earlier, cells: each.cells })
      remarks = []
    }
    if (rows.length >= batchRows) {
      yield { rows: oncePerLine(rows) }
      rows = []
      // lets others be served between batches
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  if (rows.length > 0) yield { rows: oncePerLine(rows) }
}

const noEarlier: Earlier = { idLine: null, otherRow: null, nearIdLine: null, emailLine: null }
const outside = { row: null, name: null, earlier: noEarlier, cells: null } as const

/** A line with several things wrong is one row all the same. */
function oncePerLine(rows: readonly FileRow[]): FileRow[] {
  return rows.map((row, n) => ({ ...row, counts: row.counts && (row.row !== null || rows[n - 1]?.line !== row.line) }))
}

/** A row that has passed, in two numbers: which roles its id has by now, and what it says, as bits of the fields of `whatItSays`. */
interface Passed {
  readonly line: number
  readonly roles: number
  readonly said: bigint
}

interface AllPassed {
  readonly ids: Map<string, Passed>
  /** Only of ids that are not written as they fold, so that most files need no second place for theirs. */
  readonly foldedIds: Map<string, number>
  readonly emails: Map<string, { readonly line: number; readonly id: string }>
  readonly says: ReturnType<typeof whatItSays>
}

const bitOf = { mentor: 1, mentee: 2 } as const
const bothRoles = 3

function earlierOf(row: ImportedRow, { ids, foldedIds, emails, says }: AllPassed): Earlier {
  const { externalId: id, email, line } = row
  const passed = ids.get(id)
  const roles = row.roles.reduce((bits, role) => bits | bitOf[role], 0)
  const isOther = passed !== undefined && (passed.roles & roles) === 0
  const idLine = passed !== undefined && !isOther ? passed.line : null
  const folded = foldedId(id)
  const foldedLine = folded === id ? null : (ids.get(folded)?.line ?? null)
  const nearIdLine = passed === undefined ? (foldedIds.get(folded) ?? foldedLine) : null
  const before = email === null ? undefined : emails.get(email)
  const isOthers = before !== undefined && before.id !== id
  // a row that stays outside because of its address leaves no place for a second one
  if (passed === undefined) ids.set(id, { line, roles: isOthers ? bothRoles : roles, said: says.bits(row) })
  else if (isOther) ids.set(id, { ...passed, roles: passed.roles | roles })
  if (folded !== id && !foldedIds.has(folded)) foldedIds.set(folded, line)
  if (email !== null && before === undefined && idLine === null) emails.set(email, { line, id })
  const otherRow = isOther ? { line: passed.line, says: says.fields(passed.said) } : null
  return { idLine, otherRow, nearIdLine, emailLine: isOthers ? before.line : null }
}

/** What a row says about somebody, as bits and back. */
function whatItSays(mapping: Mapping) {
  const details = ['name', 'email', 'phone'] as const
  const fields = [...details, ...mapping.columns.flatMap(target => (target.goes === 'question' ? [target.key] : []))]
  const has = (row: ImportedRow, field: string): boolean =>
    details.some(detail => detail === field && row[detail] !== null) || row.answers[field] !== undefined
  return {
    bits: (row: ImportedRow): bigint => fields.reduce((bits, field, n) => (has(row, field) ? bits | (1n << BigInt(n)) : bits), 0n),
    fields: (bits: bigint): ReadonlySet<string> => new Set(fields.filter((_, n) => (bits >> BigInt(n)) & 1n)),
  }
}

/** Columns that looked empty and go nowhere: the first cell that is filled further down is told, so that nothing is lost unseen. */
function emptyColumnsOf(table: Table, mapping: Mapping) {
  const waiting = new Set(
    table.columns
      .filter(column => column.samples.length === 0 && mapping.columns[column.index]?.goes === 'nothing')
      .map(column => column.index),
  )
  return (cells: readonly string[]): Problem[] => {
    const found: Problem[] = []
    for (const index of waiting) {
      const cell = tidy(cells[index] ?? '')
      if (cell === '') continue
      waiting.delete(index)
      found.push({ code: 'column_filled_later', effect: 'remark', column: index, cell, facts: {}, reading: null })
    }
    return found
  }
}

const problemOf = (fault: LineFault): Problem => ({
  code: fault.code,
  effect: fault.lost ? 'left-out' : fault.code === 'cells_missing' ? 'gap' : 'remark',
  column: fault.column,
  cell: '',
  facts: { ...fault.facts, ...(fault.endLine === fault.line ? {} : { endLine: fault.endLine }) },
  reading: null,
})
