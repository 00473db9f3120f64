import { sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { unseal } from '../kit/vault/vault.ts'
import { type Act, mayOf } from '../kit/wire/access.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { messageAccess } from './access.ts'
import type { MessageView } from './contract.ts'
import type { MessageTables } from './tables.ts'

export type Thread = MessageTables['thread'] & {
  /** Everybody who is or was in it, and who is in it now. */
  readonly memberIds: readonly string[]
  readonly presentIds: readonly string[]
  /** From when on the reader reads it, and until when: those who came or left while others went on. */
  readonly readFrom: Date
  readonly readUntil: Date | null
}
type Message = MessageTables['message']

const tables = (ctx: Context) => ctx.tx.withTables<MessageTables>()

export const messagePlace = (ctx: Context, messageId: string) => ({
  organizationId: ctx.actor.organizationId,
  table: 'message',
  row: messageId,
  column: 'sealed',
})

const reachable = (ctx: Context, act: Act) =>
  tables(ctx)
    .selectFrom('thread')
    .selectAll('thread')
    .where('thread.organizationId', '=', ctx.actor.organizationId)
    .where(
      allowedRows(ctx.actor, act, {
        column: name => sql.ref(`thread.${name}`),
        among: (_, personId) =>
          sql`exists (select from thread_member where thread_member.organization_id = thread.organization_id and thread_member.thread_id = thread.id and thread_member.person_id = ${personId}::uuid)`,
      }),
    )

export async function threadVisibleTo(ctx: Context, threadId: string): Promise<Thread> {
  const [thread, members] = await Promise.all([
    reachable(ctx, messageAccess.read).where('thread.id', '=', threadId).executeTakeFirst(),
    membersOf(ctx, threadId),
  ])
  return asRead(ctx, thread, members)
}

export async function threadToChange(ctx: Context, threadId: string): Promise<Thread> {
  const [thread, members] = await Promise.all([
    reachable(ctx, messageAccess.write).where('thread.id', '=', threadId).forUpdate().executeTakeFirst(),
    membersOf(ctx, threadId),
  ])
  return asRead(ctx, thread, members)
}

type ThreadMember = Pick<MessageTables['threadMember'], 'personId' | 'joinedAt' | 'leftAt'>

/** The thread as the reader has it: for whoever has left it is closed since then. */
function asRead(ctx: Context, thread: MessageTables['thread'] | undefined, members: readonly ThreadMember[]): Thread {
  if (!thread) throw notFound()
  const own = members.find(({ personId }) => personId === ctx.actor.personId)
  return {
    ...thread,
    closedAt: own?.leftAt ?? thread.closedAt,
    memberIds: members.map(({ personId }) => personId),
    presentIds: members.filter(({ leftAt }) => leftAt === null).map(({ personId }) => personId),
    readFrom: own?.joinedAt ?? thread.openedAt,
    readUntil: own?.leftAt ?? null,
  }
}

async function membersOf(ctx: Context, threadId: string): Promise<ThreadMember[]> {
  return tables(ctx)
    .selectFrom('threadMember')
    .select(['personId', 'joinedAt', 'leftAt'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('threadId', '=', threadId)
    .orderBy('personId')
    .execute()
}

export interface MessagePage {
  readonly rows: readonly MessageView[]
  readonly next: string | null
}

/** The messages that a member reads, latest first; `after` is the id of the last one of the page before. */
export async function messagesOf(ctx: Context, thread: Thread, after: string | undefined, limit: number): Promise<MessagePage> {
  const rows = await tables(ctx)
    .selectFrom('message')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('threadId', '=', thread.id)
    .where('sentAt', '>=', thread.readFrom)
    .$if(thread.readUntil !== null, query => query.where('sentAt', '<=', thread.readUntil ?? thread.readFrom))
    .$if(after !== undefined, query => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  return { rows: await messageViews(ctx, shown), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

export async function messageViews(ctx: Context, messages: readonly Message[]): Promise<MessageView[]> {
  const authors = await peopleByIdForSystem(
    ctx,
    messages.map(message => message.authorPersonId),
  )
  return Promise.all(
    messages.map(async ({ id, authorPersonId, sealed, sentAt }) => ({
      id,
      author: { personId: authorPersonId, name: authors.get(authorPersonId)?.name ?? null, isYou: authorPersonId === ctx.actor.personId },
      text: sealed && (await unseal(ctx.tx, messagePlace(ctx, id), sealed)),
      sentAt: sentAt.toISOString(),
      may: {
        takeBack: sealed ? mayOf(ctx.actor, messageAccess['take-back'], { authorPersonId }) : { code: 'not_possible_now', facts: {} },
      },
    })),
  )
}

/** How many messages of others the reader has not seen; with the thread's latest instant. */
export async function unseenBy(ctx: Context, threadIds: readonly string[], personId: string): Promise<Map<string, number>> {
  if (threadIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('threadMember')
    .innerJoin('message', join =>
      join.onRef('message.organizationId', '=', 'threadMember.organizationId').onRef('message.threadId', '=', 'threadMember.threadId'),
    )
    .select(eb => ['threadMember.threadId', eb.fn.countAll<string>().as('unseen')])
    .where('threadMember.organizationId', '=', ctx.actor.organizationId)
    .where('threadMember.personId', '=', personId)
    .where('threadMember.threadId', 'in', threadIds)
    .whereRef('message.authorPersonId', '!=', 'threadMember.personId')
    .where('message.takenBackAt', 'is', null)
    .whereRef('message.sentAt', '>=', 'threadMember.joinedAt')
    .where(eb => eb.or([eb('threadMember.leftAt', 'is', null), eb('message.sentAt', '<=', eb.ref('threadMember.leftAt'))]))
    .where(eb => eb.or([eb('threadMember.seenUntil', 'is', null), eb('message.sentAt', '>', eb.ref('threadMember.seenUntil'))]))
    .groupBy('threadMember.threadId')
    .execute()
  return new Map(rows.map(row => [row.threadId, Number(row.unseen)]))
}

/** How many messages a person sent since an instant, for the limit. */
export async function sentSince(ctx: Context, threadId: string, personId: string, since: Date): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('message')
    .select(eb => eb.fn.countAll<string>().as('count'))
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('threadId', '=', threadId)
    .where('authorPersonId', '=', personId)
    .where('sentAt', '>', since)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** A message that its author may take back, locked. */
export async function ownMessageToChange(ctx: Context, messageId: string): Promise<Message> {
  const message = await tables(ctx)
    .selectFrom('message')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', messageId)
    .where('authorPersonId', '=', ctx.actor.personId ?? '00000000-0000-0000-0000-000000000000')
    .forUpdate()
    .executeTakeFirst()
  if (!message) throw notFound()
  return message
}

export interface ThreadFacts {
  readonly id: string
  readonly scopeId: string
  readonly closedAt: Date | null
  readonly messageCount: number
  readonly authorIds: readonly string[]
}

/** Of many scopes: their thread and who has written in it at all. Never any words, times or who has looked. */
export async function threadsOfScopesForSystem(ctx: Context, scopeIds: readonly string[]): Promise<Map<string, ThreadFacts>> {
  if (scopeIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('thread')
    .leftJoin('message', join =>
      join.onRef('message.organizationId', '=', 'thread.organizationId').onRef('message.threadId', '=', 'thread.id'),
    )
    .select(['thread.id', 'thread.scopeId', 'thread.closedAt'])
    .select(sql<string>`count(message.id)`.as('messageCount'))
    .select(
      sql<string[]>`coalesce(array_agg(distinct message.author_person_id::text) filter (where message.id is not null), '{}')`.as(
        'authorIds',
      ),
    )
    .where('thread.organizationId', '=', ctx.actor.organizationId)
    .where('thread.scopeId', 'in', scopeIds)
    .groupBy(['thread.organizationId', 'thread.id', 'thread.scopeId', 'thread.closedAt'])
    .execute()
  return new Map(rows.map(row => [row.scopeId, { ...row, messageCount: Number(row.messageCount) }]))
}

/** Who wrote a message, and for whom it is the first new one; null once it was taken back, so that nobody is told of it. */
export async function arrivalForSystem(
  ctx: Context,
  messageId: string,
): Promise<{ readonly authorId: string; readonly newToIds: readonly string[] } | null> {
  const message = await tables(ctx)
    .selectFrom('message')
    .select(['authorPersonId', 'threadId', 'sentAt'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', messageId)
    .where('takenBackAt', 'is', null)
    .executeTakeFirst()
  if (!message) return null
  const members = await tables(ctx)
    .selectFrom('threadMember')
    .select('personId')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('threadId', '=', message.threadId)
    .where('leftAt', 'is', null)
    .where('joinedAt', '<=', message.sentAt)
    .where('personId', '!=', message.authorPersonId)
    .where(
      sql<boolean>`not exists (
        select from message earlier
        where earlier.organization_id = thread_member.organization_id and earlier.thread_id = thread_member.thread_id
          and earlier.id < ${messageId}::uuid and earlier.author_person_id <> thread_member.person_id and earlier.taken_back_at is null
          and earlier.sent_at >= thread_member.joined_at
          and (thread_member.seen_until is null or earlier.sent_at > thread_member.seen_until))`,
    )
    .execute()
  return { authorId: message.authorPersonId, newToIds: members.map(({ personId }) => personId) }
}
