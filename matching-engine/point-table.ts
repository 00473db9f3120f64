/**
 * Points by row, remembered where that is cheap. Up to `remembered` pairs the whole table is kept (two bytes a pair), each row
 * filled when first asked for; beyond that a row is scored anew each time, so memory does not grow with mentees × mentors.
 */
import { positionsBefore } from './fewer.ts'
import type { Problem } from './problem.ts'
import type { SolveOptions } from './run.ts'
import { type Scoring, scored } from './scoring.ts'

export const remembered = 32_000_000

export type PointTable = {
  /** Valid until the next call. */
  row(mentee: number): Int16Array
  points(mentee: number, mentor: number): number
  /** The remembered table, which of its rows are filled, and rows that are this one's own; only where it is kept. */
  readonly whole?: { readonly table: Int16Array; readonly filled: Uint8Array; readonly own: ReadonlyMap<number, Int16Array> }
}

/** The table of the same people before is shared, but for the rows that a lock or an exclusion has changed since. */
export function pointTable(
  scoring: Scoring,
  before?: { readonly scoring: Scoring; readonly table: PointTable },
  scoredBefore?: Int16Array,
): PointTable {
  const mentees = scoring.people.mentees.length
  const mentors = scoring.people.mentors.length
  if (mentees * mentors > remembered) return unremembered(scoring, mentors)
  const taken = scoredBefore === undefined && before?.scoring.bound.criteria === scoring.bound.criteria ? before : null
  // rows stand in the table where they stood when the criteria were bound
  const { at } = scoring.bound
  const whole = taken?.table.whole ?? { table: new Int16Array(mentees * mentors), filled: new Uint8Array(mentees), own: noRows }
  const { table, filled } = whole
  if (scoredBefore?.length === table.length) {
    table.set(scoredBefore)
    filled.fill(1)
  }
  // rows that locks and exclusions have changed lie beside the table, which is shared
  const own = new Map(whole.own)
  for (const [mentee, before] of (taken && positionsBefore(taken.scoring.bound, scoring.bound, mentees))?.entries() ?? [])
    if (taken && !sameMasks(taken.scoring, before, scoring, mentee)) {
      const changed = new Int16Array(mentors)
      scoring.fillRow(mentee, changed)
      own.set(at?.[mentee] ?? mentee, changed)
    }
  const row = (mentee: number): Int16Array => {
    const place = at?.[mentee] ?? mentee
    const changed = own.size > 0 ? own.get(place) : undefined
    if (changed) return changed
    const slice = table.subarray(place * mentors, (place + 1) * mentors)
    if (filled[place] !== 1) {
      scoring.fillRow(mentee, slice)
      filled[place] = 1
    }
    return slice
  }
  const points = (mentee: number, mentor: number): number =>
    at === null && filled[mentee] === 1 && own.size === 0 ? (table[mentee * mentors + mentor] ?? -1) : (row(mentee)[mentor] ?? -1)
  return { row, points, whole: { table, filled, own } }
}

const noRows: ReadonlyMap<number, Int16Array> = new Map()

/** Whether the same mentors are locked to the mentee, and excluded for them, who stands at these two positions. */
export function sameMasks(before: Scoring, at: number, after: Scoring, mentee: number): boolean {
  const same = (a: readonly number[] = [], b: readonly number[] = []): boolean =>
    a.length === b.length && a.every(mentor => b.includes(mentor))
  return same(before.excluded.get(at), after.excluded.get(mentee)) && same(before.locked.get(at), after.locked.get(mentee))
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
