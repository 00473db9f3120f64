/**
 * Sets: shared choices (`set`), counts of them (`count`) and levels per key (`level`).
 * A mentee's share of the criterion is split over the choices by largest remainder, once; a pair then earns the sum over the
 * choices it shares, so the explanation adds up without rounding. `similar` gives half of the share (the larger half) to the
 * mentee's list and half to the mentor's; `different` is the whole less `similar`.
 *
 * Kernel: postings. For every choice the list of mentors who have it; a mentee walks the lists of their own choices only.
 * Real choices are skewed, yet people want few of them: about 1.5 additions per pair on the survey data.
 */
import type { Evidence } from '../arrangement.ts'
import { largestRemainder } from '../largest-remainder.ts'
import { byCodeUnit } from '../order.ts'
import type { CriterionOf } from '../problem.ts'
import { choicesIn, levelsIn } from '../readings.ts'
import { type BoundCriterion, boundCriterion, type People, traitsOf } from './bound.ts'

type SetReading = { readonly items: ReadonlyMap<string, number> }

export function boundSet(criterion: CriterionOf<'set'>, outOf: number, people: People): BoundCriterion {
  const menteeChoices = traitsOf(people.mentees, criterion.mentee).map(choicesIn)
  const mentorChoices = traitsOf(people.mentors, criterion.mentor).map(choicesIn)
  const weights = itemWeights(criterion, mentorChoices)
  const mutual = criterion.mode !== 'complementary'
  const menteeShare = mutual ? Math.ceil(outOf / 2) : outOf
  const reading = (choices: readonly string[] | null, share: number): SetReading | null =>
    choices && { items: split(share, choices, weights) }
  const menteeReadings = menteeChoices.map(choices => reading(choices, menteeShare))
  const mentorReadings = mentorChoices.map(choices => reading(choices, outOf - menteeShare))
  const shared = (mentee: SetReading, mentor: SetReading): { choice: string; points: number }[] => {
    const found: { choice: string; points: number }[] = []
    for (const [choice, points] of mentee.items) {
      const theirs = mentor.items.get(choice)
      if (theirs !== undefined) found.push({ choice, points: points + theirs })
    }
    return found
  }
  const different = criterion.mode === 'different'
  const postings = postingsOf(mentorReadings)
  const answering = Int32Array.from(mentorReadings.flatMap((mentor, index) => (mentor ? [index] : [])))
  return boundCriterion<SetReading, SetReading>({
    id: criterion.id,
    outOf,
    menteeReadings,
    mentorReadings,
    points(mentee, mentor) {
      let sum = 0
      for (const [choice, points] of mentee.items) {
        const theirs = mentor.items.get(choice)
        if (theirs !== undefined) sum += points + theirs
      }
      return different ? outOf - sum : sum
    },
    evidence: (mentee, mentor) => choicesEvidence(shared(mentee, mentor), mentee.items.size, mentor.items.size),
    addRow(mentee, row) {
      const sign = different ? -1 : 1
      if (different) for (const mentor of answering) row[mentor] = (row[mentor] ?? 0) + outOf
      for (const [choice, points] of mentee.items) {
        const list = postings.get(choice)
        if (!list) continue
        const { mentors, extras } = list
        if (mutual)
          for (let at = 0; at < mentors.length; at++) {
            const mentor = mentors[at] ?? 0
            row[mentor] = (row[mentor] ?? 0) + sign * (points + (extras[at] ?? 0))
          }
        else
          for (let at = 0; at < mentors.length; at++) {
            const mentor = mentors[at] ?? 0
            row[mentor] = (row[mentor] ?? 0) + points
          }
      }
    },
  })
}

export function boundCount(criterion: CriterionOf<'count'>, people: People): BoundCriterion {
  const each = criterion.pointsPerItem
  const readings = (choices: readonly string[] | null): SetReading | null =>
    choices && { items: new Map(choices.map(choice => [choice, each])) }
  const menteeReadings = traitsOf(people.mentees, criterion.mentee).map(choicesIn).map(readings)
  const mentorReadings = traitsOf(people.mentors, criterion.mentor).map(choicesIn).map(readings)
  const postings = postingsOf(mentorReadings)
  return boundCriterion<SetReading, SetReading>({
    id: criterion.id,
    outOf: null,
    most: each * menteeReadings.reduce((most, mentee) => Math.max(most, mentee?.items.size ?? 0), 0),
    menteeReadings,
    mentorReadings,
    points(mentee, mentor) {
      let sum = 0
      for (const choice of mentee.items.keys()) if (mentor.items.has(choice)) sum += each
      return sum
    },
    evidence(mentee, mentor) {
      const shared = [...mentee.items.keys()].filter(choice => mentor.items.has(choice)).map(choice => ({ choice, points: each }))
      return choicesEvidence(shared, mentee.items.size, mentor.items.size)
    },
    addRow(mentee, row) {
      for (const choice of mentee.items.keys()) {
        const mentors = postings.get(choice)?.mentors ?? nobody
        for (let at = 0; at < mentors.length; at++) {
          const mentor = mentors[at] ?? 0
          row[mentor] = (row[mentor] ?? 0) + each
        }
      }
    },
  })
}

type LevelReading = { readonly levels: ReadonlyMap<string, number>; readonly shares: ReadonlyMap<string, number> }

