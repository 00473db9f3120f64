/**
 * Hostile words in every free text of every operation. The places come from the contracts' own schemas: a text is free when it takes any of
 * the words. How a write comes into a state in which it takes a text stands in testing/ways; one that is missing there is a failed test.
 * Each word is refused by a problem with a sentence, or it is read back as it went in.
 */
import { expect, test } from 'vitest'
import { testOrigin } from '../kit/testing/client.ts'
import { hostileWords } from '../kit/testing/hostile.ts'
import { type Place, placesIn } from '../kit/testing/places.ts'
import { jsonOf, type Known, sampleOf } from '../kit/testing/sample.ts'
import { laidOut } from '../kit/wire/client.ts'
import type { Endpoint } from '../kit/wire/contract.ts'
import { problem } from '../kit/wire/problem.ts'
import { aWorld } from './cast.ts'
import { type Way, waysIn } from './testing/ways.ts'

const world = await aWorld()
const ways = await waysIn(world)
const { halden } = world

/** What the schemas take beside the word that is tried. */
const usual = { organization: 'halden', id: 'one', key: 'one', label: 'One', mentee: 'skills_wanted', mentor: 'skills_offered' }
const parts = ['params', 'query', 'body'] as const

/** A place in an operation where somebody may write what they like. */
interface FreeText extends Place {
  readonly contract: Endpoint
  readonly at: string
  readonly words: readonly string[]
  /** The smallest right input of the operation's other parts. */
  readonly rest: (known: Known) => object
}

const free = world.served.flatMap(({ contract }) => parts.flatMap(part => freeIn(contract, part)))

function freeIn(contract: Endpoint, part: (typeof parts)[number]): FreeText[] {
  const schema = contract[part]
  if (!schema) return []
  const others = parts.flatMap(one => (one !== part && contract[one] ? [jsonOf(contract[one])] : []))
  const rest = (known: Known): object => Object.assign({}, ...others.map(json => sampleOf(json, known)))
  // an address can hold no half of a pair
  const words = Object.values(hostileWords).filter(word => part === 'body' || word.isWellFormed())
  return placesIn(schema)
    .filter(place => words.some(word => place.taken(word, usual) !== null))
    .map(place => ({ ...place, contract, at: `${contract.operationId} ${part} ${place.name}`, words, rest }))
}

/** Whoever reads: a coordinator, in their own program. */
const reading: Way = { who: halden.ingrid, before: async () => ({ programId: halden.programId, cohortId: halden.cohortId }) }
const isLookedUp = (one: FreeText): boolean => wayTo(one).lookedUp?.includes(one.name) ?? false
const wayTo = ({ contract }: FreeText): Way => ways[contract.operationId] ?? reading

const fieldOf = ({ at }: FreeText): string => at.replace(/ \(.*/, '')

/**
 * The words that a place takes, as many together as fit: another begins in each place, so that each stands at the beginning somewhere. Of
 * those that the schema refuses, one is enough to see what is said then. Several forms of an input share the words of a field among them.
 */
function textsFor(one: FreeText, turn: number): string[][] {
  const taken = one.words.filter(word => one.taken(word, usual) !== null)
  const refused = one.words.filter(word => !taken.includes(word))
  const packs: string[][] = []
  for (const word of [...taken.slice(turn % taken.length), ...taken.slice(0, turn % taken.length)]) {
    const last = packs.at(-1)
    if (last && one.taken([...last, word].join(' '), usual) !== null) last.push(word)
    else packs.push([word])
  }
  const forms = free.filter(other => fieldOf(other) === fieldOf(one))
  const mine = packs.filter((_, n) => n % forms.length === forms.indexOf(one))
  return [...mine, ...refused.slice(0, 1).map(word => [word])]
}

interface Told {
  readonly status: number
  readonly body: unknown
}

let nth = 0

async function told(one: FreeText, text: string): Promise<Told> {
  nth += 1
  const { contract } = one
  const way = wayTo(one)
  const known: Known = { ...usual, ...(await way.before?.(nth, one.name)) }
  const laid = laidOut(contract, { ...one.rest(known), ...(one.input(text, known) as object) })
  const token = known['token'] ?? way.who?.token
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : { origin: testOrigin }),
  }
  if (contract.versioned) headers['if-match'] = `"${known['version']}"`
  const response = await world.app.fetch(
    new Request(`${testOrigin}/api/v1${laid.path}${laid.query}`, { method: contract.method, headers, body: laid.body ?? null }),
  )
  const said = await response.text()
  return { status: response.status, body: said === '' ? null : JSON.parse(said) }
}

/** A problem that says in a sentence what is wrong, and of each field that is. */
function isRefusal({ status, body }: Told): boolean {
  const read = problem.safeParse(body)
  if (!read.success || ![400, 404, 422].includes(status)) return false
  const sentences = [read.data.title, ...(read.data.faults ?? []).map(fault => fault.detail ?? '')]
  return sentences.every(sentence => sentence.includes(' '))
}

/** What is wrong with how words were taken, each told apart; an answer that refuses them together says nothing of each alone. */
async function wrongWith(one: FreeText, words: readonly string[]): Promise<string[]> {
  const text = words.join(' ')
  const answer = await told(one, text)
  if (isLookedUp(one) && (answer.status < 300 || answer.status === 409 || isRefusal(answer))) return []
  if (words.length === 1 && isRefusal(answer)) return []
  const taken = JSON.stringify(one.taken(text, usual))
  const shown = JSON.stringify([answer.body, await wayTo(one).readBack?.()])
  if (answer.status < 300 && (one.contract.method === 'GET' || shown.includes(taken))) return []
  if (words.length === 1) return [`${one.at}: ${JSON.stringify(text).slice(0, 100)} ${answer.status} ${shown.slice(0, 300)}`]
  const each: string[] = []
  for (const word of words) each.push(...(await wrongWith(one, [word])))
  return each
}

test('every write that takes words has its way in testing/ways', () => {
  const missing = free.filter(({ contract }) => contract.method !== 'GET' && !(contract.operationId in ways))
  expect([...new Set(missing.map(({ contract }) => contract.operationId))]).toEqual([])
})

const right = ['some words', 'one', 'skills_wanted', 'skills_offered', 'Europe/Oslo', 'halden']

test('every field that is written takes some words that are right', async () => {
  const shut = new Map<string, number[]>()
  const open = new Set<string>()
  for (const one of free.filter(one => one.contract.method !== 'GET' && !isLookedUp(one))) {
    // of several forms of an input, one that this world takes is enough
    const field = fieldOf(one)
    for (const word of right) {
      if (open.has(field)) break
      const { status } = await told(one, word)
      if (status < 300) open.add(field)
      shut.set(field, [...(shut.get(field) ?? []), status])
    }
  }
  expect([...shut].filter(([field]) => !open.has(field))).toEqual([])
}, 120_000)

test('a hostile word is refused with a sentence or comes back as it went in', async () => {
  const wrong: string[] = []
  for (const [turn, one] of free.entries()) {
    for (const words of textsFor(one, turn)) wrong.push(...(await wrongWith(one, words)))
  }
  expect(wrong).toEqual([])
  expect(world.bugs).toEqual([])
}, 120_000)
