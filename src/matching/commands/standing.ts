/** What coordinators and people decided about two of them, for this and every later round. */
import type { Lock, Pair } from '../../../matching-engine/index.ts'
import type { Context } from '../../kit/context.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import type { Arrangement, Studio } from '../queries/arrangement.ts'
import { fixedDifference } from '../rules/changes.ts'
import type { RoundTables } from '../tables/round.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()

interface Apart {
  readonly programId: string
  readonly menteePersonId: string
  readonly mentorPersonId: string
  readonly origin: RoundTables['standingExclusion']['origin']
  readonly reason?: string | null
}

/** The two are never proposed to each other again, in any round of any program, until it is lifted. Twice is once. */
export async function keepApart(ctx: Context, { reason = null, ...apart }: Apart): Promise<void> {
  await tables(ctx)
    .insertInto('standingExclusion')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      ...apart,
      reason,
      madeBy: ctx.actor.personId,
      madeAt: ctx.now,
      liftedBy: null,
      liftedAt: null,
    })
    .onConflict(conflict =>
      conflict.columns(['organizationId', 'menteePersonId', 'mentorPersonId']).where('liftedAt', 'is', null).doNothing(),
    )
    .execute()
}

export async function liftExclusion(ctx: Context, pair: Pick<Apart, 'menteePersonId' | 'mentorPersonId'>): Promise<void> {
  await tables(ctx)
    .updateTable('standingExclusion')
    .set({ liftedAt: ctx.now, liftedBy: ctx.actor.personId })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('menteePersonId', '=', pair.menteePersonId)
    .where('mentorPersonId', '=', pair.mentorPersonId)
    .where('liftedAt', 'is', null)
    .execute()
}

interface Together {
  readonly cohortId: string
  readonly programId: string
  readonly menteeParticipantId: string
  readonly mentorParticipantId: string
  readonly origin: RoundTables['standingLock']['origin']
  readonly despite?: readonly string[]
  readonly reason?: string | null
}

/** The two stay together in every later round of the cohort. A proposal's lock takes the place of a coordinator's own. */
export async function keepTogether(ctx: Context, { despite = [], reason = null, ...together }: Together): Promise<void> {
  await tables(ctx)
    .insertInto('standingLock')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      ...together,
      despite: JSON.stringify(despite) as unknown as readonly string[],
      reason,
      madeBy: ctx.actor.personId,
      madeAt: ctx.now,
      liftedBy: null,
      liftedAt: null,
    })
    .onConflict(conflict =>
      conflict
        .columns(['organizationId', 'menteeParticipantId', 'mentorParticipantId'])
        .where('liftedAt', 'is', null)
        .doUpdateSet({ origin: together.origin, despite: JSON.stringify(despite) as unknown as readonly string[], reason }),
    )
    .execute()
}

/** They are no longer kept together; only where the lock comes from there. */
export async function letGo(ctx: Context, pair: Pick<Together, 'menteeParticipantId' | 'mentorParticipantId' | 'origin'>): Promise<void> {
  await tables(ctx)
    .updateTable('standingLock')
    .set({ liftedAt: ctx.now, liftedBy: ctx.actor.personId })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('menteeParticipantId', '=', pair.menteeParticipantId)
    .where('mentorParticipantId', '=', pair.mentorParticipantId)
    .where('origin', '=', pair.origin)
    .where('liftedAt', 'is', null)
    .execute()
}

/** What an arrangement fixes that the one before did not, and the other way round, stands or is lifted for later rounds too. */
export async function followFixed(
  ctx: Context,
  studio: Studio,
  after: Pick<Arrangement, 'locks' | 'exclusions'>,
  reason: string | null,
): Promise<void> {
  const { arrangement, round } = studio
  const people = ({ mentee, mentor }: Pair) => {
    const [a, b] = [studio.mentees.get(mentee), studio.mentors.get(mentor)]
    return a && b ? [{ mentee: a, mentor: b }] : []
  }
  const exclusions = fixedDifference<Pair>(arrangement.exclusions, after.exclusions)
  for (const { mentee, mentor } of exclusions.gone.flatMap(people))
    await liftExclusion(ctx, { menteePersonId: mentee.personId, mentorPersonId: mentor.personId })
  for (const { mentee, mentor } of exclusions.come.flatMap(people))
    await keepApart(ctx, {
      programId: round.programId,
      menteePersonId: mentee.personId,
      mentorPersonId: mentor.personId,
      origin: 'coordinator',
      reason,
    })
  const locks = fixedDifference<Lock>(arrangement.locks, after.locks)
  const ids = ({ mentee, mentor }: { mentee: { participantId: string }; mentor: { participantId: string } }) => ({
    menteeParticipantId: mentee.participantId,
    mentorParticipantId: mentor.participantId,
    origin: 'coordinator' as const,
  })
  for (const pair of locks.gone.flatMap(people)) await letGo(ctx, ids(pair))
  for (const lock of locks.come)
    for (const pair of people(lock))
      await keepTogether(ctx, { cohortId: round.cohortId, programId: round.programId, ...ids(pair), despite: lock.despite ?? [], reason })
}
