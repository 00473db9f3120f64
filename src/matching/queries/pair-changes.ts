import type { Context } from '../../kit/context.ts'
import { participantsByIdForSystem } from '../../participant/queries.ts'
import { pairOfChange } from '../rules/arrangement.ts'
import { concerns } from '../rules/own.ts'
import { visible } from './arrangement.ts'

export interface PairChange {
  readonly mentee: string | null
  readonly mentor: string | null
  /** Why, for the minutes; null: no line was given, or it was erased with one of the two. */
  readonly reason: string | null
}

/** Whom these arrangements were changed about and why, by arrangement: as far as the reader coordinates them and is neither of the two. */
export async function pairChangesVisibleTo(ctx: Context, arrangementIds: readonly string[]): Promise<Map<string, PairChange>> {
  if (arrangementIds.length === 0) return new Map()
  const rows = await visible(ctx)
    .select(['id', 'change', 'reason'])
    .where('id', 'in', [...new Set(arrangementIds)])
    .execute()
  const people = await participantsByIdForSystem(
    ctx,
    rows.flatMap(row => Object.values(pairOfChange(row.change) ?? {})),
  )
  return new Map(
    rows.flatMap(({ id, change, reason }): [string, PairChange][] => {
      const about = pairOfChange(change)
      if (!about) return []
      const [mentee, mentor] = [people.get(about.menteeId), people.get(about.mentorId)]
      if (concerns(ctx.actor, mentee, mentor)) return []
      const called = (one: typeof mentee) => one?.name ?? one?.externalId ?? null
      return [[id, { mentee: called(mentee), mentor: called(mentor), reason }]]
    }),
  )
}
