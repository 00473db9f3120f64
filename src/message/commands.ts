import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { forgetAnswers } from '../kit/http/idempotency.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { addMinutes } from '../kit/time/time.ts'
import { seal } from '../kit/vault/vault.ts'
import { allow } from '../kit/wire/access.ts'
import { decide } from '../kit/wire/refusal.ts'
import { messageAccess } from './access.ts'
import { type MessageView, messageSent, messageTakenBack, sendMessage as sendMessageContract } from './contract.ts'
import { messagePlace, messageViews, ownMessageToChange, sentSince, threadToChange, unseenBy } from './queries.ts'
import { mayWrite } from './rules.ts'
import type { MessageTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<MessageTables>()
const own = (ctx: Context) => ({ organizationId: ctx.actor.organizationId })

/** The scope has a thread with these members. Upper floors call it and have allowed it. */
export async function openThread(ctx: Context, scopeId: string, personIds: readonly string[]): Promise<string> {
  const id = uuidv7(ctx.now, ctx.random)
  await tables(ctx)
    .insertInto('thread')
    .values({ ...own(ctx), id, scopeId, openedAt: ctx.now, closedAt: null })
    .execute()
  await tables(ctx)
    .insertInto('threadMember')
    .values(personIds.map(personId => ({ ...own(ctx), threadId: id, personId, joinedAt: ctx.now, leftAt: null, seenUntil: null })))
    .execute()
  return id
}

/** These people are in the scope's thread too, and read what is written from now on. */
export async function joinThread(ctx: Context, scopeId: string, personIds: readonly string[]): Promise<void> {
  const thread = await tables(ctx)
    .selectFrom('thread')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('scopeId', '=', scopeId)
    .executeTakeFirstOrThrow()
  await tables(ctx)
    .insertInto('threadMember')
    .values(personIds.map(personId => ({ ...own(ctx), threadId: thread.id, personId, joinedAt: ctx.now, leftAt: null, seenUntil: null })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** The person writes no more in the scope's thread and reads nothing that is written after this; the others go on. */
export async function leaveThread(ctx: Context, scopeId: string, personId: string): Promise<void> {
  await tables(ctx)
    .updateTable('threadMember')
    .set({ leftAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .where('leftAt', 'is', null)
    .where('threadId', 'in', eb =>
      eb
        .selectFrom('thread')
        .select('thread.id')
        .where('thread.organizationId', '=', ctx.actor.organizationId)
        .where('thread.scopeId', '=', scopeId),
    )
    .execute()
}

/** Nothing more is written in the scope's thread; whoever is writing at this moment is refused. */
export async function closeThread(ctx: Context, scopeId: string): Promise<void> {
  await tables(ctx)
    .updateTable('thread')
    .set({ closedAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('scopeId', '=', scopeId)
    .where('closedAt', 'is', null)
    .execute()
}

/** The scope's thread takes messages again. */
export async function reopenThread(ctx: Context, scopeId: string): Promise<void> {
  await tables(ctx)
    .updateTable('thread')
    .set({ closedAt: null })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('scopeId', '=', scopeId)
    .execute()
}

/** The other members can read it. */
export async function sendMessage(ctx: Context, { threadId, text }: { threadId: string; text: string }): Promise<MessageView> {
  const thread = await threadToChange(ctx, threadId)
  allow(ctx.actor, messageAccess.write, { memberIds: thread.memberIds })
  const authorPersonId = ctx.actor.personId ?? ''
  const others = thread.presentIds.filter(personId => personId !== authorPersonId)
  const [sent, unseen] = await Promise.all([
    sentSince(ctx, threadId, authorPersonId, addMinutes(ctx.now, -10)),
    Promise.all(others.map(personId => unseenBy(ctx, [threadId], personId))),
  ])
  decide(mayWrite(thread, sent))
  const id = uuidv7(ctx.now, ctx.random)
  const message = {
    ...own(ctx),
    id,
    threadId,
    authorPersonId,
    sealed: await seal(ctx.tx, messagePlace(ctx, id), text),
    sentAt: ctx.now,
    takenBackAt: null,
  }
  const [[view]] = await Promise.all([
    messageViews(ctx, [message]),
    tables(ctx).insertInto('message').values(message).execute(),
    record(ctx, messageSent, {
      message: id,
      thread: threadId,
      scope: thread.scopeId,
      firstUnseen: unseen.some(counts => (counts.get(threadId) ?? 0) === 0),
    }),
  ])
  if (!view) throw new Error('the message that was just written is gone')
  return view
}

/** The member has seen everything until now. */
export async function markSeen(ctx: Context, threadId: string): Promise<void> {
  const thread = await threadToChange(ctx, threadId)
  allow(ctx.actor, messageAccess.read, { memberIds: thread.memberIds })
  await tables(ctx)
    .updateTable('threadMember')
    .set({ seenUntil: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('threadId', '=', threadId)
    .where('personId', '=', ctx.actor.personId ?? '')
    .execute()
}

/** The words are gone; that something was said stays. Taking back twice changes nothing. */
export async function takeBackMessage(ctx: Context, messageId: string): Promise<void> {
  const message = await ownMessageToChange(ctx, messageId)
  allow(ctx.actor, messageAccess['take-back'], message)
  if (message.takenBackAt) return
  await tables(ctx)
    .updateTable('message')
    .set({ sealed: null, takenBackAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', messageId)
    .execute()
  await forgetAnswers(ctx, sendMessageContract.operationId)
  await record(ctx, messageTakenBack, { message: messageId, thread: message.threadId })
}
