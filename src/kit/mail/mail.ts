/**
 * Mail is written before it is sent: the rendered text with its Message-ID is a row in the same transaction as its cause, and a job
 * hands it to the mail server. A try whose outcome is unknown is repeated with the same Message-ID. Bodies carry links, so they are
 * sealed in the vault while they wait and are what the log shows.
 */
import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { Context } from '../context.ts'
import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../db/columns.ts'
import { uuidv7 } from '../ids/ids.ts'
import { enqueue, enqueueAll, jobKind } from '../jobs/jobs.ts'
import { seal, unseal } from '../vault/vault.ts'
import { refused } from '../wire/refusal.ts'
import type { Rendered } from './letter.ts'

/** kept: there is no mail server or no address, so it is shown for handing over · handed-over: on paper, which can be taken back · stopped: can be put back · dropped: pointless by now, for good. */
export type MailState = 'due' | 'sent' | 'kept' | 'handed-over' | 'stopped' | 'dropped' | 'failed'

export const mailTables = {
  mail: {
    organizationId: key(),
    id: key(),
    /** Whom it is for; null only for mails to people we do not know, such as a mail check. */
    personId: keyOrNull(),
    scopeId: keyOrNull(),
    toAddress: held<string | null>('S2', 'where it goes'),
    /** Who else is in it, such as the other one of a pair: they find it in no list. */
    about: plain<readonly string[]>('whom it is about besides its reader'),
    /** Who alone hands it over where it is kept, because nobody else may know of it. */
    keeperPersonId: keyOrNull(),
    /** Why they get it: a code that the capability's texts explain, such as `matching.proposed`. */
    reason: plain<string>('why they get it'),
    /** Null once they are forgotten. */
    sealed: held<Buffer | null>('S4', 'the words of the mail, with its links', { retention: '30 days', erase: 'delete' }),
    messageId: plain<string | null>('made at the first try and the same at every later one, so that a mail server can tell a repeat'),
    state: plain<MailState>('what became of it'),
    dueAt: plain<Date>('when it leaves'),
    createdAt: plain<Date>('when it was written'),
    attempts: plain<number>('how often it was tried'),
    lastAnswer: held<string | null>('S2', 'what the mail server said', { retention: '30 days' }),
    finishedAt: plain<Date | null>('when it was sent, handed over or given up'),
    handedBy: keyOrNull(),
  },
  /** While there is a row, nothing of the scope leaves; the organization's own id stands for all scopes. */
  mailPause: {
    organizationId: key(),
    scopeId: key(),
    pausedBy: keyOrNull(),
    pausedAt: plain<Date>('since when nothing leaves'),
  },
} as const satisfies TableDeclarations
export type MailTables = Rows<typeof mailTables>

export interface Letter {
  readonly personId: string | null
  /** null: the person has no address; the mail is kept under *To hand over*. */
  readonly address: string | null
  readonly scopeId?: string | null
  /** The people whom it is about besides its reader. */
  readonly about?: readonly string[]
  /** Who alone may see it where it is kept to be handed over; otherwise whoever looks after the scope. */
  readonly keeperPersonId?: string | null
  readonly reason: string
  readonly rendered: Rendered
  readonly dueAt?: Date
}

export const sendMailKind = jobKind({
  name: 'send-mail',
  payload: z.object({ mailId: z.uuid() }),
  // every ten minutes for some four days: a mail server that comes back is not kept waiting by how long it was away
  retries: 600,
  retryDelaySeconds: 5,
  longestDelaySeconds: 600,
  expireSeconds: 120,
  atOnce: 10,
})

