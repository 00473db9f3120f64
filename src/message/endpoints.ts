import { serving } from '../kit/http/served.ts'
import { isUuid } from '../kit/ids/ids.ts'
import { mayOf } from '../kit/wire/access.ts'
import { refused } from '../kit/wire/refusal.ts'
import { messageAccess } from './access.ts'
import { markSeen, sendMessage, takeBackMessage } from './commands.ts'
import * as contract from './contract.ts'
import { messagesOf, threadVisibleTo, unseenBy } from './queries.ts'

const { serve } = serving('message', messageAccess)

export const messageEndpoints = [
  serve(contract.readThread, async (ctx, { threadId, after, limit }) => {
    if (after !== undefined && !isUuid(after)) throw refused('unreadable')
    const thread = await threadVisibleTo(ctx, threadId)
    const { rows, next } = await messagesOf(ctx, thread, after, limit ?? 50)
    const write = thread.closedAt
      ? { code: 'thread_closed', facts: {} }
      : mayOf(ctx.actor, messageAccess.write, { memberIds: thread.memberIds })
    return {
      rows: [...rows],
      next,
      unseen: (await unseenBy(ctx, [threadId], ctx.actor.personId ?? '')).get(threadId) ?? 0,
      may: { write },
    }
  }),
  serve(contract.sendMessage, (ctx, input) => sendMessage(ctx, input)),
  serve(contract.markSeen, async (ctx, { threadId }) => {
    await markSeen(ctx, threadId)
    return undefined
  }),
  serve(contract.takeBackMessage, async (ctx, { messageId }) => {
    await takeBackMessage(ctx, messageId)
    return undefined
  }),
]
