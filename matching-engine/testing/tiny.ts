/** Tiny problems with everything that can go wrong at once, and every arrangement of them, found from the definitions alone. */
import type { Change } from '../edit.ts'
import type { Candidate, Pair, Problem } from '../problem.ts'
import { chance } from './worlds.ts'

/** Up to 5 × 4: ties, people who take nobody or more than there are, empty sides, priorities with gaps, locks, exclusions, people on both sides. */
export function tinyProblem(seed: number): Problem {
  const random = chance(seed)
  const mentees = random(12) === 0 ? 0 : 1 + random(5)
  const mentors = random(12) === 0 ? 0 : 1 + random(4)
  const [steps, most] = [
    [1, 2],
    [1, 4],
    [500, 11],
    [1, 5001],
  ][random(4)] as [number, number]
  const priorities = [[0], [0, 2], [7, 1, 5]][random(3)]!
  const largest = 1 + random(3)
  const forbidding = 2 + random(5)
  const rated = (other: string, count: number): Record<string, number> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`${other}${at}`, steps * random(most)] as const).filter(() => random(forbidding) > 0),
    )
  const candidates = (prefix: string, other: string, count: number, others: number): Candidate[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `${prefix}${at}`,
      ...(random(8) === 0 ? { person: `p${random(2)}` } : {}),
      capacity: random(5) === 0 ? 0 : 1 + random(largest),
      ...(prefix === 'a' ? { priority: priorities[random(priorities.length)]! } : {}),
      traits: { rated: { kind: 'ratings' as const, ratings: rated(other, others) } },
    }))
  const problem: Problem = {
    seed: `tiny ${seed}`,
    mentees: candidates('a', 'b', mentees, mentors),
    mentors: candidates('b', 'a', mentors, mentees),
    criteria: [
      { id: 'likes', kind: 'rating', by: 'mentee', mentee: 'rated', mentor: '', pointsPerStep: 1 },
      { id: 'liked', kind: 'rating', by: 'mentor', mentee: '', mentor: 'rated', pointsPerStep: 1 },
    ],
    requirements: [{ id: 'listed', kind: 'listed', by: 'mentee', mentee: 'rated', mentor: '' }],
  }
  return withLocksAndExclusions(problem, random)
}

function withLocksAndExclusions(problem: Problem, random: (below: number) => number): Problem {
  const left = new Map([...problem.mentees, ...problem.mentors].map(({ id, capacity = 1 }) => [id, capacity]))
  const locks: { mentee: string; mentor: string; despite?: string[] }[] = []
  const exclusions: Pair[] = []
  for (const mentee of problem.mentees)
    for (const mentor of problem.mentors) {
      const pair = { mentee: mentee.id, mentor: mentor.id }
      const what = random(14)
      if (what === 0) exclusions.push(pair)
      if (what !== 1 || isOneself(mentee, mentor) || left.get(mentee.id) === 0 || left.get(mentor.id) === 0) continue
      for (const id of [mentee.id, mentor.id]) left.set(id, left.get(id)! - 1)
      locks.push({ ...pair, ...(ratingOf(mentee, mentor.id) === null ? { despite: ['listed'] } : {}) })
    }
  return { ...problem, locks, exclusions }
}

const isOneself = (mentee: Candidate, mentor: Candidate): boolean => (mentee.person ?? mentee.id) === (mentor.person ?? mentor.id)

function ratingOf({ traits }: Candidate, other: string): number | null {
  const rated = traits.rated
  return rated?.kind === 'ratings' ? (rated.ratings[other] ?? null) : null
}

/** A change of the problem that can be made, whatever it leads to. */
export function tinyChange(problem: Problem, random: (below: number) => number): Change {
  const { mentees, mentors, locks = [], exclusions = [] } = problem
  const side = mentors.length === 0 || (mentees.length > 0 && random(2) === 0) ? 'mentee' : 'mentor'
  const people = side === 'mentee' ? mentees : mentors
  const id = people[random(Math.max(1, people.length))]?.id ?? ''
  const pair = {
    mentee: mentees[random(Math.max(1, mentees.length))]?.id ?? '',
    mentor: mentors[random(Math.max(1, mentors.length))]?.id ?? '',
  }
  const newcomer = tinyProblem(random(10_000))[side === 'mentee' ? 'mentees' : 'mentors'][0]
  const add: Change = { kind: 'add', side, candidate: { ...newcomer, id: 'new', traits: newcomer?.traits ?? {} } }
  if (people.length === 0 || mentees.length === 0 || mentors.length === 0) return add
  const lock = locks[random(Math.max(1, locks.length))]
  const exclusion = exclusions[random(Math.max(1, exclusions.length))]
  const changes: Change[] = [
    add,
    { kind: 'exclude', ...pair },
    { kind: 'lock', ...pair },
    { kind: 'capacity', side, id, capacity: random(4) },
    { kind: 'remove', side, id },
    ...(lock ? [{ kind: 'unlock' as const, mentee: lock.mentee, mentor: lock.mentor }] : []),
    ...(exclusion ? [{ kind: 'readmit' as const, ...exclusion }] : []),
  ]
  return changes[random(changes.length)]!
}

