/**
 * Sets: shared choices (`set`), counts of them (`count`) and levels per key (`level`).
 * A mentee's share of the criterion is split over the choices by largest remainder, once; a pair then earns the sum over the
 * choices it shares, so the explanation adds up without rounding. `similar` gives half of the share (the larger half) to the
 * mentee's list and half to the mentor's; `different` is the whole less `similar`.
 *
 * Choices are numbered in code-unit order and every list is sorted, so the definition is a merge of two lists.
 * Kernel: postings. For every choice the list of mentors who have it; a mentee walks the lists of their own choices only.
 * Real choices are skewed, yet people want few of them: about 1.5 additions per pair on the survey data.
 */
import type { Evidence } from '../arrangement.ts'
import { largestRemainder } from '../largest-remainder.ts'
import { byCodeUnit } from '../order.ts'
import type { CriterionOf } from '../problem.ts'
import { choicesIn, levelsIn } from '../readings.ts'
import { type BoundCriterion, boundCriterion, type People, type Row, traitsOf } from './bound.ts'

/** One side's list: numbers of the choices, rising, and beside each what it is worth (of the share) or its level. */
type List = { readonly ids: Int32Array; readonly worth: Int32Array; readonly levels: Int32Array }

type Share = (choices: readonly string[]) => readonly number[]

/** The lists of both sides in one numbering, which grows with the choices of who comes later, and per choice the mentors who have it. */
type Lists = {
  readonly names: readonly string[]
  readonly listOf: { mentee(answer: Answer | null): List | null; mentor(answer: Answer | null): List | null }
  readonly mentees: readonly (List | null)[]
  readonly mentors: readonly (List | null)[]
  readonly postings: readonly Postings[]
  readonly answering: Int32Array
}

/** Mentors who have one choice, and beside each what their own list adds, or their level. */
type Postings = { readonly mentors: Int32Array; readonly worth: Int32Array; readonly levels: Int32Array }

type Answer = ReadonlyMap<string, number>

function listsOf(
  menteeAnswers: readonly (Answer | null)[],
  mentorAnswers: readonly (Answer | null)[],
  menteeShare: Share,
  mentorShare: Share,
): Lists {
  const names = [...new Set([...menteeAnswers, ...mentorAnswers].flatMap(answer => [...(answer?.keys() ?? [])]))].sort(byCodeUnit)
  const numbers = new Map(names.map((name, number) => [name, number]))
  const numberOf = (choice: string): number => {
    const known = numbers.get(choice)
    if (known !== undefined) return known
    numbers.set(choice, names.length)
    return names.push(choice) - 1
  }
  const listIn = (answer: Answer | null, share: Share): List | null => {
    if (answer === null) return null
    const choices = [...answer.keys()]
    const worth = share(choices)
    const ids = choices.map(numberOf)
    // choices that nobody had at first are numbered behind all others
    const rising = ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0))
    const order = Array.from(ids.keys())
    if (!rising) order.sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0))
    const levels = [...answer.values()]
    return {
      ids: Int32Array.from(order, at => ids[at] ?? 0),
      worth: Int32Array.from(order, at => worth[at] ?? 0),
      levels: Int32Array.from(order, at => levels[at] ?? 0),
    }
  }
  const mentors = mentorAnswers.map(answer => listIn(answer, mentorShare))
  return {
    names,
    listOf: { mentee: answer => listIn(answer, menteeShare), mentor: answer => listIn(answer, mentorShare) },
    mentees: menteeAnswers.map(answer => listIn(answer, menteeShare)),
    mentors,
    postings: postingsOf(mentors, names.length),
    answering: Int32Array.from(mentors.flatMap((mentor, index) => (mentor ? [index] : []))),
  }
}

function postingsOf(mentors: readonly (List | null)[], choices: number): Postings[] {
  const lists = Array.from({ length: choices }, () => ({ mentors: [] as number[], worth: [] as number[], levels: [] as number[] }))
  for (const [mentor, list] of mentors.entries())
    for (const [at, id] of list?.ids.entries() ?? []) {
      lists[id]?.mentors.push(mentor)
      lists[id]?.worth.push(list?.worth[at] ?? 0)
      lists[id]?.levels.push(list?.levels[at] ?? 0)
    }
  return lists.map(list => ({
    mentors: Int32Array.from(list.mentors),
    worth: Int32Array.from(list.worth),
    levels: Int32Array.from(list.levels),
  }))
}

