/**
 * Whether the locks can all hold. Every contradiction is local, so a smallest conflicting set is found by looking at each
 * lock beside its exclusion and its requirements (one lock), and at each person beside their capacity (capacity + 1 locks).
 */
import type { People } from './criteria/bound.ts'
import type { Lock, Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import type { BoundRequirement } from './requirements/kinds.ts'

type Conflict = {
  readonly locks: readonly { mentee: string; mentor: string }[]
  readonly against:
    | { readonly kind: 'exclusion' }
    | { readonly kind: 'requirement'; readonly requirement: string }
    | { readonly kind: 'capacity'; readonly side: 'mentee' | 'mentor'; readonly id: string; readonly capacity: number }
}

/** Refuses locks that contradict an exclusion, a requirement that they do not name, or a capacity; tells a smallest set. */
export function checkLocks(problem: Problem, people: People, requirements: readonly BoundRequirement[]): void {
  const locks = distinct(problem.locks ?? [])
  if (locks.length === 0) return
  const conflicts = [...singleConflicts(locks, problem, people, requirements), ...capacityConflicts(locks, problem)]
  const smallest = conflicts.sort((a, b) => a.locks.length - b.locks.length)[0]
  if (smallest) throw new Refusal('conflicting-locks', { conflict: { ...smallest, against: { ...smallest.against } } })
}

function distinct(locks: readonly Lock[]): Lock[] {
  return [...new Map(locks.map(lock => [JSON.stringify([lock.mentee, lock.mentor]), lock])).values()]
}

function singleConflicts(locks: readonly Lock[], problem: Problem, people: People, requirements: readonly BoundRequirement[]): Conflict[] {
  const excluded = new Set((problem.exclusions ?? []).map(({ mentee, mentor }) => JSON.stringify([mentee, mentor])))
  const mayBend = new Set(problem.requirements.filter(({ kind }) => kind !== 'distinctPerson').map(({ id }) => id))
  return locks.flatMap(({ mentee, mentor, despite = [] }): Conflict[] => {
    const pair = [{ mentee, mentor }]
    if (excluded.has(JSON.stringify([mentee, mentor]))) return [{ locks: pair, against: { kind: 'exclusion' } }]
    const row = people.menteeIndex.get(mentee) ?? -1
    const column = people.mentorIndex.get(mentor) ?? -1
    return requirements
      .filter(({ id, allows }) => !allows(row, column) && !(mayBend.has(id) && despite.includes(id)))
      .map(({ id }) => ({ locks: pair, against: { kind: 'requirement', requirement: id } }))
  })
}

function capacityConflicts(locks: readonly Lock[], problem: Problem): Conflict[] {
  return (['mentee', 'mentor'] as const).flatMap(side => {
    const candidates = side === 'mentee' ? problem.mentees : problem.mentors
    return candidates.flatMap(({ id, capacity = 1 }): Conflict[] => {
      const own = locks.filter(lock => lock[side] === id).map(({ mentee, mentor }) => ({ mentee, mentor }))
      return own.length > capacity ? [{ locks: own.slice(0, capacity + 1), against: { kind: 'capacity', side, id, capacity } }] : []
    })
  })
}
