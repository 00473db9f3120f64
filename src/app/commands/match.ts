/** `cairn match people.csv --program program.yaml --out folder`: the proven best arrangement of a file of people, without a server. */
import { createHash } from 'node:crypto'
import { basename, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Objective, type Problem, Refusal, type Result, solve } from '../../../matching-engine/index.ts'
import { writeTable } from '../../kit/csv/write-table.ts'
import { english, sayIn } from '../../kit/texts/texts.ts'
import { conflict, conflictTold, namesOfRequirements } from '../../matching/rules/conflict.ts'
import { canBeMade, objectiveFor, type Purpose } from '../../matching/rules/first.ts'
import { fitFaults } from '../../matching/rules/fit.ts'
import { sizesTold } from '../../matching/rules/groups.ts'
import { canonical, problemOf, usualSeed } from '../../matching/rules/problem.ts'
import matchingTexts from '../../matching/texts/en.json' with { type: 'json' }
import groupTexts from '../../matching/texts/groups.en.json' with { type: 'json' }
import { folderMade, inputAt, write } from './files.ts'
import { usageOf } from './help.ts'
import { peopleIn, questionsOf } from './matching/people-file.ts'
import { at } from './matching/program-faults.ts'
import { programIn } from './matching/program-file.ts'
import { type CertificateFile, type MatchInput, reportOf } from './matching/report.ts'
import { Unusable } from './unusable.ts'

const programMegabytes = 1
const usage = usageOf('match')
const say = sayIn(matchingTexts, english)
const sayOfGroups = sayIn(groupTexts, english)
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** The arrangement lies in the folder; 0, or 2 when the input cannot be used, with what to mend. */
export async function matchCommand(args: readonly string[]): Promise<number> {
  try {
    const { peoplePath, programPath, folder } = argumentsOf(args)
    const [peopleBytes, programBytes] = [await inputAt(peoplePath), await inputAt(programPath, programMegabytes)]
    const input = await inputOf(peopleBytes, basename(peoplePath), programBytes, basename(programPath))
    // before the work, which would be lost otherwise
    await folderMade(folder)
    const solution = await solved(input)
    const { result } = solution
    const inputs = {
      people: { path: relative(folder, peoplePath), sha256: sha256(peopleBytes) },
      program: { path: relative(folder, programPath), sha256: sha256(programBytes) },
    }
    const outputs = {
      'pairs.csv': await pairsTable(result),
      'unmatched.csv': await unmatchedTable(result, input.problem),
      'report.html': reportOf({ ...input, questions: questionsOf(input.program), solution, inputs }),
    }
    const certificate: CertificateFile = {
      ...inputs,
      problemSha256: sha256(canonical(input.problem)),
      outputs: {
        'pairs.csv': { sha256: sha256(outputs['pairs.csv']) },
        'unmatched.csv': { sha256: sha256(outputs['unmatched.csv']) },
        'report.html': { sha256: sha256(outputs['report.html']) },
      },
      result,
    }
    for (const [name, text] of Object.entries(outputs)) await write(folder, name, text)
    await write(folder, 'certificate.json', `${JSON.stringify(certificate, null, 2)}\n`)
    tell(input, result, folder)
    return 0
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    for (const sentence of error.sentences) console.error(sentence)
    return 2
  }
}

function argumentsOf(args: readonly string[]): { readonly peoplePath: string; readonly programPath: string; readonly folder: string } {
  const { values, positionals } = parsed(args)
  const [people, ...more] = positionals
  if (!people || more.length > 0 || !values.program || !values.out) throw new Unusable(usage)
  return { peoplePath: resolve(people), programPath: resolve(values.program), folder: resolve(values.out) }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { program: { type: 'string' }, out: { type: 'string' } } })
  } catch (error) {
    throw new Unusable(error instanceof Error ? error.message : String(error), usage)
  }
}

/** The engine's input from both files, the same that the product would make of them. */
export async function inputOf(
  peopleBytes: Uint8Array,
  peopleName: string,
  programBytes: Uint8Array,
  programName: string,
): Promise<MatchInput> {
  const { program, text } = programIn(new TextDecoder().decode(programBytes), programName)
  const questions = questionsOf(program)
  const lookedFor = { criteria: program.criteria, requirements: program.requirements ?? [] }
  const faults = fitFaults(lookedFor, questions)
  if (faults.length > 0)
    throw new Unusable(
      ...faults.map(({ path, code, facts }) => at(text, path.split('.'), `{place}: ${say(`fault.${code}` as 'fault.named_twice', facts)}`)),
    )
  const purpose = purposeOf(program)
  const { groups } = purpose
  if (groups && (purpose.first !== 'matched' || (program.mentors?.most ?? 1) > 1 || groups.smallest > groups.largest))
    throw new Unusable(at(text, ['groups'], `{place}: ${sayOfGroups('file.groupsFault')}`))
  const people = await peopleIn(peopleBytes, peopleName, program)
  const problem = problemOf({
    ...lookedFor,
    questions,
    // whoever has a place may lead a group, as large as groups are
    entrants: people.entrants.map(one =>
      groups && one.role === 'mentor' && one.capacity > 0 ? { ...one, capacity: groups.largest } : one,
    ),
    locks: [],
    exclusions: [],
    seed: program.seed ?? usualSeed,
    week: '1970-01-05',
  })
  for (const side of ['mentees', 'mentors'] as const)
    if (problem[side].length === 0)
      throw new Unusable(
        `${peopleName} holds no ${side}. Are the words under roles in ${programName} those of the column “${program.roles.column}”?`,
      )
  const possible = canBeMade(purpose, { mentees: problem.mentees.length, mentors: problem.mentors.length })
  if (groups && possible !== true) throw new Unusable(say(`refusal.${possible.code}` as 'refusal.no_criteria', possible.facts))
  return { program, people, problem }
}

