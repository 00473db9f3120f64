import { cohortVisibleTo } from '../cohort/queries.ts'
import type { Context } from '../kit/context.ts'
import { serving } from '../kit/http/served.ts'
import { refused } from '../kit/wire/refusal.ts'
import { mentorshipAccess } from './access.ts'
import { promiseGroup } from './commands/group.ts'
import { changeAbsence, noteCall, noteFirstMeeting, pauseMentorship, resumeMentorship } from './commands/mentorship.ts'
import * as contract from './contract.ts'
import { mentorshipCounts, mentorshipRows, mentorshipsVisibleTo } from './queries/looked-after.ts'
import { mentorshipVisibleTo } from './queries/mentorship.ts'
import { mentorshipView } from './queries/mentorship-view.ts'

const { serve } = serving('mentorship', mentorshipAccess)
const reader = (ctx: Context): string => ctx.actor.personId ?? ''

export const mentorshipEndpoints = [
  serve(contract.readMentorship, async (ctx, { mentorshipId }) =>
    mentorshipView(ctx, await mentorshipVisibleTo(ctx, mentorshipId), reader(ctx)),
  ),
  serve(contract.listMentorships, async (ctx, { cohortId, state, after, limit = 50 }) => {
    await cohortVisibleTo(ctx, cohortId)
    const offset = offsetIn(after)
    const found = await mentorshipsVisibleTo(ctx, cohortId, { state, offset, limit: limit + 1 })
    const counts = await mentorshipCounts(ctx, cohortId)
    return {
      rows: await mentorshipRows(ctx, found.slice(0, limit)),
      next: found.length > limit ? String(offset + limit) : null,
      total: state ? counts[state] : counts.active + counts.paused + counts.closing + counts.closed,
      counts,
    }
  }),
  serve(contract.pauseMentorship, async (ctx, { mentorshipId, untilOn }) =>
    mentorshipView(ctx, await pauseMentorship(ctx, mentorshipId, untilOn), reader(ctx)),
  ),
  serve(contract.resumeMentorship, async (ctx, { mentorshipId }) =>
    mentorshipView(ctx, await resumeMentorship(ctx, mentorshipId), reader(ctx)),
  ),
  serve(contract.noteFirstMeeting, async (ctx, { mentorshipId, metOn }) =>
    mentorshipView(ctx, await noteFirstMeeting(ctx, mentorshipId, metOn), reader(ctx)),
  ),
  serve(contract.promiseGroup, async (ctx, { mentorshipId }) => mentorshipView(ctx, await promiseGroup(ctx, mentorshipId), reader(ctx))),
  serve(contract.noteCall, async (ctx, { mentorshipId, calledOn }) => {
    const [row] = await mentorshipRows(ctx, [await noteCall(ctx, mentorshipId, calledOn)])
    if (!row) throw new Error('the mentorship that was just changed is gone')
    return row
  }),
  serve(contract.changeAbsence, async (ctx, { untilOn }) => {
    await changeAbsence(ctx, untilOn)
    return { untilOn }
  }),
]

function offsetIn(after: string | undefined): number {
  const offset = Number(after ?? '0')
  if (!Number.isInteger(offset) || offset < 0 || offset > 1_000_000) throw refused('unreadable')
  return offset
}
