import { describe, expect, test } from 'vitest'
import type { Question } from '../../questionnaire/contract.ts'
import { seeded } from './chance.ts'
import type { Answering } from './fairness.ts'
import { type Kept, type ToldTable, toldWith } from './fairness-told.ts'
import { fewest } from './hiding.ts'

const question = (key: string): Question => ({ kind: 'choice', key, label: key, audience: 'pair', role: 'mentee', options: [] })
const [site, shift, grade] = [question('site'), question('shift'), question('grade')]

interface Person {
  readonly id: string
  readonly answers: Readonly<Record<string, string>>
  points: number | null
}

const people = (persons: readonly Person[]): Answering[] =>
  persons.map(({ id, answers }) => ({
    id,
    role: 'mentee',
    answers: Object.fromEntries(Object.entries(answers).map(([key, choice]) => [key, { kind: 'choice', choice }])),
  }))
const pairs = (persons: readonly Person[]) =>
  persons.flatMap(({ id, points }) => (points === null ? [] : [{ mentee: id, mentor: `with ${id}`, points }]))

/** A season: each arrangement is told beside those before, as the commands do it. */
function aSeason(questions: readonly Question[]) {
  let before: readonly Kept[] = []
  const earlier: ToldTable[] = []
  /** What was told newly, with who had which result then. */
  const told: {
    readonly split: Kept
    readonly results: ReadonlyMap<string, number | null>
    readonly answers: ReadonlyMap<string, string>
  }[] = []
  return {
    told,
    tell(persons: readonly Person[]): readonly Kept[] {
      const of = { arrangementId: `a${told.length}-${earlier.length}`, roundId: 'round', number: 1 }
      const splits = toldWith({ of, people: people(persons), pairs: pairs(persons), questions, measure: 'compatibility', before, earlier })
      for (const split of splits.filter(one => one.told?.arrangementId === of.arrangementId)) {
        told.push({
          split,
          results: new Map(persons.map(({ id, points }) => [id, points])),
          answers: new Map(persons.map(({ id, answers }) => [id, answers[split.question] ?? ''])),
        })
        earlier.push({
          side: 'mentee',
          answers: split.answers,
          placing: split.told?.placing ?? 'hidden',
          members: persons.map(({ id, answers, points }) => ({ id, answer: answers[split.question] ?? null, points })),
        })
      }
      before = splits
      return splits
    },
  }
}

/** Thirty at the coast and thirty in the city, everybody with somebody. */
const sixty = (): Person[] =>
  Array.from({ length: 60 }, (_, at) => ({
    id: `p${at}`,
    answers: { site: at < 30 ? 'Coast' : 'City', shift: at % 2 === 0 ? 'Days' : 'Nights' },
    points: 6000 + at * 10,
  }))

describe('what is told of an arrangement', () => {
  test('stays what it was when one pair is edited, and is the new one when enough of each group have somebody else', () => {
    const season = aSeason([site])
    const persons = sixty()
    const [first] = season.tell(persons)
    expect(first?.told?.groups.map(({ answer, people }) => [answer, people])).toEqual([
      ['City', 30],
      ['Coast', 30],
    ])
    const edited = persons.map((one, at) => (at === 4 ? { ...one, points: null } : one))
    expect(season.tell(edited)[0]?.told).toEqual(first?.told)
    const moved = persons.map((one, at) => (at < 12 ? { ...one, points: 9000 } : one))
    const [later] = season.tell(moved)
    expect(later?.told?.arrangementId).not.toBe(first?.told?.arrangementId)
    expect(later?.told?.groups.find(({ answer }) => answer === 'Coast')?.fit?.upper).toBe(90)
    // nearly back to the first one: that is told already, with one person between
    expect(season.tell(edited)[0]?.told?.arrangementId).toBe(later?.told?.arrangementId)
    expect(season.tell(persons)[0]?.told?.groups).toEqual(first?.told?.groups)
  })

  test('of two questions whose groups are nearly the same, the first is told', () => {
    const persons = sixty().map(one => ({
      ...one,
      answers: { ...one.answers, grade: one.id === 'p7' ? 'Two' : one.answers['site'] === 'Coast' ? 'One' : 'Two' },
    }))
    const [bySite, byGrade, byShift] = aSeason([site, grade, shift]).tell(persons)
    expect(bySite?.untold).toBeNull()
    expect(byGrade).toMatchObject({ told: null, untold: 'near' })
    expect(byShift?.untold).toBeNull()
    expect(
      aSeason([grade, site])
        .tell(persons)
        .map(({ untold }) => untold),
    ).toEqual([null, 'near'])
  })

  test('says so where there are too few', () => {
    expect(aSeason([site]).tell(sixty().slice(20, 38))).toMatchObject([{ told: null, untold: 'few', people: 18 }])
  })
})

