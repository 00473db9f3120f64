import { cohortToChange } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { allow } from '../../kit/wire/access.ts'
import { noFaults, refused } from '../../kit/wire/refusal.ts'
import { programForSystem } from '../../program/queries.ts'
import { matchingAccess } from '../access.ts'
import { type Criterion, criteriaChanged, type First, type Requirement } from '../contract/criteria.ts'
import { criteriaOfForSystem } from '../queries/criteria.ts'
import { fitFaults } from '../rules/fit.ts'
import type { RoundTables } from '../tables/round.ts'

interface CriteriaChange {
  readonly cohortId: string
  readonly criteria: readonly Criterion[]
  readonly requirements: readonly Requirement[]
  readonly first: First
}

/** The cohort looks for this from now on; refused with the names of every question that is missing or does not fit. */
export async function changeCriteria(ctx: Context, { cohortId, ...lookedFor }: CriteriaChange, ifMatch: number): Promise<void> {
  const cohort = await cohortToChange(ctx, cohortId)
  allow(ctx.actor, matchingAccess.change, cohort)
  const { format } = await programForSystem(ctx, cohort.programId)
  if (format === 'group' && lookedFor.first !== 'matched') throw refused('not_for_groups')
  const before = await criteriaOfForSystem(ctx, cohortId)
  if (before.version !== ifMatch) throw refused('stale')
  noFaults(fitFaults(lookedFor, before.asked?.questions ?? []))
  const row = {
    criteria: JSON.stringify(lookedFor.criteria) as unknown as readonly Criterion[],
    requirements: JSON.stringify(lookedFor.requirements) as unknown as readonly Requirement[],
    first: lookedFor.first,
    changedAt: ctx.now,
    changedBy: ctx.actor.personId,
    version: before.version + 1,
  }
  await ctx.tx
    .withTables<RoundTables>()
    .insertInto('cohortCriteria')
    .values({ organizationId: ctx.actor.organizationId, cohortId, programId: cohort.programId, ...row })
    .onConflict(conflict => conflict.columns(['organizationId', 'cohortId']).doUpdateSet(row))
    .execute()
  await record(ctx, criteriaChanged, { cohort: cohortId, version: row.version }, cohort.programId)
}
