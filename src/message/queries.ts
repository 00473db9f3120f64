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

export type Thread = MessageTables['thread'] & { readonly memberIds: readonly string[] }
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
  const [thread, memberIds] = await Promise.all([
    reachable(ctx, messageAccess.read).where('thread.id', '=', threadId).executeTakeFirst(),
    memberIdsOf(ctx, threadId),
  ])
  if (!thread) throw notFound()
  return { ...thread, memberIds }
}

export async function threadToChange(ctx: Context, threadId: string): Promise<Thread> {
  const [thread, memberIds] = await Promise.all([
    reachable(ctx, messageAccess.write).where('thread.id', '=', threadId).forUpdate().executeTakeFirst(),
    memberIdsOf(ctx, threadId),
  ])
  if (!thread) throw notFound()
  return { ...thread, memberIds }
}

async function memberIdsOf(ctx: Context, threadId: string): Promise<string[]> {
  const rows = await tables(ctx)
    .selectFrom('threadMember')
    .select('personId')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('threadId', '=', threadId)
    .orderBy('personId')
    .execute()
  return rows.map(row => row.personId)
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

/** Who wrote a message; null once it was taken back, so that nobody is told of it. */
export async function messageAuthorForSystem(ctx: Context, messageId: string): Promise<string | null> {
  const row = await tables(ctx)
    .selectFrom('message')
    .select('authorPersonId')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', messageId)
    .where('takenBackAt', 'is', null)
    .executeTakeFirst()
  return row?.authorPersonId ?? null
}
