/** Small random problems that use every kind of criterion and requirement, and chosen ones with plain points. */
import type { Candidate, Criterion, Problem, Requirement, Trait } from '../problem.ts'

/** A seeded stream of whole numbers below `below` (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** A problem in which mentee i gives mentor j exactly `points[i][j]` points; null forbids the pair. */
export function pointsProblem(
  points: readonly (readonly (number | null)[])[],
  more: Partial<Problem> & { menteeCapacity?: readonly number[]; mentorCapacity?: readonly number[] } = {},
): Problem {
  const { menteeCapacity = [], mentorCapacity = [], ...rest } = more
  const width = Math.max(0, ...points.map(row => row.length))
  return {
    seed: 'test',
    mentees: points.map((row, i) => ({
      id: `a${i}`,
      capacity: menteeCapacity[i] ?? 1,
      traits: {
        points: { kind: 'ratings', ratings: Object.fromEntries(row.flatMap((rating, j) => (rating === null ? [] : [[`b${j}`, rating]]))) },
      },
    })),
    mentors: Array.from({ length: width }, (_, j) => ({ id: `b${j}`, capacity: mentorCapacity[j] ?? 1, traits: {} })),
    criteria: [{ id: 'points', kind: 'rating', by: 'mentee', mentee: 'points', mentor: '', pointsPerStep: 1 }],
    requirements: [{ id: 'listed', kind: 'listed', by: 'mentee', mentee: 'points', mentor: '' }],
    ...rest,
  }
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f']

/** Everybody has most answers, some are silent; a few people stand on both sides. */
export function anyProblem(seed: number, size: { mentees: number; mentors: number; most?: number }): Problem {
  const random = chance(seed)
  const some = (most: number): string[] => letters.filter(() => random(6) < most)
  const traits = (other: string, others: number): Record<string, Trait> => {
    const all: Record<string, Trait> = {
      choices: { kind: 'choices', choices: some(3) },
      place: { kind: 'choices', choices: [letters[random(3)]!] },
      levels: { kind: 'levels', levels: Object.fromEntries(some(3).map(letter => [letter, 1 + random(4)])) },
      years: { kind: 'number', number: random(20) },
      step: { kind: 'scale', step: random(5) },
      week: {
        kind: 'weekly',
        minutes: [
          [random(100) * 15, 1500 + random(40) * 15],
          [10_000 - random(4) * 15 - 10, 10_080 + random(8) * 15].map(minute => minute - (minute % 15)) as [number, number],
        ],
      },
      wishes: { kind: 'ranks', ranks: Array.from({ length: 1 + random(3) }, () => [`${other}${random(others)}`]) },
    }
    return Object.fromEntries(Object.entries(all).filter(() => random(8) > 0))
  }
  const candidates = (prefix: string, other: string, counts: [number, number]): Candidate[] =>
    Array.from({ length: counts[0] }, (_, index) => ({
      id: `${prefix}${index}`,
      ...(random(5) === 0 ? { person: `p${random(4)}` } : {}),
      capacity: random(6) === 0 ? 0 : 1 + random(size.most ?? 2),
      ...(prefix === 'a' ? { priority: random(3) } : {}),
      traits: traits(other, counts[1]),
    }))
  return {
    seed: `seed ${seed}`,
    mentees: candidates('a', 'b', [size.mentees, size.mentors]),
    mentors: candidates('b', 'a', [size.mentors, size.mentees]),
    criteria: everyCriterion(random)
      .filter(() => random(3) > 0)
      .concat({ id: 'always', kind: 'category', mode: 'similar', mentee: 'place', mentor: 'place', weightPoints: 1 + random(5) }),
    requirements: everyRequirement(random).filter(() => random(7) === 0),
  }
}

export function everyCriterion(random: (below: number) => number): Criterion[] {
  const modes = ['similar', 'complementary', 'different'] as const
  const mode = () => modes[random(3)]!
  const on = (key: string) => ({ mentee: key, mentor: key, weightPoints: random(50) })
  return [
    { id: 'set', kind: 'set', mode: mode(), ...on('choices') },
    { id: 'rare', kind: 'set', mode: mode(), itemWeights: 'rarity', ...on('choices') },
    { id: 'weighed', kind: 'set', mode: mode(), itemWeights: { a: 5, b: 2, c: 0 }, ...on('choices') },
    { id: 'level', kind: 'level', mode: mode(), steps: 5, ...on('levels') },
    { id: 'scale', kind: 'scale', mode: mode(), steps: 5, ...on('step') },
    {
      id: 'table',
      kind: 'scale',
      mode: 'similar',
      steps: 5,
      table: Array.from({ length: 5 }, () => Array.from({ length: 5 }, () => random(101))),
      ...on('step'),
    },
    { id: 'time', kind: 'availability', enoughMinutes: 240, ...on('week') },
    { id: 'distance', kind: 'distance', mode: mode(), reach: 7, gap: 3, ...on('years') },
    { id: 'wish', kind: 'rank', by: 'mentee', places: 3, ...on('wishes') },
    { id: 'wished', kind: 'rank', by: 'mentor', places: 3, shares: [100, 40, 10], ...on('wishes') },
    { id: 'place', kind: 'category', mode: random(2) === 0 ? 'similar' : 'different', ...on('place') },
    { id: 'language', kind: 'language', enoughLevel: 3, ...on('levels') },
  ]
}

export function everyRequirement(random: (below: number) => number): Requirement[] {
  const on = (key: string) => ({
    mentee: key,
    mentor: key,
    ...(random(3) === 0 ? { whenSilent: random(2) === 0 ? ('allow' as const) : ('forbid' as const) } : {}),
  })
  return [
    { id: 'shares', kind: 'shares', atLeast: 2, ...on('choices') },
    { id: 'same', kind: 'same', ...on('place') },
    { id: 'notSame', kind: 'notSame', ...on('place') },
    { id: 'more', kind: 'atLeastMore', by: 1, ...on('years') },
    { id: 'notMuchMore', kind: 'atMostMore', by: 9, ...on('years') },
    { id: 'overlap', kind: 'overlapHours', hours: 4, ...on('week') },
    { id: 'speak', kind: 'languageInCommon', atLeastLevel: 2, ...on('levels') },
    { id: 'listed', kind: 'listed', by: 'mentee', ...on('wishes') },
  ]
}