/** The mail is stored and due; it leaves after this transaction has committed, or stays kept where there is nobody to send it to. */
export async function post(ctx: Context, letter: Letter): Promise<string> {
  const id = uuidv7(ctx.now, ctx.random)
  const place = { organizationId: ctx.actor.organizationId, table: 'mail', row: id, column: 'sealed' }
  const dueAt = letter.dueAt ?? ctx.now
  await ctx.tx
    .withTables<MailTables>()
    .insertInto('mail')
    .values({
      organizationId: ctx.actor.organizationId,
      id,
      personId: letter.personId,
      scopeId: letter.scopeId ?? null,
      about: [...(letter.about ?? [])],
      keeperPersonId: letter.keeperPersonId ?? null,
      toAddress: letter.address,
      reason: letter.reason,
      sealed: await seal(ctx.tx, place, JSON.stringify(letter.rendered)),
      messageId: null,
      state: letter.address === null ? 'kept' : 'due',
      dueAt,
      createdAt: ctx.now,
      attempts: 0,
      lastAnswer: null,
      finishedAt: null,
      handedBy: null,
    })
    .execute()
  if (letter.address !== null) await enqueue(ctx, sendMailKind, { mailId: id }, { at: dueAt })
  return id
}

/** These mails stay where they are until they are put back; what has left is left alone. */
export async function withholdMails(ctx: Context, mailIds: readonly string[]): Promise<void> {
  await ctx.tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set({ state: 'stopped', finishedAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', [...mailIds])
    .where('state', '=', 'due')
    .execute()
}

/** Stopped mails leave at their time, or at once where it has passed. */
export async function returnMails(ctx: Context, mails: readonly { readonly id: string; readonly dueAt: Date }[]): Promise<void> {
  await ctx.tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set({ state: 'due', finishedAt: null })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where(
      'id',
      'in',
      mails.map(mail => mail.id),
    )
    .where('state', '=', 'stopped')
    .execute()
  for (const mail of mails) await enqueue(ctx, sendMailKind, { mailId: mail.id }, { at: mail.dueAt })
}

/** These letters lie no more among those that are to be handed over; who did it and when is kept with them. */
export async function markHandedOver(ctx: Context, mailIds: readonly string[]): Promise<void> {
  await ctx.tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set({ state: 'handed-over', finishedAt: ctx.now, handedBy: ctx.actor.personId })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', [...mailIds])
    .where('state', '=', 'kept')
    .execute()
}

/** They are to be handed over again. */
export async function markKeptAgain(ctx: Context, mailIds: readonly string[]): Promise<void> {
  await ctx.tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set({ state: 'kept', finishedAt: null, handedBy: null })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', [...mailIds])
    .where('state', '=', 'handed-over')
    .execute()
}

export type MailPause = MailTables['mailPause']

/** Nothing of these scopes leaves until it goes on; what falls due meanwhile waits. Pausing twice changes nothing. */
export async function pauseMail(ctx: Context, scopeIds: readonly string[]): Promise<void> {
  await ctx.tx
    .withTables<MailTables>()
    .insertInto('mailPause')
    .values(
      scopeIds.map(scopeId => ({ organizationId: ctx.actor.organizationId, scopeId, pausedBy: ctx.actor.personId, pausedAt: ctx.now })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** It goes on: what fell due meanwhile leaves now, unless it is paused for another reason still. */
export async function resumeMail(ctx: Context, scopeIds: readonly string[]): Promise<void> {
  const tables = ctx.tx.withTables<MailTables>()
  await tables
    .deleteFrom('mailPause')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('scopeId', 'in', [...scopeIds])
    .execute()
  const isAll = scopeIds.includes(ctx.actor.organizationId)
  const waiting = await tables
    .selectFrom('mail')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('state', '=', 'due')
    .where('dueAt', '<=', ctx.now)
    .$if(isAll, query => query.where('scopeId', 'is not', null))
    .$if(!isAll, query => query.where('scopeId', 'in', [...scopeIds]))
    .orderBy('dueAt')
    .execute()
  await enqueueAll(
    ctx,
    sendMailKind,
    waiting.map(({ id }) => ({ mailId: id })),
  )
}

export async function mailPausesForSystem(ctx: Context): Promise<MailPause[]> {
  return ctx.tx
    .withTables<MailTables>()
    .selectFrom('mailPause')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .orderBy('pausedAt')
    .execute()
}

/** The mails that one person gets in one scope for one reason. */
export interface MailsOf {
  readonly personId: string
  readonly scopeId: string
  readonly reason: string
}

/** A mail of this reason that has not left has become pointless for the person, such as a reminder after the answer: it does not leave. Says whether there was one. */
export async function dropDueMails(ctx: Context, of: MailsOf): Promise<boolean> {
  const dropped = await ctx.tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set({ state: 'dropped', lastAnswer: null, finishedAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', of.personId)
    .where('scopeId', '=', of.scopeId)
    .where('reason', '=', of.reason)
    .where('state', '=', 'due')
    .executeTakeFirst()
  return dropped.numUpdatedRows > 0n
}

/** Letters of this reason to the person that wait to be handed over have become pointless. */
export async function dropKeptMails(ctx: Context, { personId, reason }: Pick<MailsOf, 'personId' | 'reason'>): Promise<void> {
  await ctx.tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set({ state: 'dropped', finishedAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .where('reason', '=', reason)
    .where('state', '=', 'kept')
    .execute()
}

/** The latest letter to the person that this one alone hands over. */
export async function latestKeptMail(
  ctx: Context,
  { personId, reason, keeperPersonId }: Pick<MailsOf, 'personId' | 'reason'> & { readonly keeperPersonId: string },
): Promise<MailTables['mail'] | null> {
  const mail = await ctx.tx
    .withTables<MailTables>()
    .selectFrom('mail')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('keeperPersonId', '=', keeperPersonId)
    .where('personId', '=', personId)
    .where('reason', '=', reason)
    .where('state', '=', 'kept')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return mail ?? null
}

/** When the latest of these mails was written, those that did not leave aside: of all, and of those that do not wait to leave. */
export async function latestMailsOf(ctx: Context, of: MailsOf): Promise<{ readonly writtenAt: Date | null; readonly leftAt: Date | null }> {
  return ctx.tx
    .withTables<MailTables>()
    .selectFrom('mail')
    .select(eb => [eb.fn.max('createdAt').as('writtenAt'), eb.fn.max('createdAt').filterWhere('state', '!=', 'due').as('leftAt')])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', of.personId)
    .where('scopeId', '=', of.scopeId)
    .where('reason', '=', of.reason)
    .where('state', 'not in', ['stopped', 'dropped'])
    .executeTakeFirstOrThrow()
}

/** Who of these people has a mail of this reason, written since then, that has left or lies ready to be handed over. */
export async function peopleReached(
  ctx: Context,
  {
    personIds,
    scopeId,
    reason,
    since,
  }: { readonly personIds: readonly string[]; readonly scopeId: string; readonly reason: string; readonly since: Date },
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await ctx.tx
    .withTables<MailTables>()
    .selectFrom('mail')
    .select('personId')
    .distinct()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', 'in', [...personIds])
    .where('scopeId', '=', scopeId)
    .where('reason', '=', reason)
    .where('state', 'in', ['sent', 'kept', 'handed-over'])
    .where('createdAt', '>=', since)
    .execute()
  return new Set(rows.flatMap(row => row.personId ?? []))
}

/** The words of a stored mail; refused when they are forgotten. */
export async function opened(ctx: Context, mail: { readonly id: string; readonly sealed: Uint8Array | null }): Promise<Rendered> {
  if (!mail.sealed) throw refused('mail_forgotten')
  return JSON.parse(
    await unseal(ctx.tx, { organizationId: ctx.actor.organizationId, table: 'mail', row: mail.id, column: 'sealed' }, mail.sealed),
  )
}

const dayMs = 86_400_000

/**
 * The words of mails that are done with for thirty days are gone. What waits to be handed over does so for ninety, as long as the links in
 * it work; then it, and what was stopped and not put back, waits no more.
 */
export async function forgetOldMails(ctx: Context): Promise<void> {
  await ctx.tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set(eb => ({
      sealed: null,
      lastAnswer: null,
      state: sql<MailState>`case when state in ('kept', 'stopped') then 'dropped' else state end`,
      finishedAt: eb.fn.coalesce('finishedAt', eb.val(ctx.now)),
    }))
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('sealed', 'is not', null)
    .where('state', '!=', 'due')
    .where(eb => eb(eb.fn.coalesce('finishedAt', 'createdAt'), '<', new Date(ctx.now.getTime() - 30 * dayMs)))
    .where(eb => eb.or([eb('state', '!=', 'kept'), eb('createdAt', '<', new Date(ctx.now.getTime() - 90 * dayMs))]))
    .execute()
}
