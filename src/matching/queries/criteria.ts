import { type Cohort, cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { programForSystem } from '../../program/queries.ts'
import { type AskedVersion, latestVersionForSystem } from '../../questionnaire/queries.ts'
import { matchingAccess } from '../access.ts'
import type { CriteriaView, Criterion, First, Requirement } from '../contract/criteria.ts'
import { proposedFrom } from '../rules/defaults.ts'
import type { RoundTables } from '../tables/round.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()

/** The purpose under which a cohort asks what matching reads. */
export const askedFor = 'profile'

export interface CohortCriteria {
  readonly criteria: readonly Criterion[]
  readonly requirements: readonly Requirement[]
  readonly first: First
  readonly version: number
  /** Nobody has saved any: proposed from the questions. */
  readonly proposed: boolean
  readonly asked: AskedVersion | null
}

/** What the cohort looks for, or what is proposed from its questions; the caller has seen to it that it is visible. */
export async function criteriaOfForSystem(ctx: Context, cohortId: string): Promise<CohortCriteria> {
  const asked = await latestVersionForSystem(ctx, cohortId, askedFor)
  const row = await tables(ctx)
    .selectFrom('cohortCriteria')
    .select(['criteria', 'requirements', 'first', 'version'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .executeTakeFirst()
  if (row) return { ...row, proposed: false, asked }
  const { programId } = await cohortForSystem(ctx, cohortId)
  const { format } = await programForSystem(ctx, programId)
  return { ...proposedFrom(asked?.questions ?? [], format), version: 1, proposed: true, asked }
}

export async function criteriaView(ctx: Context, cohort: Cohort): Promise<CriteriaView> {
  const { criteria, requirements, first, version, proposed, asked } = await criteriaOfForSystem(ctx, cohort.id)
  return {
    cohortId: cohort.id,
    criteria: [...criteria],
    requirements: [...requirements],
    first,
    proposed,
    questions: [...(asked?.questions ?? [])],
    version,
    may: { change: mayOf(ctx.actor, matchingAccess.change, cohort), start: mayOf(ctx.actor, matchingAccess.start, cohort) },
  }
}
