/**
 * Real people are matched to the published totals, through the command line and through the product alike: the same file goes in by both
 * doors. Beside them stand the totals under `first: matched`, and how near the engine comes to the mentors that organizers chose.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { stringify as toYaml } from 'yaml'
import { solve } from '../../matching-engine/index.ts'
import { aWorld } from '../../src/app/cast.ts'
import { matchCommand } from '../../src/app/commands/match.ts'
import type { CertificateFile } from '../../src/app/commands/matching/report.ts'
import { verifyCommand } from '../../src/app/commands/verify.ts'
import { createCohort } from '../../src/cohort/commands.ts'
import { type Criterion, changeCriteria, type First, type Requirement, readCriteria } from '../../src/matching/contract/criteria.ts'
import { readRound, startRound } from '../../src/matching/contract/round.ts'
import { latestArrangementForSystem } from '../../src/matching/queries/arrangement.ts'
import { problemOf } from '../../src/matching/rules/problem.ts'
import { sendFile } from '../../src/participant/cast.ts'
import * as imports from '../../src/participant/contract/imports.ts'
import type { Question } from '../../src/questionnaire/contract.ts'
import { realData } from './folder.ts'

const world = await aWorld()
const { halden } = world
const { ingrid } = halden
const folder = mkdtempSync(join(tmpdir(), 'cairn-real-match-'))
afterAll(() => rmSync(folder, { recursive: true }))

const criteria: Criterion[] = [{ id: 'skills', kind: 'count', mentee: 'skills_wanted', mentor: 'skills_offered', pointsPerItem: 1 }]
/** The reference compares lists of official languages as they are written, so they are taken as lists. */
const languageAndYears: Requirement[] = [
  { id: 'language', kind: 'shares', mentee: 'country_languages', mentor: 'country_languages' },
  { id: 'ahead', kind: 'atLeastMore', mentee: 'experience_years_min', mentor: 'experience_years_min', by: 8 },
]
const rules = { none: [], 'language and years': languageAndYears } as const

const totals = [
  ['people-workplace', 'none', 177],
  ['people-workplace', 'language and years', 114],
  ['people-mid', 'none', 5033],
  ['people-mid', 'language and years', 3926],
] as const

const programFor = (requirements: readonly Requirement[], first: First) =>
  toYaml({
    id: 'person_id',
    roles: { column: 'role', mentee: ['mentee'], mentor: ['mentor'] },
    capacity: { column: 'mentee_capacity', default: 1 },
    questions: [
      { key: 'skills_wanted', column: 'skills_wanted', kind: 'choices' },
      { key: 'skills_offered', column: 'skills_offered', kind: 'choices' },
      { key: 'country_languages', column: 'country_languages', kind: 'choices' },
      { key: 'experience_years_min', column: 'experience_years_min', kind: 'number' },
    ],
    requirements,
    criteria,
    first,
  })

async function byCommand(set: string, requirements: readonly Requirement[], first: First): Promise<CertificateFile['result']> {
  const out = join(folder, `${set}-${requirements.length}-${first}`)
  const program = `${out}.yaml`
  writeFileSync(program, programFor(requirements, first))
  const quiet = [
    vi.spyOn(console, 'log').mockImplementation(() => undefined),
    vi.spyOn(console, 'error').mockImplementation(() => undefined),
  ]
  const codes = [await matchCommand([`${realData(set)}/people.csv`, '--program', program, '--out', out]), await verifyCommand([out])]
  for (const one of quiet) one.mockRestore()
  expect(codes).toEqual([0, 0])
  return (JSON.parse(readFileSync(join(out, 'certificate.json'), 'utf8')) as CertificateFile).result
}

describe('through the command line', () => {
  test.each(totals)('%s, %s: %i', { timeout: 300_000 }, async (set, rule, total) => {
    const best = await byCommand(set, rules[rule], 'total')
    const most = await byCommand(set, rules[rule], 'matched')
    console.log(
      `${set}, ${rule}: total ${best.total} with ${best.matched} matched; matched first: total ${most.total} with ${most.matched} matched`,
    )
    expect(best.total).toBe(total)
  })
})