/**
 * Somebody who keeps every page that was told, knows everybody's answers, and adds and subtracts groups of any of them, up to three at a time.
 * They must never be left with fewer than ten people. Nothing here is the rule's own code.
 */
test('in a hundred random seasons, whoever adds and subtracts what was told is never left with a few people', () => {
  const found: string[] = []
  let tables = 0
  let renewed = 0
  for (let world = 0; world < 100; world += 1) {
    const random = seeded(world + 1)
    const below = (most: number) => Math.floor(random() * most)
    const size = 20 + below(180)
    const options = [2 + below(3), 2 + below(6), 2 + below(4)]
    let persons: Person[] = Array.from({ length: size }, (_, at) => {
      const home = Math.floor(random() * random() * (options[0] ?? 2))
      // a grade is often a part of a site, but for a few
      const level = random() < 0.9 ? home % (options[2] ?? 2) : below(options[2] ?? 2)
      return {
        id: `w${world}p${at}`,
        answers: { site: `s${home}`, shift: `h${below(options[1] ?? 2)}`, grade: `g${level}` },
        points: random() < 0.15 ? null : 5000 + below(5000),
      }
    })
    const season = aSeason([site, shift, grade])
    for (let act = 0; act < 6; act += 1) {
      season.tell(persons)
      const moving = [1, 2, 5, 9, 30, size][below(6)] ?? 1
      const movers = new Set(Array.from({ length: moving }, () => below(size)))
      persons = persons.map((one, at) => (movers.has(at) ? { ...one, points: random() < 0.2 ? null : 5000 + below(5000) } : one))
    }
    tables += season.told.length
    renewed += Number(new Set(season.told.map(({ split }) => split.told?.arrangementId)).size > 1)
    found.push(...attacked(season.told, below))
  }
  expect(found).toEqual([])
  // it is not kept by telling nothing
  expect(tables).toBeGreaterThan(150)
  expect(renewed).toBeGreaterThan(25)
})

function attacked(told: ReturnType<typeof aSeason>['told'], below: (most: number) => number): string[] {
  const groups = told.flatMap(({ split, results, answers }) =>
    split.answers.map(of => {
      const named = new Set(split.answers.flatMap(one => one ?? []))
      const isIn = (answer: string) => (of ? of.includes(answer) : !named.has(answer))
      return new Map([...answers].filter(([, answer]) => isIn(answer)).map(([id]) => [id, results.get(id) ?? null]))
    }),
  )
  const found: string[] = []
  const left = (chosen: readonly (readonly [number, number])[]) => {
    const records = new Map<string, number>()
    for (const [group, sign] of chosen)
      for (const [id, points] of groups[group] ?? []) {
        const record = `${id} ${points}`
        records.set(record, (records.get(record) ?? 0) + sign)
      }
    const few = new Set([...records].filter(([, times]) => times !== 0).map(([record]) => record.split(' ')[0]))
    if (few.size > 0 && few.size < fewest) found.push(`${few.size} people by ${JSON.stringify(chosen)}`)
  }
  for (let a = 0; a < groups.length; a += 1) {
    left([[a, 1]])
    for (let b = a + 1; b < groups.length; b += 1)
      left([
        [a, 1],
        [b, -1],
      ])
  }
  for (let time = 0; time < 400 && groups.length > 2; time += 1) {
    const [a, b, c] = [below(groups.length), below(groups.length), below(groups.length)]
    if (a !== b && b !== c && a !== c)
      left([
        [a, 1],
        [b, time % 2 ? 1 : -1],
        [c, -1],
      ])
  }
  return found
}
