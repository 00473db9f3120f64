/**
 * Which new mentors would help most. Each candidate is a combination of answers that makes sense: what somebody who mentors
 * already answers, or what a waiting mentee would need answered. The prices of the arrangement bound what a newcomer can add:
 * nobody moves to the newcomer for less than they are worth where they are, so the gain is at most the sum of the best
 * points - price over as many mentees as the newcomer takes. The most promising by this bound are then really added, and what
 * is told is the difference of the two arrangements.
 */
import type { Solution } from './answers.ts'
import type { Candidate, Problem, Trait } from './problem.ts'
import { Refusal } from './refusal.ts'
import type { SolveOptions } from './run.ts'
import { scored } from './scoring.ts'

export type Newcomer = {
  readonly traits: Readonly<Record<string, Trait>>
  /** Whose answers these are: a mentor's own, or what a waiting mentee would need. */
  readonly like: { readonly side: 'mentor' | 'mentee'; readonly id: string }
  readonly matchedGained: number
  readonly pointsGained: number
  /** Mentees who would be with the newcomer. */
  readonly serves: readonly string[]
}

export type ShortageOptions = SolveOptions & {
  /** How many newcomers to tell (5), and how many mentees each would take (1). */
  readonly most?: number
  readonly capacity?: number
}

/** The newcomers who would add most, one at a time, best first; each checked by solving again. Only for `optimal`. */
export async function shortage(solution: Solution, options: ShortageOptions = {}): Promise<Newcomer[]> {
  const { problem, result } = solution
  const { most = 5, capacity = 1, ...solveOptions } = options
  if (result.certificate.kind !== 'prices' || result.objective.kind !== 'optimal')
    throw new Refusal('wrong-objective', { kind: result.objective.kind })
  const candidates = newcomers(
    problem,
    result.unmatched.map(({ mentee }) => mentee),
    capacity,
  )
  const bounds = await gainBounds(problem, { candidates, capacity, prices: result.certificate.mentees }, solveOptions)
  const promising = candidates.map((candidate, index) => ({ candidate, bound: bounds[index] ?? 0 })).filter(({ bound }) => bound > 0)
  promising.sort((a, b) => b.bound - a.bound)
  const found: (Newcomer & { readonly gained: number })[] = []
  for (const { candidate, bound } of promising) {
    // the bounds fall: once the worst of the told ones reaches them, nothing better can follow
    const weakest = found.length < most ? 0 : (found[most - 1]?.gained ?? 0)
    if (bound <= weakest) break
    const after = await solution.edit([{ kind: 'add', side: 'mentor', candidate: candidate.mentor }], solveOptions)
    if (after.result.certificate.kind !== 'prices') continue
    found.push({
      traits: candidate.mentor.traits,
      like: candidate.like,
      matchedGained: after.result.matched - result.matched,
      pointsGained: after.result.total - result.total,
      serves: after.result.pairs.filter(({ mentor }) => mentor === candidate.mentor.id).map(({ mentee }) => mentee),
      gained: after.result.certificate.bound - result.certificate.bound,
    })
    found.sort((a, b) => b.gained - a.gained)
  }
  return found.slice(0, most).map(({ gained: _, ...newcomer }) => newcomer)
}

type Proposed = { readonly mentor: Candidate; readonly like: Newcomer['like'] }

function newcomers(problem: Problem, waiting: readonly string[], capacity: number): Proposed[] {
  const seen = new Set<string>()
  const propose = (like: Newcomer['like'], traits: Readonly<Record<string, Trait>>): Proposed[] => {
    const key = JSON.stringify(Object.entries(traits).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (seen.has(key)) return []
    seen.add(key)
    return [{ mentor: { id: `newcomer like ${like.side} ${like.id}`, capacity, traits }, like }]
  }
  const needed = problem.mentees
    .filter(({ id }) => waiting.includes(id))
    .flatMap(mentee => propose({ side: 'mentee', id: mentee.id }, wantedOf(problem, mentee)))
  return [...needed, ...problem.mentors.flatMap(({ id, traits }) => propose({ side: 'mentor', id }, traits))]
}

/** The mentor's answers that would suit this mentee: the mentee's own, moved to the mentor's questions, ahead by as much as is required. */
function wantedOf({ criteria, requirements }: Problem, mentee: Candidate): Record<string, Trait> {
  const traits: Record<string, Trait> = {}
  const compared = [...criteria, ...requirements.filter(requirement => requirement.kind !== 'distinctPerson')]
  for (const one of compared) {
    const trait = 'mentee' in one ? mentee.traits[one.mentee] : undefined
    if (
      !trait ||
      trait.kind === 'ranks' ||
      trait.kind === 'ratings' ||
      one.kind === 'notSame' ||
      ('mode' in one && one.mode === 'different')
    )
      continue
    const ahead = one.kind === 'atLeastMore' ? one.by : one.kind === 'distance' && one.mode === 'complementary' ? (one.gap ?? 0) : 0
    const known = traits[one.mentor]
    if (trait.kind !== 'number') traits[one.mentor] ??= trait
    else if (known?.kind !== 'number' || known.number < trait.number + ahead)
      traits[one.mentor] = { kind: 'number', number: trait.number + ahead }
  }
  return traits
}

type Bounded = { readonly candidates: readonly Proposed[]; readonly capacity: number; readonly prices: readonly number[] }

/** Rows that are scored between two pauses. */
const rowsPerSlice = 32

/** What each newcomer can add at most, at the prices of the arrangement. */
async function gainBounds(problem: Problem, { candidates, capacity, prices }: Bounded, options: SolveOptions): Promise<number[]> {
  const { locks: _, exclusions: __, ...rest } = problem
  const scoring = scored({ ...rest, mentors: candidates.map(({ mentor }) => mentor) })
  const best: number[][] = scoring.people.mentors.map(() => [])
  const row = new Int16Array(candidates.length)
  for (const [position, index] of scoring.mentees.order.entries()) {
    if (position % rowsPerSlice === 0) await breathe(options)
    if ((problem.mentees[index]?.capacity ?? 1) === 0) continue
    const price = prices[index] ?? 0
    scoring.fillRow(position, row)
    for (const [newcomer, points] of row.entries()) if (points >= 0 && points > price) best[newcomer]?.push(points - price)
  }
  const bounds = new Array<number>(candidates.length).fill(0)
  for (const [position, gains] of best.entries()) {
    if (position % rowsPerSlice === 0) await breathe(options)
    bounds[scoring.mentors.order[position] ?? 0] = sumOfBest(gains, capacity)
  }
  return bounds
}

function sumOfBest(gains: readonly number[], many: number): number {
  // a typed array sorts numbers as numbers, ten times as fast as one that asks a function
  const sorted = Float64Array.from(gains).sort()
  let sum = 0
  for (let at = sorted.length - 1; at >= Math.max(0, sorted.length - many); at--) sum += sorted[at] ?? 0
  return sum
}

async function breathe({ signal, pause }: SolveOptions): Promise<void> {
  if (signal?.aborted) throw new Refusal('cancelled')
  if (pause) await pause()
}
