/**
 * Points by row, remembered where that is cheap. Up to `rememberedPairs` the whole table is kept (two bytes a pair), each row
 * filled when first asked for; beyond that a row is scored anew each time, so memory does not grow with mentees × mentors. A solution
 * shares the table of the one that it was made from; who has come or been locked or excluded since is laid over it.
 */
import type { NearestOf } from './assignment/nearest.ts'
import { rememberedPairs } from './assignment/network.ts'
import { newcomerPoints, positionsOf } from './compared.ts'
import type { Problem } from './problem.ts'
import type { SolveOptions } from './run.ts'
import { type Scoring, scored } from './scoring.ts'

export type PointTable = {
  /** Valid until the next call. */
  row(mentee: number): Int16Array
  points(mentee: number, mentor: number): number
  /** Of a mentor with every mentee, and who suits each best; only where the table is kept. Valid until the next call. */
  column?(mentor: number): Int16Array
  readonly nearest?: { readonly ofRows: NearestOf; readonly ofColumns: NearestOf }
  readonly whole?: Whole
}

/** The remembered table of the first people, by number, with the locks and exclusions of that time; and which of its rows are filled. */
type Whole = { readonly scoring: Scoring; readonly table: Int16Array; readonly filled: Uint8Array }

/** Points with the other one, by position, that are not those of the table. */
type Patch = { readonly other: number; readonly points: number }
type Patches = { readonly ofMentee: ReadonlyMap<number, readonly Patch[]>; readonly ofMentor: ReadonlyMap<number, readonly Patch[]> }

/** The table of the people before is shared; what locks, exclusions and newcomers have changed since is laid over it. */
export function pointTable(scoring: Scoring, before?: PointTable, scoredBefore?: Int16Array): PointTable {
  const mentees = scoring.people.mentees.length
  const mentors = scoring.people.mentors.length
  const shared = before?.whole?.scoring.compared.first === scoring.compared.first ? before.whole : null
  if (!shared && mentees * mentors > rememberedPairs) return unremembered(scoring, mentors)
  // until somebody comes or leaves, numbers are positions
  const whole = shared ?? {
    scoring,
    table: new Int16Array(mentees * mentors),
    filled: new Uint8Array(mentees),
  }
  if (scoredBefore?.length === whole.table.length) {
    whole.table.set(scoredBefore)
    whole.filled.fill(1)
  }
  return { ...overTable(scoring, whole, shared ? before?.nearest : undefined), whole }
}

function overTable(scoring: Scoring, whole: Whole, before: PointTable['nearest']): PointTable {
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
    const patch = patches.ofMentee.get(mentee)
    const isFirst = number < first.mentees
    if (isFirst && !mentorAt && !patch) return filled(number)
    const known = isFirst ? filled(number) : noPoints
    for (let position = 0; position < composed.length; position++) {
      const mentor = mentorAt ? (mentorAt[position] ?? 0) : position
      composed[position] = mentor < known.length ? (known[mentor] ?? -1) : newcomerPoints(compared, number, mentor)
    }
    for (const { other, points } of patch ?? []) composed[other] = points
    return composed
  }
  const points = (mentee: number, mentor: number): number => {
    const patched = patches.ofMentee.size > 0 ? patches.ofMentee.get(mentee)?.find(({ other }) => other === mentor) : undefined
    if (patched) return patched.points
    const i = menteeAt ? (menteeAt[mentee] ?? 0) : mentee
    const j = mentorAt ? (mentorAt[mentor] ?? 0) : mentor
    if (i >= first.mentees || j >= first.mentors) return newcomerPoints(compared, i, j)
    return (whole.filled[i] === 1 ? whole.table[i * first.mentors + j] : filled(i)[j]) ?? -1
  }
  const standing = new Int16Array(scoring.people.mentees.length)
  const column = (mentor: number): Int16Array => {
    for (let mentee = 0; mentee < standing.length; mentee++) standing[mentee] = points(mentee, mentor)
    return standing
  }
  const ofRows = nearestOf(
    (lists, number) => {
      lists.open(number)
      lists.offerAll(number, filled(number))
    },
    { nearAt: menteeAt, nears: first.mentees, farAt: mentorAt, fars: first.mentors, farsEver: compared.mentors.length },
    patches.ofMentee,
    before?.ofRows,
  )
  // the table lies mentee by mentee, so where most mentors will be asked for all are listed for at once
  const ofColumns = nearestOf(
    (lists, number) => {
      const [from, until] = lists.isFirst ? [0, first.mentors] : [number, number + 1]
      for (let mentor = from; mentor < until; mentor++) lists.open(mentor)
      for (let mentee = 0; mentee < first.mentees; mentee++) {
        filled(mentee)
        lists.offerToEach(from, until, mentee, whole.table, mentee * first.mentors + from)
      }
    },
    { nearAt: mentorAt, nears: first.mentors, farAt: menteeAt, fars: first.mentees, farsEver: compared.mentees.length },
    patches.ofMentor,
    before?.ofColumns,
  )
  return { row, points, column, nearest: { ofRows, ofColumns } }
}

