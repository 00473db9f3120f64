/**
 * One row of a file as a person who wants to take part, with everything that is to be looked at. A cell that cannot be read is a gap and
 * the row still comes in; a row stays outside only when nobody can tell who it is, what they want to be, or whether two rows are one.
 */
import { mostMentors } from '../../cohort/contract.ts'
import { tidy } from '../../kit/csv/cells.ts'
import { parseWhole } from '../../kit/csv/whole-numbers.ts'
import type { Facts } from '../../kit/wire/refusal.ts'
import type { Answer, Answers, Question } from '../../questionnaire/contract.ts'
import type { Effect } from '../contract/dry-run.ts'
import type { AppliedReading, Mapping, SingleTarget } from '../contract/import-file.ts'
import type { Role } from '../contract.ts'
import { answerReader } from './import-answers.ts'
import { probableRole, rolesIn } from './import-roles.ts'
import { isShortenedNumber, isSpreadsheetError } from './import-spreadsheet.ts'

export interface Problem {
  readonly code: string
  readonly effect: Effect
  readonly column: number | null
  readonly cell: string
  readonly facts: Facts
  readonly reading: string | null
}

export interface ImportedRow {
  readonly line: number
  readonly externalId: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly roles: readonly Role[]
  /** Null: the file names none for this row, or none that can be read. */
  readonly capacity: number | null
  /** How many mentors a mentee would like; null likewise. */
  readonly mentors: number | null
  readonly answers: Answers
  /** Questions that have a column but no answer here: their old answer goes. */
  readonly silent: readonly string[]
  /** Questions whose cell cannot be read, or not all of it: their old answer stays. */
  readonly unclear: readonly string[]
  readonly problems: readonly Problem[]
}

export interface RowReader {
  /** The row and what is to be looked at; null when it stays outside, with the reason among the problems. */
  read(
    line: number,
    cells: readonly string[],
  ): {
    readonly row: ImportedRow | null
    /** What the row calls them, also where it stays outside; null: nothing that could be read. */
    readonly name: string | null
    readonly problems: readonly Problem[]
  }
}

interface RowReaderParts {
  readonly mapping: Mapping
  /** What the cohort asks already. */
  readonly asked: readonly Question[]
  readonly readings: readonly AppliedReading[]
}

