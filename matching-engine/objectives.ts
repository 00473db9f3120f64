/** Every objective but `optimal` (optimal-solution.ts), one entry each: what can be wrong with it, and how it is solved. */
import type { Group, Objective, Result } from './arrangement.ts'
import { bonusStep, matchedFirstBonuses } from './assignment/network.ts'
import { type Progress, solveNetwork } from './assignment/optimal.ts'
import { fairest } from './fairest.ts'
import { grouped } from './groups.ts'
import { networkOf, pairsOf, priceCertificate } from './optimal.ts'
import { byCodeUnit } from './order.ts'
import { circleSizes } from './peers/circles.ts'
import { peersSolved } from './peers/peers.ts'
import { placedFirstBonuses } from './placed-first.ts'
import { type PointTable, pointTable } from './point-table.ts'
import { mostPoints, type Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { type IndexedPair, inListOrder, resultFrom, whyUnmatched } from './result.ts'
import { type Scoring, scored } from './scoring.ts'
import { deferredAcceptance, type Market } from './stable.ts'

export type ObjectiveKind = Exclude<Objective['kind'], 'optimal'>
type ObjectiveOf<K extends ObjectiveKind> = Extract<Objective, { kind: K }>
export type Outcome = { readonly scoring: Scoring; readonly result: Result }

type Entry<K extends ObjectiveKind> = {
  /** Names of fields that cannot be used as they are. */
  faults(objective: ObjectiveOf<K>, problem: Problem): string[]
  solve(problem: Problem, objective: ObjectiveOf<K>): Generator<Progress, Outcome>
}

const unless = (fine: boolean, field: string): string[] => (fine ? [] : [field])
const whole = (number: number, least: number, most: number): boolean => Number.isInteger(number) && number >= least && number <= most
const isTexts = (list: unknown): list is readonly string[] => Array.isArray(list) && list.every(one => typeof one === 'string')
const isPairs = (list: unknown): boolean => Array.isArray(list) && list.every(pair => isTexts([pair?.mentee, pair?.mentor]))

const areCriteria = (ids: readonly string[], criteria: Problem['criteria']): boolean =>
  ids.every(id => criteria.some(criterion => criterion.id === id))

const objectiveKinds: { readonly [K in ObjectiveKind]: Entry<K> } = {
  fairest: {
    faults: ({ by, bandPoints = 500 }) => [
      ...unless(['worst', 'leximin', 'rankMaximal'].includes(by), 'by'),
      ...unless(whole(bandPoints, 1, mostPoints), 'bandPoints'),
    ],
    *solve(problem, objective) {
      const scoring = scored(problem)
      const table = pointTable(scoring)
      const { pairs, levels } = yield* fairest(networkOf(scoring, 'matched', table), objective.by, objective.bandPoints ?? 500)
      const inList = levels.map(({ goal, mentees, mentors }) =>
        goal.kind === 'at-least'
          ? { goal, mentees, mentors }
          : { goal, mentees: inListOrder(mentees, scoring.mentees.order), mentors: inListOrder(mentors, scoring.mentors.order) },
      )
      const why = (mentee: number) => whyUnmatched(scoring, table.row(mentee), mentee, 1)
      return { scoring, result: resultFrom(scoring, objective, pairs, { certificate: { kind: 'levels', levels: inList }, why }) }
    },
  },
  rematch: {
    faults: ({ keep }) => unless(isPairs(keep), 'keep'),
    solve: rematched,
  },
  stable: {
    faults: ({ best, menteeCriteria = [], mentorCriteria = [] }, { criteria }) => [
      ...unless(best === 'mentee' || best === 'mentor', 'best'),
      ...unless(isTexts(menteeCriteria) && areCriteria(menteeCriteria, criteria), 'menteeCriteria'),
      ...unless(isTexts(mentorCriteria) && areCriteria(mentorCriteria, criteria), 'mentorCriteria'),
    ],
    *solve(problem, objective) {
      const scoring = scored(problem)
      const table = pointTable(scoring)
      const held = yield* deferredAcceptance(marketOf(scoring, objective, table))
      const byMentee = objective.best === 'mentee'
      const pairs = held.flatMap((proposers, other): IndexedPair[] =>
        proposers.map(proposer => {
          const [row, column] = byMentee ? [proposer, other] : [other, proposer]
          return { row, column, points: scoring.points(row, column) }
        }),
      )
      const why = (mentee: number) => whyUnmatched(scoring, table.row(mentee), mentee, 1)
      return { scoring, result: resultFrom(scoring, objective, pairs, { certificate: { kind: 'stable', blockingPairs: 0 }, why }) }
    },
  },
  groups: {
    faults: ({ smallest, largest, coMentors = 0, mostNodes = 1 }) => [
      ...unless(whole(coMentors, 0, 1_000), 'coMentors'),
      ...unless(whole(smallest, 1, 1_000_000) && smallest <= largest, 'smallest'),
      ...unless(whole(largest, 1, 1_000_000), 'largest'),
      ...unless(whole(mostNodes, 1, 1_000_000_000), 'mostNodes'),
    ],
    solve: groupsSolved,
  },
  peers: {
    faults: (objective, { mentees }) => {
      if (objective.as !== 'circles') return unless(objective.as === 'pairs', 'as')
      const { smallest, largest, noLone = [], atLeastTwo = [] } = objective
      const faults = [
        ...unless(whole(smallest, 2, 1_000_000), 'smallest'),
        ...unless(whole(largest, 2, 1_000_000), 'largest'),
        ...unless(isTexts(noLone), 'noLone'),
        ...unless(isTexts(atLeastTwo), 'atLeastTwo'),
      ]
      if (faults.length === 0) circleSizes(mentees.filter(({ capacity = 1 }) => capacity > 0).length, smallest, largest)
      return faults
    },
    solve: peersSolved,
  },
}

/** The optimum in which a kept pair earns more than all points that a chain of moves can change. */
function* rematched(problem: Problem, objective: ObjectiveOf<'rematch'>): Generator<Progress, Outcome> {
  const scoring = scored(problem)
  const { menteeIndex, mentorIndex, mentees, mentors } = scoring.people
  const kept = mentees.map(() => new Set<number>())
  for (const { mentee, mentor } of objective.keep) kept[menteeIndex.get(mentee) ?? -1]?.add(mentorIndex.get(mentor) ?? -1)
  const keepBonus = bonusStep(mentees.length, mentors.length)
  const table = pointTable(scoring)
  const network = networkOf(scoring, 'matched', table, keepBonus)
  const row = new Int32Array(mentors.length)
  const withKept = (mentee: number): Int32Array => {
    row.set(table.row(mentee))
    for (const mentor of kept[mentee] ?? []) if ((row[mentor] ?? -1) >= 0) row[mentor] = (row[mentor] ?? 0) + keepBonus
    return row
  }
  const state = yield* solveNetwork({ ...network, row: withKept, pair: (mentee, mentor) => withKept(mentee)[mentor] ?? -1 })
  const pairs = pairsOf(state).map(pair => ({ ...pair, points: table.points(pair.row, pair.column) }))
  const why = (mentee: number) => whyUnmatched(scoring, table.row(mentee), mentee, 1)
  return { scoring, result: resultFrom(scoring, objective, pairs, { certificate: priceCertificate(scoring, state, keepBonus), why }) }
}

function* groupsSolved(problem: Problem, objective: ObjectiveOf<'groups'>): Generator<Progress, Outcome> {
  const many = problem.mentees.find(({ capacity = 1 }) => capacity > 1)
  if (many) throw new Refusal('impossible-sizes', { mentee: many.id, capacity: many.capacity ?? 1 })
  const scoring = scored(problem)
  const { mentors } = scoring.people
  const table = pointTable(scoring)
  const lockedAt = new Int32Array(mentors.length)
  for (const locked of scoring.locked.values()) for (const mentor of locked) lockedAt[mentor] = (lockedAt[mentor] ?? 0) + 1
  const most = Int32Array.from(mentors, ({ capacity = 1 }, mentor) => Math.min(capacity, objective.largest) - (lockedAt[mentor] ?? 0))
  const over = most.findIndex(places => places < 0)
  if (over >= 0)
    throw new Refusal('impossible-sizes', { mentor: mentors[over]?.id ?? '', locked: lockedAt[over] ?? 0, largest: objective.largest })
  const sizes = {
    most,
    least: lockedAt.map(locked => Math.max(0, objective.smallest - locked)),
    open: Uint8Array.from(lockedAt, locked => (locked > 0 ? 1 : 0)),
  }
  const network = { ...networkOf(scoring, 'matched', table), firstBonus: placedFirstBonuses(scoring.people.mentees) }
  const grouping = yield* grouped(network, sizes, objective.mostNodes ?? 4000)
  if (grouping === null) throw new Refusal('impossible-sizes', { smallest: objective.smallest, largest: objective.largest })
  const { pairs, reached, bound, proven } = grouping
  const why = (mentee: number) => whyUnmatched(scoring, table.row(mentee), mentee, 1)
  const result = resultFrom(scoring, objective, pairs, { certificate: { kind: 'bound', reached, bound, proven }, why })
  const groups = mentors
    .map(({ id }) => ({ id, own: result.pairs.filter(({ mentor }) => mentor === id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ id, own }) => ({
      mentors: [id],
      mentees: own.map(({ mentee }) => mentee),
      points: own.reduce((sum, { points }) => sum + points, 0),
    }))
    .sort((a, b) => byCodeUnit(a.mentors[0] ?? '', b.mentors[0] ?? ''))
  return { scoring, result: { ...result, groups: yield* withCoMentors(scoring, groups, objective.coMentors ?? 0) } }
}

/** Mentors without a group join one, best for these groups as they are: an assignment of its own, mentors in rows, groups in columns. */
function* withCoMentors(scoring: Scoring, groups: readonly Group[], most: number): Generator<Progress, Group[]> {
  const { mentors, menteeIndex } = scoring.people
  const leading = new Set(groups.flatMap(group => group.mentors))
  const free = mentors.flatMap(({ id, capacity = 1 }, mentor) => (leading.has(id) || capacity === 0 ? [] : [mentor]))
  if (most === 0 || free.length === 0) return [...groups]
  const members = groups.map(({ mentees }) => mentees.map(id => menteeIndex.get(id) ?? 0))
  const rows = free.map(mentor =>
    Int16Array.from(members, group =>
      group.every(mentee => scoring.open(mentee, mentor))
        ? Math.floor(group.reduce((sum, mentee) => sum + scoring.points(mentee, mentor), 0) / group.length)
        : -1,
    ),
  )
  const { first, more } = matchedFirstBonuses(
    free.map(() => 0),
    groups.length,
  )
  const state = yield* solveNetwork({
    rows: free.length,
    columns: groups.length,
    rowCapacity: new Int32Array(free.length).fill(1),
    columnCapacity: new Int32Array(groups.length).fill(most),
    firstBonus: first,
    moreBonus: more,
    row: row => rows[row] ?? new Int16Array(groups.length),
    pair: (row, column) => rows[row]?.[column] ?? -1,
  })
  const joins = pairsOf(state)
  return groups.map((group, column) => ({
    ...group,
    mentors: [
      ...group.mentors,
      ...joins
        .filter(join => join.column === column)
        .map(({ row }) => mentors[free[row] ?? 0]?.id ?? '')
        .sort(byCodeUnit),
    ],
  }))
}

function marketOf(scoring: Scoring, objective: ObjectiveOf<'stable'>, table: PointTable): Market {
  const { mentees, mentors } = scoring.people
  const by = (ids: readonly string[] | undefined) => {
    const chosen = scoring.criteria.filter(({ id }) => ids === undefined || ids.includes(id))
    return (mentee: number, mentor: number): number => chosen.reduce((sum, criterion) => sum + criterion.points(mentee, mentor), 0)
  }
  const menteeLikes = by(objective.menteeCriteria)
  const mentorLikes = by(objective.mentorCriteria)
  const liking = (likes: (mentee: number, mentor: number) => number, mentee: number, mentor: number) =>
    scoring.open(mentee, mentor) ? likes(mentee, mentor) : -1
  return objective.best === 'mentee'
    ? {
        proposers: mentees.length,
        others: mentors.length,
        proposerCapacity: scoring.menteeCapacity,
        otherCapacity: scoring.mentorCapacity,
        // the same, and compared only once, where everything counts
        likes: objective.menteeCriteria
          ? mentee => mentors.map((_, mentor) => liking(menteeLikes, mentee, mentor))
          : mentee => table.row(mentee),
        likedBack: objective.mentorCriteria
          ? (mentor, mentee) => mentorLikes(mentee, mentor)
          : (mentor, mentee) => table.points(mentee, mentor),
      }
    : {
        proposers: mentors.length,
        others: mentees.length,
        proposerCapacity: scoring.mentorCapacity,
        otherCapacity: scoring.menteeCapacity,
        likes: mentor => mentees.map((_, mentee) => liking(mentorLikes, mentee, mentor)),
        likedBack: (mentee, mentor) => menteeLikes(mentee, mentor),
      }
}

export function objectiveFaults<K extends ObjectiveKind>(objective: ObjectiveOf<K>, kind: K, problem: Problem): string[] {
  return Object.hasOwn(objectiveKinds, kind) ? objectiveKinds[kind].faults(objective, problem) : ['kind']
}

export function solveObjective<K extends ObjectiveKind>(
  problem: Problem,
  objective: ObjectiveOf<K>,
  kind: K,
): Generator<Progress, Outcome> {
  return objectiveKinds[kind].solve(problem, objective)
}
