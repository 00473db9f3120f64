/**
 * The engine against published figures: survey populations, OR-Library assignment, conference bids, student projects.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { type Candidate, type Problem, type Requirement, solve, type Trait, verify } from '../../matching-engine/index.ts'
import { realData } from './folder.ts'

const text = (...path: string[]): string => readFileSync(realData(join(...path)), 'utf8')
const rowsOf = (...path: string[]): Record<string, string>[] => parse(text(...path), { columns: true })
const listed = (cell: string | undefined): string[] => (cell ? cell.split(';') : [])
const choices = (cell: string | undefined): Trait => ({ kind: 'choices', choices: listed(cell) })

function surveyProblem(set: string, requirements: readonly Requirement[]): Problem {
  const candidate = (row: Record<string, string>): Candidate => ({
    id: row['person_id'] ?? '',
    capacity: row['role'] === 'mentor' ? Number(row['mentee_capacity']) : 1,
    traits: {
      wanted: choices(row['skills_wanted']),
      offered: choices(row['skills_offered']),
      languages: choices(row['country_languages']),
      ...(row['experience_years_min'] ? { years: { kind: 'number', number: Number(row['experience_years_min']) } } : {}),
    },
  })
  const people = rowsOf(set, 'people.csv')
  return {
    seed: 'real data',
    mentees: people.filter(({ role }) => role === 'mentee').map(candidate),
    mentors: people.filter(({ role }) => role === 'mentor').map(candidate),
    criteria: [{ id: 'skills', kind: 'count', mentee: 'wanted', mentor: 'offered', pointsPerItem: 1 }],
    requirements,
  }
}

const languageAndYears: readonly Requirement[] = [
  { id: 'language', kind: 'shares', mentee: 'languages', mentor: 'languages' },
  { id: 'experience', kind: 'atLeastMore', by: 8, mentee: 'years', mentor: 'years' },
]

describe('survey populations', () => {
  for (const set of ['people-workplace', 'people-mid', 'people-large'])
    test(`${set} reaches every total of its reference`, { timeout: 1_800_000 }, async () => {
      const { optima } = JSON.parse(text(set, 'reference_optimum.json')) as { optima: { rule: string; maximum_total: number }[] }
      for (const { rule, maximum_total } of optima) {
        const problem = surveyProblem(set, rule === 'none' ? [] : languageAndYears)
        const started = performance.now()
        const { result } = await solve(problem, { kind: 'optimal', first: 'total' })
        const took = performance.now() - started
        const most = await solve(problem, { kind: 'optimal', first: 'matched' })
        console.log(
          `${set}: total ${result.total} (${result.matched} matched) in ${took.toFixed(0)} ms; matched first: ${most.result.matched} matched, total ${most.result.total}`,
        )
        expect(result.total).toBe(maximum_total)
        expect(verify(problem, result)).toEqual({ valid: true })
      }
    })
})

describe('OR-Library assignment', () => {
  for (const { file = '', published_optimum } of rowsOf('assignment', 'optima.csv'))
    test(`${file} reaches the published optimum`, { timeout: 600_000 }, async () => {
      const [size = 0, ...numbers] = text('assignment', file).trim().split(/\s+/).map(Number)
      const most = 100
      const ratings = Array.from({ length: size }, (): Record<string, number> => ({}))
      const allow = (i: number, j: number, cost: number): void => void Object.assign(ratings[i] ?? {}, { [`b${j}`]: most - cost })
      if (file.startsWith('assignp'))
        for (let at = 0; at < numbers.length; at += 3) allow((numbers[at] ?? 0) - 1, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0)
      else for (const [at, cost] of numbers.entries()) allow(Math.floor(at / size), (at % size) + 1, cost)
      const problem: Problem = {
        seed: 'or-library',
        mentees: ratings.map((row, i) => ({ id: `a${i + 1}`, traits: { gain: { kind: 'ratings', ratings: row } } })),
        mentors: Array.from({ length: size }, (_, j) => ({ id: `b${j + 1}`, traits: {} })),
        criteria: [{ id: 'gain', kind: 'rating', by: 'mentee', mentee: 'gain', mentor: '', pointsPerStep: 1 }],
        requirements: [{ id: 'listed', kind: 'listed', by: 'mentee', mentee: 'gain', mentor: '' }],
      }
      const { result } = await solve(problem)
      expect([result.matched, size * most - result.total]).toEqual([size, Number(published_optimum)])
      expect(verify(problem, result)).toEqual({ valid: true })
    })
})

describe('conference bids', () => {
  type Bids = {
    file: string
    optima: {
      reviewers_per_paper_at_most: number
      papers_per_reviewer_at_most: number
      weights: Record<string, number>
      maximum_total_weight: number
    }[]
  }
  for (const { file, optima } of JSON.parse(text('preferences', 'bids', 'expected.json')) as Bids[])
    test(`${file} reaches the expected weight for every capacity`, { timeout: 600_000 }, async () => {
      const bids = rowsOf('preferences', 'bids', file)
      const papers = [...new Set(bids.map(({ paper }) => paper ?? ''))]
      for (const { reviewers_per_paper_at_most, papers_per_reviewer_at_most, weights, maximum_total_weight } of optima) {
        const ratings = new Map(papers.map((paper): [string, Record<string, number>] => [paper, {}]))
        for (const { reviewer = '', paper = '', bid = '' } of bids)
          Object.assign(ratings.get(paper) ?? {}, { [reviewer]: weights[bid] ?? 0 })
        const problem: Problem = {
          seed: 'bids',
          mentees: papers.map(id => ({
            id,
            person: `paper ${id}`,
            capacity: reviewers_per_paper_at_most,
            traits: { bids: { kind: 'ratings', ratings: ratings.get(id) ?? {} } },
          })),
          mentors: [...new Set(bids.map(({ reviewer }) => reviewer ?? ''))].map(id => ({
            id,
            capacity: papers_per_reviewer_at_most,
            traits: {},
          })),
          criteria: [{ id: 'bid', kind: 'rating', by: 'mentee', mentee: 'bids', mentor: '', pointsPerStep: 1 }],
          requirements: [{ id: 'bid for', kind: 'listed', by: 'mentee', mentee: 'bids', mentor: '' }],
        }
        const { result } = await solve(problem, { kind: 'optimal', first: 'total' })
        expect(result.total).toBe(maximum_total_weight)
        expect(verify(problem, result)).toEqual({ valid: true })
      }
    })
})

type Profile = { size: number; profile: number[]; sum_of_ranks: number }
type Projects = { file: string; longest_list: number; greedy_maximum: Profile; generous_maximum: Profile; minimum_cost_maximum: Profile }

describe('student projects', () => {
  const kinds = {
    minimum_cost_maximum: { kind: 'optimal' },
    greedy_maximum: { kind: 'fairest', by: 'rankMaximal', bandPoints: 1000 },
    generous_maximum: { kind: 'fairest', by: 'leximin', bandPoints: 1000 },
  } as const
  for (const expected of JSON.parse(text('preferences', 'student-projects', 'expected.json')) as Projects[])
    for (const kind of ['minimum_cost_maximum', 'greedy_maximum', 'generous_maximum'] as const)
      test(`${expected.file}: ${kind.replaceAll('_', ' ')}`, async () => {
        const students = rowsOf('preferences', 'student-projects', expected.file)
        const projects = [...new Set(students.flatMap(({ ranked_projects }) => listed(ranked_projects)))]
        const problem: Problem = {
          seed: 'projects',
          mentees: students.map(({ student = '', ranked_projects }) => ({
            id: student,
            traits: { wishes: { kind: 'ranks', ranks: listed(ranked_projects).map(project => [project]) } },
          })),
          mentors: projects.map(id => ({ id, traits: {} })),
          // ten places: every rank further down costs 1,000 points
          criteria: [{ id: 'wish', kind: 'rank', by: 'mentee', places: 10, mentee: 'wishes', mentor: '', weightPoints: 1 }],
          requirements: [{ id: 'on the list', kind: 'listed', by: 'mentee', mentee: 'wishes', mentor: '' }],
        }
        const { result } = await solve(problem, kinds[kind])
        const ranks = result.pairs.map(({ points }) => 11 - points / 1000)
        const { size, profile, sum_of_ranks } = expected[kind]
        expect(expected.longest_list).toBeLessThanOrEqual(10)
        expect([ranks.length, ranks.reduce((a, b) => a + b, 0)]).toEqual([size, sum_of_ranks])
        if (kind !== 'minimum_cost_maximum') expect(profile.map((_, at) => ranks.filter(rank => rank === at + 1).length)).toEqual(profile)
        expect(verify(problem, result)).toEqual({ valid: true })
      })
})