/** Sum over the choices that both lists have; `earned` sees the positions in the two lists. */
function merged(mentee: List, mentor: List, earned: (at: number, their: number) => number): number {
  let sum = 0
  let at = 0
  let their = 0
  while (at < mentee.ids.length && their < mentor.ids.length) {
    const mine = mentee.ids[at] ?? 0
    const other = mentor.ids[their] ?? 0
    if (mine === other) sum += earned(at, their)
    if (mine <= other) at++
    if (other <= mine) their++
  }
  return sum
}

/** What the choices that both lists have are worth together. */
function sharedWorth(mentee: List, mentor: List): number {
  const { ids, worth } = mentee
  let sum = 0
  let at = 0
  let their = 0
  while (at < ids.length && their < mentor.ids.length) {
    const mine = ids[at] ?? 0
    const other = mentor.ids[their] ?? 0
    if (mine === other) sum += (worth[at] ?? 0) + (mentor.worth[their] ?? 0)
    if (mine <= other) at++
    if (other <= mine) their++
  }
  return sum
}

function answersIn(choices: readonly string[] | null): Answer | null {
  return choices && new Map(choices.map(choice => [choice, 0]))
}

function choicesEvidence(names: readonly string[], mentee: List, mentor: List, each: (at: number, their: number) => number): Evidence {
  const shared: { choice: string; points: number }[] = []
  merged(mentee, mentor, (at, their) => shared.push({ choice: names[mentee.ids[at] ?? 0] ?? '', points: each(at, their) }))
  shared.sort((a, b) => byCodeUnit(a.choice, b.choice))
  return { kind: 'choices', shared, onlyMentee: mentee.ids.length - shared.length, onlyMentor: mentor.ids.length - shared.length }
}

function addTo(row: Row, mentors: Int32Array, points: number): void {
  for (let at = 0; at < mentors.length; at++) {
    const mentor = mentors[at] ?? 0
    row[mentor] = (row[mentor] ?? 0) + points
  }
}

export function boundSet(criterion: CriterionOf<'set'>, outOf: number, people: People): BoundCriterion {
  const mentorChoices = traitsOf(people.mentors, criterion.mentor).map(choicesIn)
  const weights = itemWeights(criterion, mentorChoices)
  const mutual = criterion.mode !== 'complementary'
  const different = criterion.mode === 'different'
  const menteeShare = mutual ? Math.ceil(outOf / 2) : outOf
  const share =
    (total: number): Share =>
    choices =>
      largestRemainder(
        total,
        choices.map(choice => weights?.get(choice) ?? 1),
      )
  const menteeAnswers = traitsOf(people.mentees, criterion.mentee).map(choicesIn).map(answersIn)
  const lists = listsOf(menteeAnswers, mentorChoices.map(answersIn), share(menteeShare), share(outOf - menteeShare))
  const earned = (mentee: List, mentor: List) => (at: number, their: number) => (mentee.worth[at] ?? 0) + (mentor.worth[their] ?? 0)
  return boundCriterion<List, List>({
    id: criterion.id,
    outOf,
    menteeReadings: lists.mentees,
    mentorReadings: lists.mentors,
    readMentee: ({ traits }) => lists.listOf.mentee(answersIn(choicesIn(traits[criterion.mentee]))),
    readMentor: ({ traits }) => lists.listOf.mentor(answersIn(choicesIn(traits[criterion.mentor]))),
    points(mentee, mentor) {
      const sum = sharedWorth(mentee, mentor)
      return different ? outOf - sum : sum
    },
    evidence: (mentee, mentor) => choicesEvidence(lists.names, mentee, mentor, earned(mentee, mentor)),
    addRow(mentee, row) {
      if (different) addTo(row, lists.answering, outOf)
      for (let at = 0; at < mentee.ids.length; at++) {
        const { mentors, worth } = lists.postings[mentee.ids[at] ?? 0] ?? nobody
        const points = mentee.worth[at] ?? 0
        if (!mutual) {
          addTo(row, mentors, points)
          continue
        }
        const sign = different ? -1 : 1
        for (let their = 0; their < mentors.length; their++) {
          const mentor = mentors[their] ?? 0
          row[mentor] = (row[mentor] ?? 0) + sign * (points + (worth[their] ?? 0))
        }
      }
    },
  })
}