describe('through the product', () => {
  test.each(['people-workplace', 'people-mid'] as const)(
    '%s comes in by its own file and reaches the same totals',
    { timeout: 300_000 },
    async set => {
      const lines = readFileSync(`${realData(set)}/people.csv`, 'utf8').split('\n')
      // those who are both are left out, as in the reference
      const file = lines.filter((line, at) => at === 0 || /^[^,]+,(mentee|mentor),/.test(line)).join('\n')
      const cohortId = await world.as(
        halden.organizationId,
        async ctx => (await createCohort(ctx, { programId: halden.programId, name: set, startsOn: '2027-03-01', endsOn: '2027-08-31' })).id,
      )
      const sent = await sendFile(world.app.fetch, { cohortId }, ingrid, file, `${set}.csv`)
      const columns = sent.mapping.columns.map(column =>
        column.goes === 'question' && column.key === 'country_languages'
          ? { ...column, kind: 'choices' as const, separator: ';' as const }
          : column,
      )
      await ingrid.call(imports.mapImport, { importId: sent.id, ...sent.mapping, columns }, { ifMatch: sent.version })
      await world.settle()
      const checked = await ingrid.call(imports.readImport, { importId: sent.id })
      await ingrid.call(imports.confirmImport, { importId: sent.id, run: checked.run }, { ifMatch: checked.version })
      await world.settle()
      for (const [, rule, total] of totals.filter(([one]) => one === set)) {
        const { version } = await ingrid.call(readCriteria, { cohortId })
        await ingrid.call(changeCriteria, { cohortId, criteria, requirements: [...rules[rule]], first: 'total' }, { ifMatch: version })
        const started = await ingrid.call(startRound, { cohortId })
        await world.settle()
        const round = await ingrid.call(readRound, { roundId: started.id })
        const arrangement = await world.as(halden.organizationId, ctx => latestArrangementForSystem(ctx, round.id))
        console.log(`${set}, ${rule}, through the product: total ${arrangement?.total} with ${arrangement?.matched} matched`)
        expect(arrangement?.total).toBe(total)
        await world.database.ownerPool.query("update match_round set state = 'discarded' where id = $1", [round.id])
      }
      expect(world.bugs).toEqual([])
    },
  )
})

describe('Open Seeds, cohorts 3 to 5', () => {
  const rowsOf = (name: string): Record<string, string>[] =>
    parse(readFileSync(`${realData('program-open-seeds')}/${name}`), { columns: true })
  const listed = (cell: string | undefined): string[] => [
    ...new Set(
      (cell ?? '')
        .split(';')
        .map(one => one.trim().toLowerCase())
        .filter(one => one !== ''),
    ),
  ]
  const reference = JSON.parse(readFileSync(`${realData('program-open-seeds')}/reference_match.json`, 'utf8')) as {
    by_cohort: Record<string, { mean_percentile_of_the_actual_mentor: number }>
    all: { mean_percentile: number }
  }
  const choices = (key: string): Question => ({ kind: 'choices', key, label: key, audience: 'coordinators', options: [], open: true })

  test('how near a match per project comes to the mentor that the organizers chose', async () => {
    const all: number[] = []
    for (const cohort of ['3', '4', '5']) {
      const mentors = rowsOf('people.csv').filter(
        row => row['cohort'] === cohort && ['mentor', 'both'].includes(row['role'] ?? '') && listed(row['skills_offered']).length > 0,
      )
      const projects = rowsOf('projects.csv').filter(row => row['cohort'] === cohort && listed(row['keywords']).length > 0)
      const entrant = (id: string | undefined, role: 'mentor' | 'mentee', key: string, cell: string | undefined, capacity: number) => ({
        stableId: id ?? '',
        human: id ?? '',
        role,
        capacity,
        answers: { [key]: { kind: 'choices' as const, choices: listed(cell) } },
      })
      const problem = problemOf({
        entrants: [
          ...projects.map(row => entrant(row['project_id'], 'mentee', 'keywords', row['keywords'], 1)),
          ...mentors.map(row => entrant(row['person_id'], 'mentor', 'skills', row['skills_offered'], Number(row['mentee_capacity'] || 1))),
        ],
        questions: [choices('keywords'), choices('skills')],
        criteria: [{ id: 'skills', kind: 'set', mode: 'complementary', mentee: 'keywords', mentor: 'skills', weightPoints: 1 }],
        requirements: [],
        locks: [],
        exclusions: [],
        seed: 'open seeds',
        week: '2027-01-04',
      })
      const solution = await solve(problem)
      const percentiles = projects.flatMap(project => {
        const points = new Map(
          mentors.map(mentor => [
            mentor['person_id'] ?? '',
            solution.explain(project['project_id'] ?? '', mentor['person_id'] ?? '').points ?? 0,
          ]),
        )
        return listed(project['mentor_ids']).flatMap(chosen => {
          const own = points.get(chosen)
          if (own === undefined) return []
          const others = [...points].filter(([id]) => id !== chosen).map(([, one]) => one)
          // those who are as good count half
          return [others.reduce((sum, one) => sum + (one < own ? 1 : one === own ? 0.5 : 0), 0) / others.length]
        })
      })
      const same = solution.result.pairs.filter(pair =>
        listed(projects.find(row => row['project_id'] === pair.mentee)?.['mentor_ids']).includes(pair.mentor),
      ).length
      all.push(...percentiles)
      console.log(
        `cohort ${cohort}: ${projects.length} projects, ${mentors.length} mentors, ${percentiles.length} choices: mean percentile ${mean(percentiles).toFixed(3)}, reference ${reference.by_cohort[cohort]?.mean_percentile_of_the_actual_mentor}; ${same} of ${solution.result.pairs.length} projects get the very mentor`,
      )
    }
    console.log(
      `all: ${all.length} choices, mean percentile ${mean(all).toFixed(3)}, reference ${reference.all.mean_percentile}, chance 0.5`,
    )
    expect(all.length).toBeGreaterThan(80)
    expect(mean(all)).toBeGreaterThan(0.5)
  })
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
})