/** Two sides of a table as one direction of its lists sees them: numbers by position, null where they are the position; how many of the numbers are in the table, and how many there are at all. */
type Numbered = {
  readonly nearAt: Int32Array | null
  readonly nears: number
  readonly farAt: Int32Array | null
  readonly fars: number
  readonly farsEver: number
}

function nearestOf(
  list: NearestOf['list'],
  { nearAt, nears, farAt, fars, farsEver }: Numbered,
  patches: ReadonlyMap<number, readonly Patch[]>,
  before: NearestOf | undefined,
): NearestOf {
  const farOf = positionsOf(farAt, farsEver)
  const newcomers = Array.from((farOf ?? noNumbers).subarray(fars)).filter(position => position !== -1)
  return {
    lists: before?.lists ?? null,
    tooShort: before?.tooShort ?? 0,
    list,
    nears,
    numberOf(near) {
      const number = nearAt ? (nearAt[near] ?? 0) : near
      return number < nears ? number : -1
    },
    farOf,
    besideOf(near) {
      const own = patches.get(near)
      return own ? [...newcomers, ...own.map(({ other }) => other)] : newcomers
    },
    pricesByNumber(prices) {
      if (!farOf) return prices
      return Float64Array.from({ length: fars }, (_, number) => prices[farOf[number] ?? -1] ?? Number.POSITIVE_INFINITY)
    },
  }
}

const noPoints = new Int16Array(0)
const noNumbers = new Int32Array(0)
const nobody: readonly number[] = []

/** Where a lock or an exclusion differs from those that are in the table. */
function patchesOver(scoring: Scoring, { scoring: before }: Whole): Patches {
  const ofMentee = new Map<number, Patch[]>()
  const ofMentor = new Map<number, Patch[]>()
  if (scoring === before) return { ofMentee, ofMentor }
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
      ...is.filter(mentor => !was.includes(mentor)).map(mentor => ({ other: mentor, points: -1 })),
      ...shown.map(mentor => ({ other: mentor, points: scoring.points(mentee, mentor) })),
    ]
    if (changed.length > 0) ofMentee.set(mentee, changed)
    for (const { other, points } of changed) ofMentor.set(other, [...(ofMentor.get(other) ?? []), { other: mentee, points }])
  }
  return { ofMentee, ofMentor }
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
  if (mentees * mentors > rememberedPairs || blocks < 1) return null
  const table = new Int16Array(mentees * mentors)
  const bounds = Array.from({ length: blocks + 1 }, (_, block) => Math.floor((block * mentees) / blocks))
  const work = bounds.slice(1).map(async (until, block) => {
    const from = bounds[block] ?? 0
    table.set(await rows(problem, from, until), from * mentors)
  })
  await Promise.all(work)
  return table
}
