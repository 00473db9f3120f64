/** Which new mentors would help most, together: found one after the other in the solver's thread. */
import {
  distinctPersonId,
  type Newcomer,
  type Objective,
  type Problem,
  Refusal,
  type Result,
  type Solution,
  type SolveOptions,
  shortage,
  solve,
} from '../../../matching-engine/index.ts'

/** A kind of mentor, with so many places; what they add counts beside those before them. */
export interface Wanted extends Newcomer {
  readonly places: number
}

export interface ShortageFound {
  readonly matched: number
  readonly unmatched: Result['unmatched']
  /** Of those whom nobody may be with: what rules out most mentors; null: kept apart by hand. */
  readonly ruledOutBy: readonly { readonly requirement: string | null; readonly mentees: number }[]
  readonly wanted: readonly Wanted[]
  /** False: the time was over before every kind was found. */
  readonly complete: boolean
}

/** As many kinds as are told. */
const mostKinds = 5
/** More at once take longer to try (a chain of moves for each) and say little more. */
const mostPlaces = 10

/**
 * The arrangement that would be, why some would have nobody, and up to five kinds of new mentors, each the best beside those before it. Each
 * kind has a fifth of the places that are missing, or ten: the kinds then differ, and where few are missing they place everybody together.
 */
export async function shortageFound(problem: Problem, objective: Objective, options: SolveOptions): Promise<ShortageFound> {
  const solution = await solve(problem, objective, options)
  const { matched, unmatched } = solution.result
  const { wanted, complete } = await wantedIn(solution, options)
  return { matched, unmatched, ruledOutBy: await ruledOutIn(solution, options), wanted, complete }
}

async function wantedIn(solution: Solution, options: SolveOptions): Promise<Pick<ShortageFound, 'wanted' | 'complete'>> {
  const found: Wanted[] = []
  const each = Math.min(mostPlaces, Math.ceil(solution.result.unmatched.length / mostKinds))
  let now = solution
  try {
    while (found.length < mostKinds) {
      const tried = Math.max(1, Math.min(each, now.result.unmatched.length))
      const [best] = await shortage(now, { ...options, most: 1, capacity: tried })
      if (!best || (best.matchedGained <= 0 && best.pointsGained <= 0)) break
      // a place that nobody would take adds nothing
      const places = best.serves.length
      found.push({ ...best, places })
      const candidate = { id: `wanted mentor ${found.length}`, capacity: places, traits: best.traits }
      if (found.length < mostKinds) now = await now.edit([{ kind: 'add', side: 'mentor', candidate }], options)
    }
  } catch (error) {
    // the time is over: what was found until then is true
    if (error instanceof Refusal && error.code === 'cancelled') return { wanted: merged(found), complete: false }
    throw error
  }
  return { wanted: merged(found), complete: true }
}

/** The same answers twice are one kind with more places. */
function merged(found: readonly Wanted[]): Wanted[] {
  const byAnswers = Map.groupBy(found, ({ traits }) => JSON.stringify(Object.entries(traits).sort(([a], [b]) => (a < b ? -1 : 1))))
  const sum = (same: readonly Wanted[], of: (one: Wanted) => number) => same.reduce((all, one) => all + of(one), 0)
  return [...byAnswers.values()].flatMap(same =>
    same.slice(0, 1).map(first => ({
      ...first,
      places: sum(same, ({ places }) => places),
      matchedGained: sum(same, ({ matchedGained }) => matchedGained),
      pointsGained: sum(same, ({ pointsGained }) => pointsGained),
      serves: [...new Set(same.flatMap(({ serves }) => serves))],
    })),
  )
}

async function ruledOutIn(solution: Solution, { pause }: SolveOptions): Promise<ShortageFound['ruledOutBy']> {
  const counted = new Map<string | null, number>()
  for (const { mentee, why } of solution.result.unmatched) {
    if (why !== 'nobody-allowed') continue
    const rules = solution.explainUnmatched(mentee).ruledOut.filter(({ requirement }) => requirement !== distinctPersonId)
    const requirement = rules[0]?.requirement ?? null
    counted.set(requirement, (counted.get(requirement) ?? 0) + 1)
    if (pause) await pause()
  }
  return [...counted].map(([requirement, mentees]) => ({ requirement, mentees })).sort((a, b) => b.mentees - a.mentees)
}
