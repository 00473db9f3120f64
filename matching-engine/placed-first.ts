/**
 * "As many as possible, then better priority classes, then the best total" for groups. Two arrangements of pairs differ by chains, each of
 * which can be taken alone, so a bonus need only be more than the points of one chain. Groups open and close as a whole: here a step is more
 * than all points together, a class more than all classes below it, and the number placed more than all of them.
 */
import type { Certificate } from './arrangement.ts'
import { mostPoints, type Problem } from './problem.ts'
import { Refusal } from './refusal.ts'

type Prioritized = Pick<Problem['mentees'][number], 'priority'>

type Steps = {
  /** More than the points of everybody together. */
  readonly points: number
  /** What one more person is worth, whoever it is. */
  readonly placed: number
  /** The classes, the last to be placed first. */
  readonly classes: readonly number[]
}

function stepsOf(mentees: readonly Prioritized[]): Steps {
  const classes = [...new Set(mentees.map(({ priority = 0 }) => priority))].sort((a, b) => b - a)
  const points = (mentees.length + 1) * (mostPoints + 1)
  const placed = points * (mentees.length + 1) ** Math.max(0, classes.length - 1)
  return { points, placed, classes }
}

/** What each mentee earns by being placed. */
export function placedFirstBonuses(mentees: readonly Prioritized[]): Float64Array {
  const { points, placed, classes } = stepsOf(mentees)
  // a branch of the search pays up to sixteen times the largest bonus
  if (placed * 2 * mentees.length > Number.MAX_SAFE_INTEGER / 16)
    throw new Refusal('beyond-exactness', { mentees: mentees.length, classes: classes.length })
  const rank = new Map(classes.map((priority, at) => [priority, at]))
  return Float64Array.from(mentees, ({ priority = 0 }) => {
    const at = rank.get(priority) ?? 0
    return placed + (at === 0 ? 0 : points * (mentees.length + 1) ** (at - 1))
  })
}

/** How far a result with a bound can be from the best: no arrangement places more than `placed` more, and none that places as many, of the same classes, has more than `points` more. */
export function gapOf(
  mentees: readonly Prioritized[],
  { reached, bound }: Pick<Extract<Certificate, { kind: 'bound' }>, 'reached' | 'bound'>,
): { readonly placed: number; readonly points: number } {
  const steps = stepsOf(mentees)
  const gap = bound - reached
  return { placed: Math.floor(gap / steps.placed), points: Math.min(gap, mentees.length * mostPoints) }
}
