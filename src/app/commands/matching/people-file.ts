/** The people of a file as the program describes it: read by the same rules as an import, row by row, with every line that is not right. */
import { mostMentors } from '../../../cohort/contract.ts'
import { readTable } from '../../../kit/csv/read-table.ts'
import { Unreadable } from '../../../kit/csv/table.ts'
import { english, sayIn } from '../../../kit/texts/texts.ts'
import type { Entrant } from '../../../matching/rules/problem.ts'
import type { Mapping, Target } from '../../../participant/contract/import-file.ts'
import { rowReader } from '../../../participant/rules/import-rows.ts'
import participantTexts from '../../../participant/texts/en.json' with { type: 'json' }
import type { Question } from '../../../questionnaire/contract.ts'
import { Unusable } from '../unusable.ts'
import type { ProgramFile } from './program-file.ts'

const say = sayIn<Readonly<Record<string, string | object>> & typeof participantTexts>(participantTexts, english)

export interface PeopleFile {
  readonly entrants: readonly Entrant[]
  /** By id. */
  readonly names: ReadonlyMap<string, string>
  /** Rows of data, and those left out because their role is none of the program's. */
  readonly rows: number
  readonly leftOut: number
  /** Cells that could not be read, with their lines: those answers count as not given. */
  readonly remarks: readonly string[]
}

const roleWords = { mentee: 'mentee', mentor: 'mentor', both: 'both' } as const

/** Everybody in the file; `Unusable` when the file is not a table, a column is missing, or a row is lost, with the lines. */
export async function peopleIn(bytes: Uint8Array, fileName: string, program: ProgramFile): Promise<PeopleFile> {
  try {
    return await readPeople(bytes, fileName, program)
  } catch (error) {
    if (error instanceof Unreadable) throw new Unusable(`${fileName}: ${sentenceOf(error)}`)
    throw error
  }
}

async function readPeople(bytes: Uint8Array, fileName: string, program: ProgramFile): Promise<PeopleFile> {
  const table = await readTable(oneChunk(bytes))
  const columns = columnsOf(table.columns, fileName, program)
  const reader = rowReader({ mapping: columns.mapping, asked: [], readings: [] })
  const entrants: Entrant[] = []
  const names = new Map<string, string>()
  const lost: string[] = []
  const remarks: string[] = []
  let rows = 0
  let leftOut = 0
  for await (const row of table.rows) {
    if (row.kind === 'fault') {
      ;(row.lost ? lost : remarks).push(lineSentence(row.line, null, row.code, row.facts))
      continue
    }
    rows += 1
    const cells = [...row.cells]
    const role = roleOf(cells[columns.role]?.trim() ?? '', program)
    if (role === null) {
      leftOut += 1
      continue
    }
    cells[columns.role] = roleWords[role]
    const { row: person, problems } = reader.read(row.line, cells)
    for (const { column, code, effect, facts, cell } of problems)
      (effect === 'left-out' ? lost : remarks).push(
        lineSentence(row.line, column === null ? null : (table.columns[column]?.name ?? null), code, { cell, meant: cell, ...facts }),
      )
    if (!person) continue
    if (names.has(person.externalId))
      lost.push(`line ${row.line}: “${person.externalId}” stands on an earlier line too. One row belongs to one person.`)
    names.set(person.externalId, person.name ?? person.externalId)
    const capacity = person.capacity ?? program.capacity?.default ?? 1
    for (const one of person.roles)
      entrants.push({
        stableId: person.externalId,
        human: person.externalId,
        role: one,
        capacity: one === 'mentor' ? capacity : Math.min(person.mentors ?? mostMentors, program.mentors?.most ?? 1),
        answers: person.answers,
      })
  }
  if (lost.length > 0)
    throw new Unusable(
      `${fileName}: these lines cannot be used, so nothing was matched.`,
      ...lost.slice(0, 20),
      ...(lost.length > 20 ? [`… and ${lost.length - 20} more.`] : []),
    )
  return { entrants, names, rows, leftOut, remarks }
}

function roleOf(word: string, { roles }: ProgramFile): keyof typeof roleWords | null {
  const folded = word.toLowerCase()
  const says = (words: readonly string[] | undefined) => (words ?? []).some(one => one.trim().toLowerCase() === folded)
  return says(roles.both) ? 'both' : says(roles.mentee) ? 'mentee' : says(roles.mentor) ? 'mentor' : null
}

/** Which column is what; `Unusable` with every name that the file does not have. */
function columnsOf(
  found: readonly { readonly name: string }[],
  fileName: string,
  program: ProgramFile,
): { readonly mapping: Mapping; readonly role: number } {
  const missing: string[] = []
  const at = (name: string): number => {
    const index = found.findIndex(column => column.name.trim() === name.trim())
    if (index < 0) missing.push(name)
    return index
  }
  const targets: Target[] = found.map(() => ({ goes: 'nothing' }))
  const set = (index: number, target: Target) => {
    if (index >= 0) targets[index] = target
  }
  for (const { key, column, kind, separator, label } of program.questions)
    set(at(column), { goes: 'question', key, label: label ?? column, kind, separator: separator ?? ';', audience: 'coordinators' })
  set(at(program.id), { goes: 'external-id' })
  if (program.name) set(at(program.name), { goes: 'name' })
  if (program.capacity?.column) set(at(program.capacity.column), { goes: 'capacity' })
  if (program.mentors?.column) set(at(program.mentors.column), { goes: 'mentors' })
  const role = at(program.roles.column)
  set(role, { goes: 'role' })
  if (missing.length > 0)
    throw new Unusable(
      `${fileName} has no column ${missing.map(name => `“${name}”`).join(', ')}. Its columns are: ${found.map(({ name }) => name).join(', ')}.`,
    )
  return { mapping: { columns: targets, idFromEmail: false, roleForAll: null }, role }
}

/** The program's questions as the product knows them, so that both ask the engine the same. */
export const questionsOf = (program: ProgramFile): Question[] => program.questions.map(questionOf)

function questionOf({ key, column, kind, label, least, most, unit }: ProgramFile['questions'][number]): Question {
  const basis = { key, label: label ?? column, audience: 'coordinators' as const }
  switch (kind) {
    case 'choices':
    case 'choice':
      return { ...basis, kind, options: [], open: true }
    case 'ranked':
      return { ...basis, kind, options: [] }
    case 'scale':
      return { ...basis, kind, least: least ?? 1, most: most ?? 5 }
    case 'number':
      return { ...basis, kind, ...(unit ? { unit } : {}) }
    case 'languages':
    case 'text':
      return { ...basis, kind }
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function lineSentence(line: number, column: string | null, code: string, facts: Readonly<Record<string, unknown>>): string {
  const key = `problem.${code}` in participantTexts ? `problem.${code}` : 'problem.other'
  return `line ${line}${column === null ? '' : `, ${column}`}: ${sayAnyway(key, facts)}`
}

function sentenceOf({ code, facts }: Unreadable): string {
  const key = `refusal.${code}`
  return key in participantTexts ? sayAnyway(key, facts) : 'the file cannot be read as a table.'
}

/** A sentence that needs a fact which is not there is told in general rather than not at all. */
function sayAnyway(key: string, facts: Readonly<Record<string, unknown>>): string {
  const needs = [...String(participantTexts[key as keyof typeof participantTexts]).matchAll(/\{(\w+)/g)].every(
    ([, name]) => name !== undefined && facts[name] !== undefined,
  )
  return say((needs ? key : 'problem.other') as keyof typeof participantTexts, facts)
}
