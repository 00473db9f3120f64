/**
 * Real people, where their answers are at hand: survey populations that wait in a folder as `people.csv` with `reference_optimum.json`,
 * the greatest number of skills that mentees want and their mentors have, as another solver has found it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cellsOf } from '../playground/table.ts'
import type { Candidate, Problem, Trait } from '../problem.ts'

/** The folder of a population, null where it is not: below `CAIRN_REAL_DATA`, else below `shared/data` beside the checkout. */
export function surveyFolder(name: string): string | null {
  const root = process.env.CAIRN_REAL_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
  return existsSync(`${root}/${name}/people.csv`) ? `${root}/${name}` : null
}

/** How many people there are, and the total that is known to be the best. */
export function surveyReference(folder: string): { people: number; total: number } {
  const { mentees, mentors, optima } = JSON.parse(readFileSync(`${folder}/reference_optimum.json`, 'utf8')) as {
    mentees: number
    mentors: number
    optima: { rule: string; maximum_total: number }[]
  }
  return { people: mentees + mentors, total: optima.find(({ rule }) => rule === 'none')?.maximum_total ?? -1 }
}

export function surveyed(folder: string): Problem {
  const [head = [], ...rows] = cellsOf(readFileSync(`${folder}/people.csv`, 'utf8'))
  const cell = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? ''
  const choices = (text: string): Trait => ({ kind: 'choices', choices: text === '' ? [] : text.split(';') })
  const candidate = (row: readonly string[]): Candidate => ({
    id: cell(row, 'person_id'),
    capacity: cell(row, 'role') === 'mentor' ? Number(cell(row, 'mentee_capacity')) : 1,
    traits: { wanted: choices(cell(row, 'skills_wanted')), offered: choices(cell(row, 'skills_offered')) },
  })
  return {
    seed: 'bench',
    mentees: rows.filter(row => cell(row, 'role') === 'mentee').map(candidate),
    mentors: rows.filter(row => cell(row, 'role') === 'mentor').map(candidate),
    criteria: [{ id: 'skills', kind: 'count', mentee: 'wanted', mentor: 'offered', pointsPerItem: 1 }],
    requirements: [],
  }
}