/** A problem of `tinyProblem` in numbers, read from the problem itself. */
export type World = {
  readonly problem: Problem
  readonly columns: number
  readonly likes: readonly (readonly number[])[]
  readonly liked: readonly (readonly number[])[]
  readonly isOpen: readonly (readonly boolean[])[]
  readonly locked: readonly number[]
  readonly rowCapacity: readonly number[]
  readonly columnCapacity: readonly number[]
}

/** Pairs as row · columns + column, the locked ones first. */
export type Way = readonly number[]

export function worldOf(problem: Problem): World {
  const { mentees, mentors, locks = [], exclusions = [] } = problem
  const named = (pairs: readonly Pair[], mentee: Candidate, mentor: Candidate) =>
    pairs.some(pair => pair.mentee === mentee.id && pair.mentor === mentor.id)
  const table = <T>(of: (mentee: Candidate, mentor: Candidate) => T): T[][] =>
    mentees.map(mentee => mentors.map(mentor => of(mentee, mentor)))
  const isLocked = table((mentee, mentor) => named(locks, mentee, mentor))
  return {
    problem,
    columns: mentors.length,
    likes: table((mentee, mentor) => ratingOf(mentee, mentor.id) ?? 0),
    liked: table((mentee, mentor) => ratingOf(mentor, mentee.id) ?? 0),
    isOpen: table(
      (mentee, mentor) =>
        ratingOf(mentee, mentor.id) !== null &&
        !isOneself(mentee, mentor) &&
        !named(locks, mentee, mentor) &&
        !named(exclusions, mentee, mentor),
    ),
    locked: isLocked.flatMap((row, i) => row.flatMap((locked, j) => (locked ? [i * mentors.length + j] : []))),
    rowCapacity: mentees.map(({ capacity = 1 }) => capacity),
    columnCapacity: mentors.map(({ capacity = 1 }) => capacity),
  }
}

/** Every arrangement that keeps locks, exclusions, requirements and capacities; null when there are more than `most`. */
export function everyWay(world: World, most: number): Way[] | null {
  const { columns, locked } = world
  const left = [...world.rowCapacity]
  const places = [...world.columnCapacity]
  for (const pair of locked) {
    left[Math.floor(pair / columns)]!--
    places[pair % columns]!--
  }
  const open = world.isOpen.flatMap((row, i) => row.flatMap((isOpen, j) => (isOpen ? [i * columns + j] : [])))
  const ways: Way[] = []
  const chosen = [...locked]
  const from = (at: number): void => {
    if (ways.length > most) return
    const pair = open[at]
    if (pair === undefined) return void ways.push([...chosen])
    from(at + 1)
    const [i, j] = [Math.floor(pair / columns), pair % columns]
    if (left[i]! <= 0 || places[j]! <= 0) return
    left[i]!--
    places[j]!--
    chosen.push(pair)
    from(at + 1)
    chosen.pop()
    left[i]!++
    places[j]!++
  }
  from(0)
  return ways.length > most ? null : ways
}

export const pointsIn = ({ likes, liked, columns }: World, pair: number): number => {
  const [i, j] = [Math.floor(pair / columns), pair % columns]
  return likes[i]![j]! + liked[i]![j]!
}

/** The pairs of a result, or of any list of pairs, as a way. */
export function wayOf({ problem, locked, columns }: World, pairs: readonly Pair[]): Way {
  const found = pairs.map(
    ({ mentee, mentor }) =>
      problem.mentees.findIndex(({ id }) => id === mentee) * columns + problem.mentors.findIndex(({ id }) => id === mentor),
  )
  return [...locked, ...found.filter(pair => !locked.includes(pair)).sort((a, b) => a - b)]
}
