/** Somebody no longer looks after a program: what was open with them is with somebody else, or with nobody until its sender has chosen. */
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { programForSystem } from '../../program/queries.ts'
import { concernLeft } from '../contract/waiting.ts'
import { type Concern, openWithToChangeForSystem } from '../queries/concern.ts'
import { deputyForSystem, looksAfterForSystem } from '../queries/looking-after.ts'
import { mailNewsKind, passTo } from './clock.ts'
import { changed, noteStep } from './step.ts'

/**
 * Of what is open with the person, in one program or in all, they have only what they may still have. The rest goes to the next person to
 * ask; where there is none, or its sender did not want that, nobody has it, and the sender reads that they can choose.
 */
export async function releaseConcerns(ctx: Context, personId: string, programId: string | null): Promise<void> {
  for (const concern of await openWithToChangeForSystem(ctx, personId, programId)) {
    if (await looksAfterForSystem(ctx, personId, concern.programId)) continue
    const next = await deputyForSystem(ctx, concern, await programForSystem(ctx, concern.programId))
    if (next) await passTo(ctx, concern, next.personId, ctx.now)
    else await leave(ctx, concern, personId)
    await enqueue(ctx, mailNewsKind, { concernId: concern.id })
  }
}

async function leave(ctx: Context, concern: Concern, personId: string): Promise<void> {
  await changed(ctx, concern, { recipientPersonId: null, state: 'asked' })
  await noteStep(ctx, concern, 'left', { to: personId, from: personId })
  await record(ctx, concernLeft, { concern: concern.id })
}
