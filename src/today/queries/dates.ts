import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { dayIn } from '../../kit/time/time.ts'
import { answersDueVisibleTo, type MatchingStanding } from '../../matching/queries/needs.ts'
import { mentorshipDatesVisibleTo } from '../../mentorship/queries/needs.ts'
import type { DateView } from '../contract/today.ts'
import { daysAhead } from '../rules/week.ts'

export type BareDate = Pick<DateView, 'kind' | 'on' | 'at' | 'count' | 'cohortId' | 'programId'>

/** The dates of these cohorts, in no order: their own, what goes out, last days to answer, last days of pairs and of pauses. */
export async function datesOf(
  ctx: Context,
  cohorts: readonly Cohort[],
  matching: ReadonlyMap<string, MatchingStanding>,
  zone: string,
): Promise<BareDate[]> {
  const programOf = new Map(cohorts.map(({ id, programId }) => [id, programId]))
  const at = (cohortId: string) => ({ cohortId, programId: programOf.get(cohortId) ?? null, at: null })
  const ids = cohorts.map(({ id }) => id)
  return [
    ...cohorts.flatMap(({ id, startsOn, endsOn }) => [
      { kind: 'cohort-starts' as const, on: startsOn, count: 1, ...at(id) },
      { kind: 'cohort-ends' as const, on: endsOn, count: 1, ...at(id) },
    ]),
    ...[...matching].flatMap(([cohortId, { publication }]) =>
      publication?.state === 'held'
        ? [
            {
              ...at(cohortId),
              kind: 'goes-out' as const,
              on: dayIn(zone, publication.publishesAt),
              at: publication.publishesAt.toISOString(),
              count: publication.people,
            },
          ]
        : [],
    ),
    ...(await answersDueVisibleTo(ctx, cohorts, daysAhead)).map(({ cohortId, on, count }) => ({
      ...at(cohortId),
      kind: 'answers-due' as const,
      on,
      count,
    })),
    ...(await mentorshipDatesVisibleTo(ctx, ids, daysAhead)).map(({ cohortId, ...date }) => ({ ...at(cohortId), ...date })),
  ]
}
