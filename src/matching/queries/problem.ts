import type { Problem } from '../../../matching-engine/index.ts'
import type { GroupSizes } from '../../cohort/contract.ts'
import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { participantsOfForSystem } from '../../participant/queries.ts'
import { weekOf } from '../rules/candidates.ts'
import { type InRound, roundInput } from '../rules/entrants.ts'
import { problemOf, usualSeed } from '../rules/problem.ts'
import type { CohortCriteria } from './criteria.ts'
import { standingForSystem } from './standing.ts'

export interface ProblemNow {
  readonly entrants: readonly InRound[]
  readonly problem: Problem
  /** The sizes of groups; null: pairs. */
  readonly groups: GroupSizes | null
}

/** What a round that starts now asks the engine: everybody who takes part, what stands fixed between them, and what is looked for. */
export async function problemNowForSystem(
  ctx: Context,
  cohort: Cohort,
  { criteria, requirements, asked }: Pick<CohortCriteria, 'criteria' | 'requirements' | 'asked'>,
): Promise<ProblemNow> {
  const comers = await participantsOfForSystem(ctx, cohort.id)
  const standing = await standingForSystem(ctx, cohort, comers)
  const { entrants, locks, exclusions } = roundInput(comers, standing, new Set(requirements.map(({ id }) => id)))
  const problem = problemOf({
    entrants,
    questions: asked?.questions ?? [],
    criteria,
    requirements,
    locks,
    exclusions,
    seed: usualSeed,
    week: weekOf(cohort.startsOn),
  })
  return { entrants, problem, groups: standing.groups }
}
