/**
 * Points by row, remembered where that is cheap. Up to `remembered` pairs the whole table is kept (two bytes a pair), each row
 * filled when first asked for; beyond that a row is scored anew each time, so memory does not grow with mentees × mentors.
 */
import type { Scoring } from './scoring.ts'

export const remembered = 32_000_000

export type PointTable = {
  /** Valid until the next call. */
  row(mentee: number): Int16Array
  points(mentee: number, mentor: number): number
}

export function pointTable(scoring: Scoring): PointTable {
  const mentees = scoring.people.mentees.length
  const mentors = scoring.people.mentors.length
  if (mentees * mentors > remembered) return unremembered(scoring, mentors)
  const table = new Int16Array(mentees * mentors)
  const filled = new Uint8Array(mentees)
  const row = (mentee: number): Int16Array => {
    const slice = table.subarray(mentee * mentors, (mentee + 1) * mentors)
    if (filled[mentee] !== 1) {
      scoring.fillRow(mentee, slice)
      filled[mentee] = 1
    }
    return slice
  }
  return { row, points: (mentee, mentor) => row(mentee)[mentor] ?? -1 }
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