export function boundLevel(criterion: CriterionOf<'level'>, outOf: number, people: People): BoundCriterion {
  const menteeReadings = traitsOf(people.mentees, criterion.mentee).map((trait): LevelReading | null => {
    const levels = levelsIn(trait)
    return levels && { levels, shares: split(outOf, [...levels.keys()], null) }
  })
  const mentorReadings = traitsOf(people.mentors, criterion.mentor).map(levelsIn)
  const { mode, steps } = criterion
  const span = Math.max(1, steps - 1)
  /** What one key earns; nothing where the mentor does not have it. */
  const earned = (share: number, wanted: number, offered: number): number =>
    mode === 'complementary' ? (offered >= wanted ? share : 0) : Math.floor((share * Math.max(0, span - Math.abs(offered - wanted))) / span)
  const alike = (mentee: LevelReading, mentor: ReadonlyMap<string, number>): number => {
    let sum = 0
    for (const [key, wanted] of mentee.levels) {
      const offered = mentor.get(key)
      if (offered !== undefined) sum += earned(mentee.shares.get(key) ?? 0, wanted, offered)
    }
    return sum
  }
  const postings = levelPostings(mentorReadings)
  const answering = Int32Array.from(mentorReadings.flatMap((mentor, index) => (mentor ? [index] : [])))
  return boundCriterion<LevelReading, ReadonlyMap<string, number>>({
    id: criterion.id,
    outOf,
    menteeReadings,
    mentorReadings,
    points: (mentee, mentor) => (mode === 'different' ? outOf - alike(mentee, mentor) : alike(mentee, mentor)),
    evidence: (mentee, mentor) => ({
      kind: 'levels',
      items: [...mentee.levels].map(([key, wanted]) => {
        const offered = mentor.get(key) ?? null
        const points = offered === null ? 0 : earned(mentee.shares.get(key) ?? 0, wanted, offered)
        return { key, mentee: wanted, mentor: offered, points: mode === 'different' ? (mentee.shares.get(key) ?? 0) - points : points }
      }),
    }),
    addRow(mentee, row) {
      const sign = mode === 'different' ? -1 : 1
      if (mode === 'different') for (const mentor of answering) row[mentor] = (row[mentor] ?? 0) + outOf
      for (const [key, wanted] of mentee.levels) {
        const list = postings.get(key)
        if (!list) continue
        const share = mentee.shares.get(key) ?? 0
        for (let at = 0; at < list.mentors.length; at++) {
          const mentor = list.mentors[at] ?? 0
          row[mentor] = (row[mentor] ?? 0) + sign * earned(share, wanted, list.levels[at] ?? 0)
        }
      }
    },
  })
}

const nobody = new Int32Array(0)

function choicesEvidence(shared: { choice: string; points: number }[], menteeSize: number, mentorSize: number): Evidence {
  return { kind: 'choices', shared, onlyMentee: menteeSize - shared.length, onlyMentor: mentorSize - shared.length }
}

function split(share: number, choices: readonly string[], weights: ReadonlyMap<string, number> | null): ReadonlyMap<string, number> {
  const parts = largestRemainder(
    share,
    choices.map(choice => weights?.get(choice) ?? 1),
  )
  return new Map(choices.map((choice, index) => [choice, parts[index] ?? 0]))
}

/** By rarity a choice weighs 1 more for every halving of the mentors who have it: all 1, half 2, a quarter 3. */
function itemWeights(
  criterion: CriterionOf<'set'>,
  mentorChoices: readonly (readonly string[] | null)[],
): ReadonlyMap<string, number> | null {
  if (criterion.itemWeights === undefined) return null
  if (criterion.itemWeights !== 'rarity') return new Map(Object.entries(criterion.itemWeights))
  const holders = new Map<string, number>()
  for (const choices of mentorChoices) for (const choice of choices ?? []) holders.set(choice, (holders.get(choice) ?? 0) + 1)
  const answering = mentorChoices.filter(choices => choices !== null).length
  const weights = new Map<string, number>()
  for (const [choice, count] of [...holders].sort(([a], [b]) => byCodeUnit(a, b))) {
    let weight = 1
    for (let some = count * 2; some <= answering; some *= 2) weight++
    weights.set(choice, weight)
  }
  return weights
}

/** Per choice the mentors who have it, and what their own list adds for it. */
function postingsOf(readings: readonly (SetReading | null)[]): Map<string, { mentors: Int32Array; extras: Int32Array }> {
  const lists = new Map<string, { mentors: number[]; extras: number[] }>()
  for (const [mentor, reading] of readings.entries())
    for (const [choice, extra] of reading?.items ?? []) {
      const list = lists.get(choice) ?? { mentors: [], extras: [] }
      list.mentors.push(mentor)
      list.extras.push(extra)
      lists.set(choice, list)
    }
  return new Map(
    [...lists].map(([choice, list]) => [choice, { mentors: Int32Array.from(list.mentors), extras: Int32Array.from(list.extras) }]),
  )
}

function levelPostings(
  readings: readonly (ReadonlyMap<string, number> | null)[],
): Map<string, { mentors: Int32Array; levels: Int32Array }> {
  const lists = new Map<string, { mentors: number[]; levels: number[] }>()
  for (const [mentor, reading] of readings.entries())
    for (const [key, level] of reading ?? []) {
      const list = lists.get(key) ?? { mentors: [], levels: [] }
      list.mentors.push(mentor)
      list.levels.push(level)
      lists.set(key, list)
    }
  return new Map([...lists].map(([key, list]) => [key, { mentors: Int32Array.from(list.mentors), levels: Int32Array.from(list.levels) }]))
}
