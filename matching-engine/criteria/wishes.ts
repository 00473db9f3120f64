/**
 * Kinds in which one side names people of the other: wish lists (`rank`) and ratings. Only the side that names can be silent.
 * Kernel: the named few per row, whichever side named them; everybody else earns nothing.
 */
import type { Evidence } from '../arrangement.ts'
import type { Candidate, CriterionOf, Side } from '../problem.ts'
import { placesIn, ratingsIn } from '../readings.ts'
import { type BoundCriterion, boundCriterion, type People, traitsOf } from './bound.ts'

type Named = ReadonlyMap<string, number>

export function boundRank(criterion: CriterionOf<'rank'>, outOf: number, people: People): BoundCriterion {
  const { places, shares, by } = criterion
  const pointsAt = (place: number): number =>
    shares ? Math.floor((outOf * (shares[place] ?? 0)) / 100) : Math.floor((outOf * Math.max(0, places - place)) / places)
  return boundWish(criterion, { outOf, people, read: placesIn, pointsAt }, place => ({
    kind: 'rank',
    by,
    rank: place === null ? null : place + 1,
  }))
}

export function boundRating(criterion: CriterionOf<'rating'>, people: People): BoundCriterion {
  const { by, pointsPerStep } = criterion
  return boundWish(criterion, { outOf: null, people, read: ratingsIn, pointsAt: rating => rating * pointsPerStep }, rating => ({
    kind: 'rating',
    by,
    rating,
  }))
}

function boundWish(
  criterion: { readonly id: string; readonly mentee: string; readonly mentor: string; readonly by: Side },
  kind: { outOf: number | null; people: People; read: typeof placesIn; pointsAt(named: number): number },
  evidence: (named: number | null) => Evidence,
): BoundCriterion {
  const { outOf, people, pointsAt } = kind
  const byMentee = criterion.by === 'mentee'
  const namers = byMentee ? people.mentees : people.mentors
  const key = byMentee ? criterion.mentee : criterion.mentor
  const named = traitsOf(namers, key).map(kind.read)
  const rows = namedRows(named, byMentee, people)
  type Reading = { readonly id: string; readonly index: number; readonly named: Named }
  const none: Named = new Map()
  const reading = (candidates: readonly { id: string }[], naming: boolean): (Reading | null)[] =>
    candidates.map((candidate, index) => {
      const mine = naming ? (named[index] ?? null) : none
      return mine && { id: candidate.id, index, named: mine }
    })
  const later = ({ id, traits }: Candidate, naming: boolean): Reading | null => {
    const mine = naming ? kind.read(traits[key]) : none
    return mine && { id, index: -1, named: mine }
  }
  const most =
    outOf === null ? named.reduce((so, names) => [...(names?.values() ?? [])].reduce((a, b) => Math.max(a, pointsAt(b)), so), 0) : outOf
  const nameOf = (mentee: Reading, mentor: Reading): number | undefined =>
    byMentee ? mentee.named.get(mentor.id) : mentor.named.get(mentee.id)
  return boundCriterion<Reading, Reading>({
    id: criterion.id,
    outOf,
    most,
    menteeReadings: reading(people.mentees, byMentee),
    mentorReadings: reading(people.mentors, !byMentee),
    readMentee: mentee => later(mentee, byMentee),
    readMentor: mentor => later(mentor, !byMentee),
    points(mentee, mentor) {
      const name = nameOf(mentee, mentor)
      return name === undefined ? 0 : pointsAt(name)
    },
    evidence: (mentee, mentor) => evidence(nameOf(mentee, mentor) ?? null),
    addRow(mentee, row) {
      for (const [mentor, name] of rows[mentee.index] ?? []) row[mentor] = (row[mentor] ?? 0) + pointsAt(name)
    },
  })
}

/** Per mentee the mentors that were named, by whichever side. Names of people who are not here are no longer anybody. */
function namedRows(named: readonly (Named | null)[], byMentee: boolean, people: People): [mentor: number, name: number][][] {
  const rows: [number, number][][] = people.mentees.map(() => [])
  for (const [namer, names] of named.entries())
    for (const [id, name] of names ?? []) {
      const other = (byMentee ? people.mentorIndex : people.menteeIndex).get(id)
      if (other === undefined) continue
      if (byMentee) rows[namer]?.push([other, name])
      else rows[other]?.push([namer, name])
    }
  return rows
}