/** What the program is for, whether it says so or not. */
export const purposeOf = ({ first = 'matched', groups }: MatchInput['program']): Purpose => ({
  first,
  groups: groups ? { ...groups, coMentors: groups.coMentors ?? 0 } : null,
})

export const objectiveOf = ({ program, problem }: Pick<MatchInput, 'program' | 'problem'>): Objective =>
  objectiveFor(purposeOf(program), problem)

async function solved({ program, problem, people }: MatchInput) {
  try {
    return await solve(problem, objectiveOf({ program, problem }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const read = conflict.safeParse(error.facts['conflict'])
    if (read.success) {
      const name = (id: string) => people.names.get(id) ?? id
      const told = conflictTold(read.data, {
        mentee: name,
        mentor: name,
        requirement: namesOfRequirements(program.requirements ?? [], questionsOf(program)),
      })
      throw new Unusable(say(`refusal.${told.code}` as 'refusal.locked_to_self', told.facts))
    }
    if (error.code === 'impossible-sizes') {
      const told = sizesTold(error.facts, { mentor: id => people.names.get(id) ?? id })
      throw new Unusable(say(`refusal.${told.code}` as 'refusal.groups_impossible', told.facts))
    }
    if (error.code === 'too-many-points')
      throw new Unusable(`A pair would have more than 10,000 points. Lower pointsPerItem in the program.`)
    throw new Unusable(`The engine cannot use this input: ${error.message}`)
  }
}

export const pairsTable = (result: Result): Promise<string> =>
  textOf(
    ['mentee_id', 'mentor_id', 'points'],
    result.pairs.map(({ mentee, mentor, points }) => [mentee, mentor, String(points)]),
  )

/** Everybody without somebody: mentees with the reason, mentors with the places that stayed free. */
export function unmatchedTable(result: Result, problem: Problem): Promise<string> {
  const taken = new Set(result.pairs.map(({ mentor }) => mentor))
  const joins = new Set((result.groups ?? []).flatMap(({ mentors }) => mentors.slice(1)))
  const free = new Map(result.freePlaces.map(({ mentor, places }) => [mentor, places]))
  return textOf(
    ['role', 'id', 'why', 'places_free'],
    [
      ...result.unmatched.map(({ mentee, why }) => ['mentee', mentee, why, '']),
      ...problem.mentors
        .filter(({ id }) => !taken.has(id))
        .map(({ id }) => [
          'mentor',
          id,
          joins.has(id) ? 'joins' : (free.get(id) ?? 0) > 0 ? 'not-needed' : 'takes-nobody',
          String(free.get(id) ?? 0),
        ]),
    ],
  )
}

async function textOf(columns: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  let text = ''
  for await (const piece of writeTable(columns, rows, { byteOrderMark: false })) text += piece
  return text
}

function tell({ people, problem }: MatchInput, result: Result, folder: string): void {
  const places = problem.mentors.reduce((sum, { capacity = 1 }) => sum + capacity, 0)
  const tooFew = problem.mentees.length - places
  for (const remark of people.remarks.slice(0, remarksShown)) console.error(remark)
  if (people.remarks.length > remarksShown) console.error(say('file.moreRemarks', { count: people.remarks.length - remarksShown }))
  const lines = [
    say('file.rows', { count: people.rows }),
    say('file.mentees', { count: problem.mentees.length }),
    say('file.mentors', { count: problem.mentors.length }),
    say('file.places', { count: places }),
    ...(people.leftOut > 0 ? [say('file.leftOut', { count: people.leftOut })] : []),
    ...(tooFew > 0 ? [say('file.tooFew', { count: tooFew })] : []),
    ...(result.groups ? [sayOfGroups('file.groups', { count: result.groups.length })] : []),
    say('file.pairs', { count: result.pairs.length }),
    ...(result.unmatched.length > 0 ? [say('file.unmatched', { count: result.unmatched.length })] : []),
    // a number for programs too, so without separators
    say('file.total', { total: String(result.total) }),
    say('file.written', { folder: relative(process.cwd(), folder) || '.' }),
  ]
  console.log(lines.join('\n'))
}

const remarksShown = 10