/** Reads the rows of one file. */
export function rowReader({ mapping, asked, readings }: RowReaderParts): RowReader {
  const meant = new Map(readings.map(({ column, cell, reading }) => [`${column} ${cell}`, reading]))
  const columnOf = (goes: SingleTarget): number => mapping.columns.findIndex(column => column.goes === goes)
  const at = {
    id: mapping.idFromEmail ? columnOf('email') : columnOf('external-id'),
    // a name in one column, or in two
    name: [columnOf('name'), columnOf('first-name'), columnOf('surname')].filter(column => column >= 0),
    email: columnOf('email'),
    role: columnOf('role'),
    capacity: columnOf('capacity'),
    mentors: columnOf('mentors'),
    phone: columnOf('phone'),
  }
  const questions = mapping.columns.flatMap((target, column) =>
    target.goes === 'question'
      ? [
          {
            target,
            column,
            parse: answerReader(
              target,
              asked.find(one => one.key === target.key),
            ),
          },
        ]
      : [],
  )

  return {
    read(line, cells) {
      const problems: Problem[] = []
      const told = (column: number): string => {
        if (column < 0) return ''
        const cell = tidy(cells[column] ?? '')
        return meant.size > 0 ? (meant.get(`${column} ${cell}`) ?? cell) : cell
      }
      const tell = (
        column: number | null,
        code: string,
        effect: Effect,
        facts: Facts = {},
        reading: string | null = null,
        cell?: string,
      ) => {
        problems.push({
          code,
          effect,
          column,
          cell: (cell ?? (column === null ? '' : told(column))).slice(0, 5000).toWellFormed(),
          facts,
          reading,
        })
      }
      const called = nameIn(at.name.map(column => told(column)).filter(part => !isSpreadsheetError(part)))
      const outside = () => ({ row: null, name: called, problems })

      /** What a detail says; nothing where a spreadsheet left one of its errors. */
      const detail = (column: number): string => {
        const cell = told(column)
        if (!isSpreadsheetError(cell)) return cell
        tell(column, 'spreadsheet_error', 'gap')
        return ''
      }

      const email = emailIn(mapping.idFromEmail ? told(at.email) : detail(at.email))
      const externalId = mapping.idFromEmail ? (email.address ?? '') : told(at.id)
      if (email.isWrong) tell(at.email, 'email_not_complete', mapping.idFromEmail ? 'left-out' : 'gap')
      if (externalId === '') {
        if (!email.isWrong || !mapping.idFromEmail) tell(at.id, 'id_missing', 'left-out')
        return outside()
      }
      const unreadable = unreadableId(externalId)
      if (unreadable) {
        tell(at.id, unreadable, 'left-out')
        return outside()
      }
      const roles = at.role < 0 ? rolesForAll(mapping) : rolesIn(told(at.role))
      if (roles === null) {
        const isEmpty = told(at.role) === ''
        tell(at.role, isEmpty ? 'role_missing' : 'role_unknown', 'left-out', {}, isEmpty ? null : probableRole(told(at.role)))
        return outside()
      }

      const parts = at.name.map(detail)
      const name = nameIn(parts)
      if (name === null && parts.some(part => part !== '')) tell(at.name[0] ?? null, 'name_not_readable', 'gap')
      const phone = detail(at.phone)
      const isPhone = phone.length <= 60 && (phone.match(/\d/g) ?? []).length >= 3 && !hasControls(phone)
      if (phone !== '' && !isPhone) tell(at.phone, 'phone_too_short', 'gap')
      const capacity = roles.includes('mentor') ? capacityIn(detail(at.capacity)) : { capacity: null, fault: null }
      if (capacity.fault) tell(at.capacity, capacity.fault, 'gap', { assumed: 1 })
      const mentors = roles.includes('mentee') ? mentorsIn(detail(at.mentors)) : { mentors: null, fault: null }
      if (mentors.fault) tell(at.mentors, mentors.fault, 'gap', { most: mostMentors })

      const answers: Record<string, Answer> = {}
      const silent: string[] = []
      const unclear: string[] = []
      for (const { target, column, parse } of questions) {
        const cell = told(column)
        if (cell === '') {
          silent.push(target.key)
          continue
        }
        if (isSpreadsheetError(cell)) {
          tell(column, 'spreadsheet_error', 'gap')
          unclear.push(target.key)
          continue
        }
        const parsed = parse(cell, item => meant.get(`${column} ${item}`) ?? item)
        for (const problem of parsed.problems)
          tell(column, problem.code, problem.effect, problem.facts ?? {}, problem.reading ?? null, problem.cell)
        if (parsed.answer) answers[target.key] = parsed.answer
        if (parsed.problems.some(problem => problem.effect === 'gap')) unclear.push(target.key)
      }
      const row: ImportedRow = {
        line,
        externalId,
        name,
        email: email.address,
        phone: isPhone ? phone : null,
        roles,
        capacity: capacity.capacity,
        mentors: mentors.mentors,
        answers,
        silent,
        unclear,
        problems,
      }
      return { row, name: row.name, problems }
    },
  }
}

const rolesForAll = ({ roleForAll }: Mapping): readonly Role[] | null => (roleForAll === null ? null : [roleForAll])

/** The parts of a name as one; null: there is none, or none that can be read. */
function nameIn(parts: readonly string[]): string | null {
  const name = parts.filter(part => part !== '').join(' ')
  return name !== '' && name.length <= 200 && !hasControls(name) ? name : null
}

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text)

/** Why an id can tell nobody apart; null where it can. */
function unreadableId(id: string): string | null {
  if (isShortenedNumber(id)) return 'id_shortened'
  if (isSpreadsheetError(id)) return 'spreadsheet_error'
  return id.length > 200 || hasControls(id) ? 'id_not_readable' : null
}

function emailIn(cell: string): { readonly address: string | null; readonly isWrong: boolean } {
  if (cell === '') return { address: null, isWrong: false }
  const address = cell.replace(/^mailto:/i, '').toLowerCase()
  const isRight =
    address.length <= 254 &&
    /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/.test(address)
  return isRight ? { address, isWrong: false } : { address: null, isWrong: true }
}

function capacityIn(cell: string): { readonly capacity: number | null; readonly fault: string | null } {
  if (cell === '') return { capacity: null, fault: null }
  const parsed = parseWhole(cell)
  if ('fault' in parsed) return { capacity: null, fault: parsed.fault === 'too_large' ? 'capacity_out_of_range' : 'capacity_not_a_number' }
  return parsed.whole >= 0 && parsed.whole <= 100
    ? { capacity: parsed.whole, fault: null }
    : { capacity: null, fault: 'capacity_out_of_range' }
}

function mentorsIn(cell: string): { readonly mentors: number | null; readonly fault: string | null } {
  if (cell === '') return { mentors: null, fault: null }
  const parsed = parseWhole(cell)
  if ('fault' in parsed) return { mentors: null, fault: parsed.fault === 'too_large' ? 'mentors_out_of_range' : 'mentors_not_a_number' }
  return parsed.whole >= 1 && parsed.whole <= mostMentors
    ? { mentors: parsed.whole, fault: null }
    : { mentors: null, fault: 'mentors_out_of_range' }
}
