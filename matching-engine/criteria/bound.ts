/**
 * A criterion bound to the people of one problem. `points` is its definition, one pair at a time and easy to check;
 * `addRow` is the same for one mentee against all mentors at once and must agree with it (tested for every kind).
 *
 * Most kinds need no kernel of their own: mentors with equal answers are one class, a mentee is compared once with each
 * class, and the row is one table look-up per mentor. Kinds whose answers hardly ever repeat (sets, wish lists) bring a kernel.
 */
import type { Evidence, Line } from '../arrangement.ts'
import type { Candidate, Problem, Trait } from '../problem.ts'

/** Points of one mentee with every mentor; -1 where the pair is forbidden. 16 bits hold every legal pair. */
export type Row = Int16Array

export type BoundCriterion = {
  readonly id: string
  /** Null for kinds without a share. */
  readonly outOf: number | null
  /** No pair gets more than this. */
  readonly most: number
  points(mentee: number, mentor: number): number
  line(mentee: number, mentor: number): Line
  /** Adds the points of this mentee with every mentor. */
  addRow(mentee: number, row: Row): void
  /** The same with one person more, who stands behind all others of their side. Exact where points depend on nobody else. */
  withMentee(mentee: Candidate): BoundCriterion
  withMentor(mentor: Candidate): BoundCriterion
}

/** The people in the order of all indexes, and what kinds may ask about them as a whole. */
export type People = {
  readonly mentees: readonly Candidate[]
  readonly mentors: readonly Candidate[]
  readonly menteeIndex: ReadonlyMap<string, number>
  readonly mentorIndex: ReadonlyMap<string, number>
  readonly problem: Problem
}

/** How a kind reads answers and compares two readings. A reading of null is silence. */
export type Comparison<Mentee, Mentor> = {
  readonly id: string
  readonly outOf: number | null
  /** Only for kinds without a share. */
  readonly most?: number
  readonly menteeReadings: readonly (Mentee | null)[]
  readonly mentorReadings: readonly (Mentor | null)[]
  /** How somebody is read who comes later. */
  readMentee(mentee: Candidate): Mentee | null
  readMentor(mentor: Candidate): Mentor | null
  points(mentee: Mentee, mentor: Mentor): number
  evidence(mentee: Mentee, mentor: Mentor): Evidence
  /** Equal keys promise equal points with everybody. */
  readonly mentorClasses?: readonly string[]
  readonly menteeClasses?: readonly string[]
  addRow?(mentee: Mentee, row: Row): void
}

/** What silence earns: half of the share, rounded down; nothing where there is no share. */
export function silentPoints(outOf: number | null): number {
  return outOf === null ? 0 : Math.floor(outOf / 2)
}

export function boundCriterion<Mentee, Mentor>(comparison: Comparison<Mentee, Mentor>): BoundCriterion {
  const pairwise = byPairs(comparison)
  const silence = silentPoints(comparison.outOf)
  return { ...pairwise, addRow: comparison.addRow ? rowByKernel(comparison, silence) : rowByClasses(comparison, pairwise.points) }
}

/** By definition, with no kernel: binding costs next to nothing, and a row is as slow as its pairs. */
function byPairs<Mentee, Mentor>(comparison: Comparison<Mentee, Mentor>): BoundCriterion {
  const { id, outOf, menteeReadings, mentorReadings } = comparison
  const silence = silentPoints(outOf)
  const points = (mentee: number, mentor: number): number => {
    const a = menteeReadings[mentee] ?? null
    const b = mentorReadings[mentor] ?? null
    return a === null || b === null ? silence : comparison.points(a, b)
  }
  return {
    id,
    outOf,
    most: comparison.most ?? outOf ?? 0,
    points,
    line(mentee, mentor) {
      const a = menteeReadings[mentee] ?? null
      const b = mentorReadings[mentor] ?? null
      if (a === null || b === null) return { criterion: id, points: silence, outOf, silent: true, evidence: null }
      return { criterion: id, points: comparison.points(a, b), outOf, silent: false, evidence: comparison.evidence(a, b) }
    },
    addRow(mentee, row) {
      for (let mentor = 0; mentor < row.length; mentor++) row[mentor] = (row[mentor] ?? 0) + points(mentee, mentor)
    },
    withMentee: mentee => byPairs({ ...comparison, menteeReadings: [...menteeReadings, comparison.readMentee(mentee)] }),
    withMentor: mentor => byPairs({ ...comparison, mentorReadings: [...mentorReadings, comparison.readMentor(mentor)] }),
  }
}

function rowByKernel<Mentee, Mentor>(comparison: Comparison<Mentee, Mentor>, silence: number): BoundCriterion['addRow'] {
  const silentMentors = Int32Array.from(comparison.mentorReadings.flatMap((reading, mentor) => (reading === null ? [mentor] : [])))
  return (mentee, row) => {
    const reading = comparison.menteeReadings[mentee] ?? null
    if (reading === null) {
      if (silence > 0) for (let mentor = 0; mentor < row.length; mentor++) row[mentor] = (row[mentor] ?? 0) + silence
      return
    }
    comparison.addRow?.(reading, row)
    if (silence > 0) for (const mentor of silentMentors) row[mentor] = (row[mentor] ?? 0) + silence
  }
}

function rowByClasses<Mentee, Mentor>(
  comparison: Comparison<Mentee, Mentor>,
  points: (mentee: number, mentor: number) => number,
): BoundCriterion['addRow'] {
  const { classOf, firstOf } = classes(comparison.mentorClasses ?? [])
  const tables = new Map<string, Int32Array>()
  const tableOf = (mentee: number): Int32Array => {
    const key = comparison.menteeClasses?.[mentee] ?? ''
    const known = tables.get(key)
    if (known) return known
    const table = firstOf.map(mentor => points(mentee, mentor))
    if (tables.size < 4096) tables.set(key, table)
    return table
  }
  return (mentee, row) => {
    const table = tableOf(mentee)
    for (let mentor = 0; mentor < row.length; mentor++) row[mentor] = (row[mentor] ?? 0) + (table[classOf[mentor] ?? 0] ?? 0)
  }
}

/** Numbers the distinct keys; `firstOf` names one holder of each. */
export function classes(keys: readonly string[]): { classOf: Int32Array; firstOf: Int32Array } {
  const numbers = new Map<string, number>()
  const first: number[] = []
  const classOf = Int32Array.from(keys, (key, index) => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, first.length)
    first.push(index)
    return first.length - 1
  })
  return { classOf, firstOf: Int32Array.from(first) }
}

/** The answers of one side under one key. */
export function traitsOf(candidates: readonly Candidate[], key: string): (Trait | undefined)[] {
  return candidates.map(candidate => candidate.traits[key])
}

/** A class key per trait: its canonical text. */
export function traitKeys(traits: readonly (Trait | undefined)[]): string[] {
  return traits.map(trait => (trait === undefined ? '' : JSON.stringify(trait)))
}
