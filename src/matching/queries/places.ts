import type { Context } from '../../kit/context.ts'
import type { Load } from '../../participant/rules.ts'
import type { ProposalTables } from '../tables/proposal.ts'

export interface TakenPlace extends Load {
  readonly personId: string
  readonly participantId: string
  readonly cohortId: string
  /** What takes it: one pair, or one group. */
  readonly proposalId: string | null
  readonly groupId: string | null
}

/** The places that these people fill as mentors on any day of the span, in every cohort and program. */
export async function takenPlacesForSystem(
  ctx: Context,
  personIds: readonly string[],
  span: { readonly from: string; readonly to: string },
): Promise<TakenPlace[]> {
  if (personIds.length === 0) return []
  const rows = await ctx.tx
    .withTables<ProposalTables>()
    .selectFrom('place')
    .select(['personId', 'participantId', 'cohortId', 'proposalId', 'groupId', 'startsOn', 'endsOn'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', 'in', [...new Set(personIds)])
    .where('endsOn', '>=', span.from)
    .where('startsOn', '<=', span.to)
    .execute()
  return rows.map(({ startsOn, endsOn, ...row }) => ({ ...row, from: startsOn, to: endsOn, places: 1 }))
}
