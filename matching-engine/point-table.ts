/**
 * Points by row, remembered where that is cheap. Up to `remembered` pairs the whole table is kept (two bytes a pair), each row
 * filled when first asked for; beyond that a row is scored anew each time, so memory does not grow with mentees × mentors.
 */
import { Nearest, type NearestOf } from './assignment/nearest.ts'
import { newcomerPoints, positionsOf } from './compared.ts'
import type { Problem } from './problem.ts'
import type { SolveOptions } from './run.ts'
import { type Scoring, scored } from './scoring.ts'

export const remembered = 32_000_000

export type PointTable = {
  /** Valid until the next call. */
  row(mentee: number): Int16Array
  points(mentee: number, mentor: number): number
  /** The mentors who suit each mentee best; only where the table is kept. */
  readonly nearest?: NearestOf
  readonly whole?: Whole
}

/** The remembered table of the first people, by number, with the locks and exclusions of that time; and which of its rows are filled. */
type Whole = { readonly scoring: Scoring; readonly table: Int16Array; readonly filled: Uint8Array; readonly lists: Nearest }

/** Points at a position that are not those of the table. */
type Patch = { readonly mentor: number; readonly points: number }

/** The table of the people before is shared; what locks, exclusions and newcomers have changed since is laid over it. */
export function pointTable(scoring: Scoring, before?: PointTable, scoredBefore?: Int16Array): PointTable {
  const mentees = scoring.people.mentees.length
  const mentors = scoring.people.mentors.length
  if (mentees * mentors > remembered) return unremembered(scoring, mentors)
  const shared = before?.whole?.scoring.compared.first === scoring.compared.first ? before.whole : null
  // until somebody comes or leaves, numbers are positions
  const whole = shared ?? {
    scoring,
    table: new Int16Array(mentees * mentors),
    filled: new Uint8Array(mentees),
    lists: new Nearest(mentees),
  }
  if (scoredBefore?.length === whole.table.length) {
    whole.table.set(scoredBefore)
    whole.filled.fill(1)
  }
  return { ...overTable(scoring, whole), whole }
}

function overTable(scoring: Scoring, whole: Whole): PointTable {
  const { compared } = scoring
  const { first, menteeAt, mentorAt } = compared
  const patches = patchesOver(scoring, whole)
  const filled = (number: number): Int16Array => {
    const slice = whole.table.subarray(number * first.mentors, (number + 1) * first.mentors)
    if (whole.filled[number] !== 1) {
      whole.scoring.fillRow(number, slice)
      whole.filled[number] = 1
    }
    return slice
  }
  const composed = new Int16Array(scoring.people.mentors.length)
  const row = (mentee: number): Int16Array => {
    const number = menteeAt ? (menteeAt[mentee] ?? 0) : mentee
    const patch = patches.get(mentee)
    const isFirst = number < first.mentees
    if (isFirst && !mentorAt && !patch) return filled(number)
    const known = isFirst ? filled(number) : noPoints
    for (let position = 0; position < composed.length; position++) {
      const mentor = mentorAt ? (mentorAt[position] ?? 0) : position
      composed[position] = mentor < known.length ? (known[mentor] ?? -1) : newcomerPoints(compared, number, mentor)
    }
    for (const { mentor, points } of patch ?? []) composed[mentor] = points
    return composed
  }
  const points = (mentee: number, mentor: number): number => {
    const patched = patches.size > 0 ? patches.get(mentee)?.find(patch => patch.mentor === mentor) : undefined
    if (patched) return patched.points
    const i = menteeAt ? (menteeAt[mentee] ?? 0) : mentee
    const j = mentorAt ? (mentorAt[mentor] ?? 0) : mentor
    if (i >= first.mentees || j >= first.mentors) return newcomerPoints(compared, i, j)
    return (whole.filled[i] === 1 ? whole.table[i * first.mentors + j] : filled(i)[j]) ?? -1
  }
  const columnOf = positionsOf(mentorAt, compared.mentors.length)
  const nearest: NearestOf = {
    lists: whole.lists,
    numberOf(mentee) {
      const number = menteeAt ? (menteeAt[mentee] ?? 0) : mentee
      return number < first.mentees && !patches.has(mentee) ? number : -1
    },
    columnOf,
    beside: Array.from((columnOf ?? noNumbers).subarray(first.mentors)).filter(column => column !== -1),
    pricesByNumber(prices) {
      if (!columnOf) return prices
      return Float64Array.from({ length: first.mentors }, (_, number) => prices[columnOf[number] ?? -1] ?? Number.POSITIVE_INFINITY)
    },
    pointsOf: filled,
  }
  return { row, points, nearest }
}

