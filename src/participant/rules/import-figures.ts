/**
 * What a dry run counts about a file as a whole, beside the sums: what only shows when rows are taken together. Numbers alone are kept,
 * whatever the file holds: of every column at most a thousand answers are compared, by a number that stands for their words.
 */
import { plainWords } from '../../kit/csv/words.ts'
import type { Answer } from '../../questionnaire/contract.ts'
import type { Mapping } from '../contract/import-file.ts'
import type { Role } from '../contract.ts'
import { foldedId } from './import-ids.ts'
import type { Plan } from './import-plan.ts'
import type { ImportedRow, Problem } from './import-rows.ts'

export interface ColumnFigures {
  /** Cells with something in them, of rows that come in. */
  readonly filled: number
  /** Of these, those that cannot be read, or not whole. */
  readonly gaps: number
  /** Choices that were said, each on its own, until a thousand of them were compared. */
  readonly said: number
  readonly different: number
}

export interface FileFigures {
  readonly columns: readonly ColumnFigures[]
  /** Rows that stay outside, by why. */
  readonly leftOut: ReadonlyMap<string, number>
  /** New people whose name, or nearly whose id, somebody has who is here already. */
  readonly alike: number
  readonly addedRoles: Readonly<Record<Role, number>>
  /** Rows of mentors that name a capacity, and those that name none but 0. */
  readonly capacities: { readonly said: number; readonly zero: number }
}

const compared = 1000

/** A row that comes in, or whatever is wrong with one that does not. */
export interface CountedRow {
  readonly cells: readonly string[] | null
  readonly row: ImportedRow | null
  readonly plan: Plan | null
  readonly problems: readonly Problem[]
}

/** What everybody in the cohort is called, as `plainWords`, and their ids as `foldedId`. */
interface Here {
  readonly names: ReadonlySet<string>
  readonly ids: ReadonlySet<string>
}

export function figureCounter(mapping: Mapping, here: Here) {
  const columns = mapping.columns.map(() => ({ filled: 0, gaps: 0, said: 0, different: new Set<number>() }))
  const leftOut = new Map<string, number>()
  const addedRoles = { mentor: 0, mentee: 0 }
  const capacities = { said: 0, zero: 0 }
  let alike = 0

  function countColumns(cells: readonly string[], row: ImportedRow, problems: readonly Problem[]): void {
    const gaps = new Set(problems.filter(problem => problem.effect === 'gap').map(problem => problem.column))
    for (const [n, column] of columns.entries()) {
      if ((cells[n] ?? '').trim() === '') continue
      column.filled += 1
      if (gaps.has(n)) column.gaps += 1
      const target = mapping.columns[n]
      if (target?.goes !== 'question') continue
      for (const choice of choicesIn(row.answers[target.key])) {
        if (column.said >= compared) break
        column.said += 1
        column.different.add(numberFor(choice))
      }
    }
  }

  return {
    count({ cells, row, plan, problems }: CountedRow): void {
      if (!row || !plan || plan.kind === 'left-out') {
        const why = problems.find(problem => problem.effect === 'left-out')?.code
        if (why !== undefined) leftOut.set(why, (leftOut.get(why) ?? 0) + 1)
        return
      }
      if (cells) countColumns(cells, row, problems)
      for (const { role } of plan.addRoles) addedRoles[role] += 1
      if (plan.kind === 'added' && isAlike(row, here)) alike += 1
      if (row.roles.includes('mentor') && row.capacity !== null) {
        capacities.said += 1
        if (row.capacity === 0) capacities.zero += 1
      }
    },
    figures: (): FileFigures => ({
      columns: columns.map(({ different, ...column }) => ({ ...column, different: different.size })),
      leftOut,
      alike,
      addedRoles,
      capacities,
    }),
  }
}

const isAlike = ({ name, externalId }: ImportedRow, { names, ids }: Here): boolean =>
  (name !== null && names.has(plainWords(name))) || ids.has(foldedId(externalId))

function choicesIn(answer: Answer | undefined): readonly string[] {
  if (answer?.kind === 'choices') return answer.choices
  return answer?.kind === 'choice' ? [answer.choice] : []
}

/** FNV-1a, 32 bits: among a thousand words two share a number once in ten thousand files, which a share of nine tenths does not notice. */
function numberFor(words: string): number {
  let hash = 0x811c9dc5
  for (let n = 0; n < words.length; n += 1) hash = Math.imul(hash ^ words.charCodeAt(n), 0x01000193)
  return hash
}
