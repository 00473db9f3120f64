import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { addMinutes } from '../../kit/time/time.ts'
import { allow } from '../../kit/wire/access.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import { publicationRecalled } from '../contract/publication.ts'
import { publicationToChangeForSystem } from '../queries/publication.ts'
import { type Recall, recallOf } from '../queries/recall.ts'
import { roundVisibleTo } from '../queries/round.ts'
import { takeBack, tellChanged } from './decision.ts'
import { closeEmptyGroup } from './group.ts'

/** What goes to more than one person waits so long on the page of mails, and can be stopped there. */
const holdMinutes = 10

interface RecallInput {
  readonly publicationId: string
  readonly reason: string
}

/**
 * Every pair that has not decided is taken back and its place is free; what both have agreed stays. Mails that have not left do not leave.
 * Whoever was told, by a mail or because they have answered, gets one mail that it has changed; nobody else hears of it.
 */
export async function recallPublication(ctx: Context, { publicationId, reason }: RecallInput, origin: string): Promise<Recall> {
  const publication = await publicationToChangeForSystem(ctx, publicationId)
  await roundVisibleTo(ctx, publication.roundId)
  allow(ctx.actor, matchingAccess.publish, publication)
  const recall = await recallOf(ctx, publication, { lock: true })
  if (recall.proposals.length === 0) throw refused('nothing_to_recall')
  for (const proposal of recall.proposals) await takeBack(ctx, proposal, reason, origin)
  for (const groupId of new Set(recall.proposals.flatMap(one => one.groupId ?? []))) await closeEmptyGroup(ctx, groupId, reason)
  const dueAt = addMinutes(ctx.now, recall.told.size > 1 ? holdMinutes : 0)
  for (const { proposal, side } of recall.told.values()) await tellChanged(ctx, proposal, side, origin, dueAt)
  await record(
    ctx,
    publicationRecalled,
    { publication: publicationId, cohort: publication.cohortId, pairs: recall.proposals.length, told: recall.told.size, reason },
    publication.programId,
  )
  return recall
}
