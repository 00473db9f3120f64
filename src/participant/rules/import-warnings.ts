/**
 * What somebody should look at before they import, said with numbers: a file that is probably another one, or a column that is probably
 * read as what it is not. Nothing here stops anybody. Half is the line nearly everywhere: a file of which more is odd than not. Small
 * numbers say nothing, so each warning has a least number of rows.
 */
import type { Question } from '../../questionnaire/contract.ts'
import type { Tally, Warning } from '../contract/dry-run.ts'
import { importedKinds, type Mapping } from '../contract/import-file.ts'
import type { ColumnFigures, FileFigures } from './import-figures.ts'
import { changesAnything } from './import-states.ts'

export interface Checked {
  readonly tally: Tally
  readonly figures: FileFigures
  readonly mapping: Mapping
  /** What the cohort asks already. */
  readonly asked: readonly Question[]
  /** Who takes part in the cohort already, in each role. */
  readonly here: { readonly mentors: number; readonly mentees: number }
}

const fewRows = 4
const fewPeople = 3
const fewAnswers = 10

/** Gravest first: first what the file is, then what its columns are. */
export const warningsOn = (checked: Checked): Warning[] => [
  ...whoTheyAre(checked),
  ...leftOut(checked),
  ...nothingNew(checked),
  ...oneSide(checked),
  ...noRoom(checked),
  ...hardlyRead(checked),
  ...nothingInCommon(checked),
  ...otherQuestions(checked),
]

const isHalf = (part: number, whole: number): boolean => whole > 0 && part * 2 >= whole

function whoTheyAre({ tally, figures }: Checked): Warning[] {
  const taken = figures.leftOut.get('email_taken') ?? 0
  const count = figures.alike + taken
  return count >= fewPeople && isHalf(count, tally.added + taken)
    ? [{ code: 'known_under_other_ids', facts: { count, rows: tally.added + taken } }]
    : []
}

/** Most rows stay outside. Where one column is why, it is named; where their addresses are, that is said already. */
function leftOut({ tally, figures, mapping }: Checked): Warning[] {
  const { rows } = tally
  if (rows < fewRows || !isHalf(tally.leftOut, rows)) return []
  const because = (...codes: readonly string[]): number => codes.reduce((total, code) => total + (figures.leftOut.get(code) ?? 0), 0)
  const most = (count: number): boolean => isHalf(count, tally.leftOut)
  const column = (goes: string): number => mapping.columns.findIndex(target => target.goes === goes)
  const id = column(mapping.idFromEmail ? 'email' : 'external-id')
  const twice = because('id_twice')
  if (most(twice)) return [{ code: 'ids_repeat', facts: { count: twice, rows, columns: [id] } }]
  const missing = because('id_missing')
  if (most(missing)) return [{ code: 'ids_missing', facts: { count: missing, rows, columns: [id] } }]
  const unknown = because('role_unknown', 'role_missing')
  if (most(unknown) && column('role') >= 0) return [{ code: 'roles_unknown', facts: { count: unknown, rows, columns: [column('role')] } }]
  return most(because('email_taken')) ? [] : [{ code: 'mostly_left_out', facts: { count: tally.leftOut, rows } }]
}

const nothingNew = ({ tally }: Checked): Warning[] =>
  tally.unchanged > 0 && tally.unchanged + (tally.secondRows ?? 0) === tally.rows && !changesAnything(tally)
    ? [{ code: 'nothing_changes', facts: { count: tally.unchanged } }]
    : []

/** Somebody who chose one role for the whole file knows it. */
function oneSide({ figures, mapping, here }: Checked): Warning[] {
  if (mapping.roleForAll !== null) return []
  const mentors = here.mentors + figures.addedRoles.mentor
  const mentees = here.mentees + figures.addedRoles.mentee
  if (mentors >= 2 && mentees === 0) return [{ code: 'no_mentees', facts: { count: mentors } }]
  return mentees >= 2 && mentors === 0 ? [{ code: 'no_mentors', facts: { count: mentees } }] : []
}

function noRoom({ figures: { capacities }, mapping }: Checked): Warning[] {
  const column = mapping.columns.findIndex(target => target.goes === 'capacity')
  return capacities.said >= 2 && capacities.zero === capacities.said
    ? [{ code: 'capacity_all_zero', facts: { count: capacities.said, columns: [column] } }]
    : []
}

function hardlyRead({ figures }: Checked): Warning[] {
  const found = columnsWhere(figures, ({ filled, gaps }) => filled >= fewRows && isHalf(gaps, filled))
  const facts = { count: sum(found, one => one.gaps), filled: sum(found, one => one.filled), columns: found.map(one => one.column) }
  return found.length > 0 ? [{ code: 'hardly_read', facts }] : []
}

/** Choices of which nearly everybody says another: either they are sentences, or something else stands between them. */
function nothingInCommon({ figures }: Checked): Warning[] {
  const found = columnsWhere(figures, ({ said, different }) => said >= fewAnswers && different * 10 >= said * 9)
  const facts = { count: sum(found, one => one.different), said: sum(found, one => one.said), columns: found.map(one => one.column) }
  return found.length > 0 ? [{ code: 'all_different', facts }] : []
}

type NumberedColumn = ColumnFigures & { readonly column: number }

const columnsWhere = (figures: FileFigures, is: (column: ColumnFigures) => boolean): NumberedColumn[] =>
  figures.columns.flatMap((one, column) => (is(one) ? [{ ...one, column }] : []))

const sum = (columns: readonly NumberedColumn[], of: (column: NumberedColumn) => number): number =>
  columns.reduce((total, one) => total + of(one), 0)

/** The cohort asks already, and the file has something else instead: often the same under another heading. */
function otherQuestions({ mapping, asked }: Checked): Warning[] {
  const columns = mapping.columns.flatMap(target => (target.goes === 'question' ? [target] : []))
  const added = columns.filter(one => !asked.some(question => question.key === one.key))
  const silent = asked.filter(
    question => importedKinds.some(kind => kind === question.kind) && !columns.some(one => one.key === question.key),
  )
  if (added.length === 0 || silent.length === 0) return []
  const labels = (of: readonly { readonly label: string }[]): string[] => of.slice(0, 5).map(one => one.label)
  return [{ code: 'other_questions', facts: { count: added.length, added: labels(added), silent: labels(silent) } }]
}
