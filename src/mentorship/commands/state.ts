/** How the whole of a mentorship stands, of two or of many: it moves, its pauses end, it is coming to its end, it is over. */
import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { dayIn } from '../../kit/time/time.ts'
import { decide } from '../../kit/wire/refusal.ts'
import { endPlace } from '../../matching/commands/decision.ts'
import { closeThread, reopenThread } from '../../message/commands.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type MentorshipState, mentorshipClosed, mentorshipClosing, mentorshipReopened } from '../contract.ts'
import type { Member, Mentorship } from '../queries/mentorship.ts'
import { movedMentorship, spanFrom } from '../rules.ts'
import type { MentorshipTables } from '../tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<MentorshipTables>()
export const today = async (ctx: Context): Promise<string> => dayIn((await organizationOf(ctx)).zone, ctx.now)

export const about = (mentorship: Mentorship) => ({ mentorship: mentorship.id, cohort: mentorship.cohortId })

/** A mentorship of this proposal or this group is under way from now on; undefined: there is one already. */
export async function startMentorship(
  ctx: Context,
  cohort: Cohort,
  of: Pick<Mentorship, 'proposalId' | 'groupId'>,
): Promise<{ readonly id: string } | undefined> {
  return tables(ctx)
    .insertInto('mentorship')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      programId: cohort.programId,
      cohortId: cohort.id,
      ...of,
      state: 'active',
      ...spanFrom(cohort, await today(ctx)),
      beganAt: ctx.now,
      firstMetOn: null,
      lastOn: null,
      lastTalk: null,
      calledOn: null,
      closedAt: null,
      version: 1,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
}

export const newMember = (ctx: Context, mentorshipId: string, who: Pick<Member, 'personId' | 'participantId' | 'side'>): Member => ({
  organizationId: ctx.actor.organizationId,
  mentorshipId,
  ...who,
  joinedAt: ctx.now,
  leftAt: null,
  lastOn: null,
  lastTalk: null,
  promisedAt: null,
})

type Ending = Partial<Pick<Mentorship, 'lastOn' | 'lastTalk'>>

/** It stands otherwise; a move that is not possible now is refused. */
export async function move(ctx: Context, mentorship: Mentorship, state: MentorshipState, ending: Ending = {}): Promise<void> {
  decide(movedMentorship(mentorship.state, state))
  await tables(ctx)
    .updateTable('mentorship')
    .set({ state, ...ending, closedAt: state === 'closed' ? ctx.now : null, version: mentorship.version + 1 })
    .where('organizationId', '=', mentorship.organizationId)
    .where('id', '=', mentorship.id)
    .execute()
}

/** Of one member of a group, of the whole mentorship alone, or of everybody in it. */
export async function endOpenPause(
  ctx: Context,
  mentorship: Mentorship,
  whose: { readonly personId: string } | 'whole' | 'all',
): Promise<void> {
  await tables(ctx)
    .updateTable('pause')
    .set({ endedAt: ctx.now })
    .where('organizationId', '=', mentorship.organizationId)
    .where('mentorshipId', '=', mentorship.id)
    .where('endedAt', 'is', null)
    .$if(whose === 'whole', query => query.where('personId', 'is', null))
    .$if(typeof whose === 'object', query => query.where('personId', '=', typeof whose === 'object' ? whose.personId : null))
    .execute()
}

/** It is coming to its end, on this day. Without a last talk the thread is closed at once. Called by the floor that knows closures. */
export async function startClosing(
  ctx: Context,
  mentorship: Mentorship,
  { withLastTalk, lastOn }: { readonly withLastTalk: boolean; readonly lastOn: string },
): Promise<void> {
  await move(ctx, mentorship, 'closing', { lastOn, lastTalk: withLastTalk })
  await endOpenPause(ctx, mentorship, 'all')
  if (!withLastTalk) await closeThread(ctx, mentorship.id)
  await record(ctx, mentorshipClosing, about(mentorship), mentorship.programId)
}

/** The end was taken back, by whoever chose it, before it came: it goes on, and so does the thread. */
export async function reopenMentorship(ctx: Context, mentorship: Mentorship): Promise<void> {
  await move(ctx, mentorship, 'active', { lastOn: null, lastTalk: null })
  await reopenThread(ctx, mentorship.id)
  await record(ctx, mentorshipReopened, about(mentorship), mentorship.programId)
}

/** It is over: the thread is closed, the mentor's place is free from today, and nothing changes any more. */
export async function closeMentorship(ctx: Context, mentorship: Mentorship): Promise<void> {
  const on = await today(ctx)
  await move(ctx, mentorship, 'closed', { lastOn: mentorship.lastOn !== null && mentorship.lastOn < on ? mentorship.lastOn : on })
  await endOpenPause(ctx, mentorship, 'all')
  await closeThread(ctx, mentorship.id)
  await endPlace(ctx, mentorship, on)
  await record(ctx, mentorshipClosed, about(mentorship), mentorship.programId)
}
