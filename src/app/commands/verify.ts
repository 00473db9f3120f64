/** `cairn verify folder`: reads the inputs again, makes the problem anew, and checks the proof by the verifier that shares no code with the solver. */
import { basename, resolve } from 'node:path'
import * as z from 'zod/mini'
import { type Result, verify } from '../../../matching-engine/index.ts'
import type { First } from '../../matching/contract/criteria.ts'
import { firstIn } from '../../matching/rules/first.ts'
import { canonical } from '../../matching/rules/problem.ts'
import { inputAt } from './files.ts'
import { usageOf } from './help.ts'
import { inputOf, objectiveOf, pairsTable, sha256, unmatchedTable } from './match.ts'
import { Unusable } from './unusable.ts'

const file = z.object({ path: z.string(), sha256: z.string() })
const whole = z.int()
const prices = { mentees: z.array(z.number()), mentors: z.array(z.number()) }
/** What the worst served are proven by, one after the other. */
const goal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('matched') }),
  z.object({ kind: z.literal('matched-above'), points: whole }),
  z.object({ kind: z.literal('at-least'), points: whole }),
  z.object({ kind: z.literal('total') }),
])
/** Its shape is checked before its truth: the verifier may then read it without fear. */
const result = z.object({
  engine: z.string(),
  seed: z.string(),
  objective: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('optimal'), first: z.enum(['matched', 'total']) }),
    z.object({ kind: z.literal('fairest'), by: z.literal('worst') }),
    z.object({ kind: z.literal('stable'), best: z.literal('mentee') }),
    z.object({ kind: z.literal('groups'), smallest: whole, largest: whole, coMentors: whole, mostNodes: whole }),
  ]),
  pairs: z.array(z.object({ mentee: z.string(), mentor: z.string(), points: whole, locked: z.boolean() })),
  unmatched: z.array(
    z.object({ mentee: z.string(), why: z.enum(['takes-nobody', 'no-places', 'nobody-allowed', 'places-taken', 'adds-nothing']) }),
  ),
  freePlaces: z.array(z.object({ mentor: z.string(), places: whole })),
  matched: whole,
  total: whole,
  groups: z.optional(z.array(z.object({ mentors: z.array(z.string()), mentees: z.array(z.string()), points: whole }))),
  certificate: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('prices'), ...prices, bound: z.number() }),
    z.object({ kind: z.literal('levels'), levels: z.array(z.object({ goal, ...prices })) }),
    z.object({ kind: z.literal('stable'), blockingPairs: z.literal(0) }),
    z.object({ kind: z.literal('bound'), reached: z.number(), bound: z.number(), proven: z.boolean() }),
  ]),
})
const output = z.object({ sha256: z.string() })
const certificateFile = z.object({
  people: file,
  program: file,
  problemSha256: z.string(),
  outputs: z.object({ 'pairs.csv': output, 'unmatched.csv': output, 'report.html': output }),
  result,
})
type Certificate = z.infer<typeof certificateFile>

const puts = {
  matched: 'number of matched mentees',
  total: 'total of points',
  fairest: 'weakest pair',
  stable: 'wish of nobody to swap',
} as const satisfies Readonly<Record<First, string>>
const promise = 'no arrangement of these people does better'
const kept = {
  matched: promise,
  total: promise,
  fairest: 'no arrangement of these people that places as many has a better weakest pair',
  stable: 'no two of these people who are not together would both rather be',
} as const satisfies Readonly<Record<First, string>>

/** 0 when everything holds, 1 with every sentence that does not. */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const [folder, ...more] = args
  if (!folder || more.length > 0) {
    console.error(usageOf('verify'))
    return 2
  }
  try {
    const { because, holds } = await checkedIn(resolve(folder))
    for (const sentence of because) console.error(sentence)
    if (because.length > 0) return 1
    console.log(`It holds: the inputs are the same, every pair is allowed, the points are right, and ${holds}.`)
    return 0
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    for (const sentence of error.sentences) console.error(sentence)
    return 1
  }
}

/** What is proven. The bound of groups is what their search found, and is not proven again here. */
function promiseOf({ objective, certificate }: Certificate['result']): string {
  if (objective.kind !== 'groups') return kept[firstIn(objective)]
  const isProven = certificate.kind === 'bound' && certificate.proven
  return `every group has its size; ${isProven ? 'the search that made them looked at every way, which is its word and not checked again' : 'they are the best that were found, not proven to be the best there are'}`
}

async function checkedIn(folder: string): Promise<{ readonly because: readonly string[]; readonly holds: string }> {
  const certificate = certificateIn(new TextDecoder().decode(await inputAt(resolve(folder, 'certificate.json'))))
  return { because: await faultsOf(folder, certificate), holds: promiseOf(certificate.result) }
}

async function faultsOf(folder: string, certificate: Certificate): Promise<string[]> {
  const paths = { people: resolve(folder, certificate.people.path), program: resolve(folder, certificate.program.path) }
  const [people, program] = [await inputAt(paths.people), await inputAt(paths.program)]
  const changed = [
    ...(sha256(people) === certificate.people.sha256 ? [] : [`${paths.people} is not the file that was matched: it has changed since.`]),
    ...(sha256(program) === certificate.program.sha256 ? [] : [`${paths.program} is not the program that was used: it has changed since.`]),
  ]
  if (changed.length > 0) return changed
  const { program: used, problem } = await inputOf(people, basename(paths.people), program, basename(paths.program))
  if (sha256(canonical(problem)) !== certificate.problemSha256)
    return ['The question to the engine is another than the one that was answered. Was it made by another version of Cairn?']
  const { groups, ...without } = certificate.result
  const result: Result = groups ? { ...without, groups } : without
  const [first, proven] = [firstIn(objectiveOf({ program: used, problem })), firstIn(result.objective)]
  // the verifier proves what the certificate promises; that this is what the program asks for is only known here
  const promised = [
    ...(proven === first ? [] : [`The program puts the ${puts[first]} first, the certificate the ${puts[proven]}.`]),
    ...(canonical(objectiveOf({ program: used, problem })) === canonical(result.objective) || proven !== first
      ? []
      : ['The program asks for other groups than the certificate.']),
    ...(result.seed === problem.seed ? [] : [`The seed of the program is “${problem.seed}”, that of the certificate “${result.seed}”.`]),
  ]
  if (promised.length > 0) return promised
  const checked = verify(problem, result)
  return [
    ...(checked.valid ? [] : checked.because.map(because => `It does not hold: ${because}.`)),
    ...(await outputFaults(folder, certificate, {
      'pairs.csv': sha256(await pairsTable(result)),
      'unmatched.csv': sha256(await unmatchedTable(result, problem)),
    })),
  ]
}

/** Tables are held against what the certificate says of people, the report, which holds more than that, against its hash. */
async function outputFaults(folder: string, { outputs }: Certificate, told: Readonly<Record<string, string>>): Promise<string[]> {
  const faults: string[] = []
  for (const [name, output] of Object.entries(outputs)) {
    const found = sha256(await inputAt(resolve(folder, name)))
    if (told[name] !== undefined && found !== told[name]) faults.push(`${name} does not say what the certificate says.`)
    else if (found !== output.sha256) faults.push(`${name} is not the one that was written with the certificate: it has changed since.`)
  }
  return faults
}

function certificateIn(text: string): Certificate {
  try {
    return certificateFile.parse(JSON.parse(text))
  } catch {
    throw new Unusable('certificate.json is damaged, or not one that `cairn match` wrote.')
  }
}