const noPoints = new Int16Array(0)
const noNumbers = new Int32Array(0)
const nobody: readonly number[] = []

/** Where a lock or an exclusion differs from those that are in the table, by the mentee's position. */
function patchesOver(scoring: Scoring, { scoring: before }: Whole): Map<number, Patch[]> {
  const patches = new Map<number, Patch[]>()
  if (scoring === before) return patches
  const { compared } = scoring
  const menteeOf = positionsOf(compared.menteeAt, compared.mentees.length)
  const mentorOf = positionsOf(compared.mentorAt, compared.mentors.length)
  const then = new Map<number, readonly number[]>()
  for (const mentee of new Set([...before.locked.keys(), ...before.excluded.keys()])) {
    const position = menteeOf ? (menteeOf[mentee] ?? -1) : mentee
    if (position === -1) continue
    const hidden = hiddenFrom(before, mentee)
    then.set(position, mentorOf ? hidden.flatMap(mentor => (mentorOf[mentor] === -1 ? [] : [mentorOf[mentor] ?? 0])) : hidden)
  }
  for (const mentee of new Set([...then.keys(), ...scoring.locked.keys(), ...scoring.excluded.keys()])) {
    const was = then.get(mentee) ?? []
    const is = hiddenFrom(scoring, mentee)
    const shown = was.filter(mentor => !is.includes(mentor) && scoring.open(mentee, mentor))
    const changed: Patch[] = [
      ...is.filter(mentor => !was.includes(mentor)).map(mentor => ({ mentor, points: -1 })),
      ...shown.map(mentor => ({ mentor, points: scoring.points(mentee, mentor) })),
    ]
    if (changed.length > 0) patches.set(mentee, changed)
  }
  return patches
}

/** The mentors who are out of the game for a mentee by a lock or an exclusion. */
export function hiddenFrom({ locked, excluded }: Scoring, mentee: number): readonly number[] {
  const own = locked.get(mentee)
  const others = excluded.get(mentee)
  return own && others ? [...own, ...others] : (own ?? others ?? nobody)
}

function unremembered(scoring: Scoring, mentors: number): PointTable {
  const slice = new Int16Array(mentors)
  return {
    row(mentee) {
      scoring.fillRow(mentee, slice)
      return slice
    },
    points: (mentee, mentor) => (scoring.open(mentee, mentor) ? scoring.points(mentee, mentor) : -1),
  }
}

/** Points of the mentees from one position of the seeded order to another (excluded), row by row: the work of one scoring worker. */
export function scoreRows(problem: Problem, from: number, until: number): Int16Array {
  const scoring = scored(problem)
  const mentors = scoring.people.mentors.length
  const block = new Int16Array((until - from) * mentors)
  for (let mentee = from; mentee < until; mentee++)
    scoring.fillRow(mentee, block.subarray((mentee - from) * mentors, (mentee - from + 1) * mentors))
  return block
}

type ScoringElsewhere = NonNullable<SolveOptions['scoring']>

/** The whole table, scored in blocks elsewhere; null where it is too large to be kept. */
export async function scoredElsewhere(problem: Problem, { blocks, rows }: ScoringElsewhere): Promise<Int16Array | null> {
  const mentees = problem.mentees.length
  const mentors = problem.mentors.length
  if (mentees * mentors > remembered || blocks < 1) return null
  const table = new Int16Array(mentees * mentors)
  const bounds = Array.from({ length: blocks + 1 }, (_, block) => Math.floor((block * mentees) / blocks))
  const work = bounds.slice(1).map(async (until, block) => {
    const from = bounds[block] ?? 0
    table.set(await rows(problem, from, until), from * mentors)
  })
  await Promise.all(work)
  return table
}