export function boundCount(criterion: CriterionOf<'count'>, people: People): BoundCriterion {
  const each = criterion.pointsPerItem
  const share: Share = choices => choices.map(() => each)
  const nothing: Share = choices => choices.map(() => 0)
  const answers = (candidates: People['mentees'], key: string) => traitsOf(candidates, key).map(choicesIn).map(answersIn)
  const lists = listsOf(answers(people.mentees, criterion.mentee), answers(people.mentors, criterion.mentor), share, nothing)
  const earned = () => each
  return boundCriterion<List, List>({
    id: criterion.id,
    outOf: null,
    most: each * lists.mentees.reduce((most, mentee) => Math.max(most, mentee?.ids.length ?? 0), 0),
    menteeReadings: lists.mentees,
    mentorReadings: lists.mentors,
    readMentee: ({ traits }) => lists.listOf.mentee(answersIn(choicesIn(traits[criterion.mentee]))),
    readMentor: ({ traits }) => lists.listOf.mentor(answersIn(choicesIn(traits[criterion.mentor]))),
    points: sharedWorth,
    evidence: (mentee, mentor) => choicesEvidence(lists.names, mentee, mentor, earned),
    addRow(mentee, row) {
      for (const id of mentee.ids) addTo(row, lists.postings[id]?.mentors ?? nobody.mentors, each)
    },
  })
}

export function boundLevel(criterion: CriterionOf<'level'>, outOf: number, people: People): BoundCriterion {
  const { mode, steps } = criterion
  const share: Share = keys =>
    largestRemainder(
      outOf,
      keys.map(() => 1),
    )
  const answers = (candidates: People['mentees'], key: string) => traitsOf(candidates, key).map(levelsIn)
  const lists = listsOf(answers(people.mentees, criterion.mentee), answers(people.mentors, criterion.mentor), share, share)
  const span = Math.max(1, steps - 1)
  /** What one key earns where both have it. */
  const kept = (worth: number, wanted: number, offered: number): number =>
    mode === 'complementary' ? (offered >= wanted ? worth : 0) : Math.floor((worth * Math.max(0, span - Math.abs(offered - wanted))) / span)
  const earned = (mentee: List, mentor: List) => (at: number, their: number) =>
    kept(mentee.worth[at] ?? 0, mentee.levels[at] ?? 0, mentor.levels[their] ?? 0)
  const different = mode === 'different'
  return boundCriterion<List, List>({
    id: criterion.id,
    outOf,
    menteeReadings: lists.mentees,
    mentorReadings: lists.mentors,
    readMentee: ({ traits }) => lists.listOf.mentee(levelsIn(traits[criterion.mentee])),
    readMentor: ({ traits }) => lists.listOf.mentor(levelsIn(traits[criterion.mentor])),
    points(mentee, mentor) {
      const sum = merged(mentee, mentor, earned(mentee, mentor))
      return different ? outOf - sum : sum
    },
    evidence(mentee, mentor) {
      const offered = new Map<number, number>()
      merged(mentee, mentor, (at, their) => Number(offered.set(at, mentor.levels[their] ?? 0).size))
      const items = Array.from(mentee.ids, (id, at) => {
        const level = offered.get(at) ?? null
        const worth = mentee.worth[at] ?? 0
        const points = level === null ? 0 : kept(worth, mentee.levels[at] ?? 0, level)
        return { key: lists.names[id] ?? '', mentee: mentee.levels[at] ?? 0, mentor: level, points: different ? worth - points : points }
      })
      return { kind: 'levels', items: items.sort((a, b) => byCodeUnit(a.key, b.key)) }
    },
    addRow(mentee, row) {
      if (different) addTo(row, lists.answering, outOf)
      const sign = different ? -1 : 1
      for (let at = 0; at < mentee.ids.length; at++) {
        const { mentors, levels } = lists.postings[mentee.ids[at] ?? 0] ?? nobody
        for (let their = 0; their < mentors.length; their++) {
          const mentor = mentors[their] ?? 0
          row[mentor] = (row[mentor] ?? 0) + sign * kept(mentee.worth[at] ?? 0, mentee.levels[at] ?? 0, levels[their] ?? 0)
        }
      }
    },
  })
}

const nobody: Postings = { mentors: new Int32Array(0), worth: new Int32Array(0), levels: new Int32Array(0) }

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
  return new Map(
    [...holders].map(([choice, count]) => {
      let weight = 1
      for (let some = count * 2; some <= answering; some *= 2) weight++
      return [choice, weight]
    }),
  )
}
