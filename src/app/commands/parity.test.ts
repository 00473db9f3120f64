import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { solve } from '../../../matching-engine/index.ts'
import { cohortForSystem } from '../../cohort/queries.ts'
import { aSolvedRound } from '../../matching/cast.ts'
import { changeCriteria, readCriteria } from '../../matching/contract/criteria.ts'
import { latestArrangementForSystem } from '../../matching/queries/arrangement.ts'
import { askedFor } from '../../matching/queries/criteria.ts'
import { problemOfForSystem } from '../../matching/queries/round.ts'
import { objectives } from '../../matching/rules/first.ts'
import { canonical } from '../../matching/rules/problem.ts'
import { admit } from '../../participant/commands.ts'
import { addPerson } from '../../person/commands/person.ts'
import { askQuestions, saveResponse } from '../../questionnaire/commands.ts'
import { aWorld } from '../cast.ts'
import { inputOf } from './match.ts'
import { questionsOf } from './matching/people-file.ts'

const world = await aWorld()
const { halden, fjord } = world
const example = (name: string) => readFile(fileURLToPath(new URL(`../../../examples/match/${name}`, import.meta.url)))

test('the command line and the product ask the engine the very same, and get the same', async () => {
  const input = await inputOf(await example('people.csv'), 'people.csv', await example('program.yaml'), 'program.yaml')
  const { program, people } = input
  await world.as(halden.organizationId, async ctx => {
    const cohort = await cohortForSystem(ctx, halden.cohortId)
    const version = await askQuestions(ctx, cohort.id, askedFor, questionsOf(program))
    const persons = new Map<string, string>()
    for (const { stableId, role, capacity, answers } of people.entrants) {
      const personId = persons.get(stableId) ?? (await addPerson(ctx, { name: null, email: null, externalId: stableId })).id
      persons.set(stableId, personId)
      const response = await saveResponse(ctx, { version, personId, answers, source: 'import' })
      await admit(ctx, { cohort, personId, role, capacity, responseId: response.id })
    }
  })
  const cohort = { cohortId: halden.cohortId }
  const { version } = await halden.ingrid.call(readCriteria, cohort)
  const { criteria, requirements = [], first = 'matched' } = program
  await halden.ingrid.call(changeCriteria, { ...cohort, criteria, requirements, first }, { ifMatch: version })
  const round = await aSolvedRound(world, halden)

  const [asked, arrangement] = await world.as(halden.organizationId, async ctx => [
    await problemOfForSystem(ctx, round.id),
    await latestArrangementForSystem(ctx, round.id),
  ])

  // the seed alone is the program's own; everything else is the same to the letter
  expect(canonical({ ...asked, seed: program.seed })).toBe(canonical(input.problem))
  const { result } = await solve(input.problem, objectives[first])
  expect([arrangement?.total, arrangement?.matched]).toEqual([result.total, result.matched])
  expect((await fjord.ingrid.call(readCriteria, { cohortId: fjord.cohortId })).proposed).toBe(true)
  expect(world.bugs).toEqual([])
})
