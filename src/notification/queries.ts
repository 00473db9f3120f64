import { type Expression, type SqlBool, sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { type MailTables, mailPausesForSystem } from '../kit/mail/mail.ts'
import { mayOf } from '../kit/wire/access.ts'
import type { Answer } from '../kit/wire/contract.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { peopleByIdForSystem, peopleNames } from '../person/queries/person.ts'
import { notificationAccess } from './access.ts'
import type { HoldView, MailRow, MailTab, readMail } from './contract.ts'
import { pausedScopes, untold } from './rules.ts'
import type { NotificationTables } from './tables.ts'

export type Mail = MailTables['mail']
type MailPauseView = Answer<typeof readMail>['paused']
export type Hold = NotificationTables['hold']

/** The mails that the actor may see. */
export const mails = (ctx: Context) =>
  ctx.tx
    .withTables<MailTables>()
    .selectFrom('mail')
    .where('mail.organizationId', '=', ctx.actor.organizationId)
    // what is sent to the other one of a pair is nothing for this one, also where they look after mail
    .where(sql<SqlBool>`not (${ctx.actor.personId}::uuid = any(mail.about)) is true`)
    .where(eb =>
      eb.or([
        eb.and([
          eb('mail.reason', 'not in', untold),
          eb('mail.keeperPersonId', 'is', null),
          allowedRows(ctx.actor, notificationAccess.see, { column: name => sql.ref(`mail.${name}`) }),
        ]),
        // a letter that one person alone hands over, while it waits
        eb.and([
          eb('mail.state', '=', 'kept'),
          allowedRows(ctx.actor, notificationAccess.keep, { column: name => sql.ref(`mail.${name}`) }),
        ]),
      ]),
    )

/** Which states stand under which tab. */
const states: Readonly<Record<MailTab, readonly Mail['state'][]>> = {
  tonight: ['due'],
  'came-back': ['failed'],
  kept: ['kept'],
  'handed-over': ['handed-over'],
  log: ['due', 'sent', 'kept', 'handed-over', 'stopped', 'dropped', 'failed'],
}

/** Tried and not taken yet: it stays due, and stands among those that came back until it is through. */
export const cameBack = sql<SqlBool>`(mail.state = 'failed' or (mail.state = 'due' and mail.attempts > 0 and mail.last_answer is not null))`

const ofProgram = (programId: string | undefined): Expression<SqlBool> =>
  programId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`mail.scope_id = ${programId}::uuid`

export interface MailFilter {
  readonly programId?: string | undefined
  readonly tab: MailTab
  readonly reason?: string | undefined
  /** Without mails of these reasons. */
  readonly without?: readonly string[]
  readonly person?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export async function mailsVisibleTo(ctx: Context, filter: MailFilter): Promise<Mail[]> {
  const { after, limit } = filter
  return filtered(ctx, filter)
    .selectAll('mail')
    .$if(after !== undefined, query => query.where('mail.id', '<', after ?? ''))
    .orderBy('mail.id', 'desc')
    .limit(limit)
    .execute()
}

export async function countVisibleTo(ctx: Context, filter: Omit<MailFilter, 'after' | 'limit'>): Promise<number> {
  const { count } = await filtered(ctx, filter).select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

function filtered(ctx: Context, { programId, tab, reason, without = [], person }: Omit<MailFilter, 'after' | 'limit'>) {
  return mails(ctx)
    .where(ofProgram(programId))
    .$if(tab === 'came-back', query => query.where(cameBack))
    .$if(tab !== 'came-back', query => query.where('mail.state', 'in', states[tab]))
    .$if(without.length > 0, query => query.where('mail.reason', 'not in', without))
    .$if(reason !== undefined, query => query.where('mail.reason', '=', reason ?? ''))
    .$if(person !== undefined && person !== '', query =>
      query.where(eb =>
        eb.or([
          eb(
            'mail.personId',
            'in',
            peopleNames(ctx.tx)
              .where('person.organizationId', '=', ctx.actor.organizationId)
              .where('person.name', 'ilike', `%${likeText(person ?? '')}%`)
              .clearSelect()
              .select('person.id') as never,
          ),
          // whoever is not known yet is found by where it goes
          eb.and([eb('mail.personId', 'is', null), eb('mail.toAddress', 'ilike', `%${likeText(person ?? '')}%`)]),
        ]),
      ),
    )
}

const likeText = (typed: string): string => typed.replace(/[\\%_]/g, sign => `\\${sign}`)

export async function mailVisibleTo(ctx: Context, mailId: string): Promise<Mail> {
  const mail = await mails(ctx).selectAll('mail').where('mail.id', '=', mailId).executeTakeFirst()
  if (!mail) throw notFound()
  return mail
}

export type WhichMails =
  | { readonly mailIds: readonly string[] }
  | { readonly reason: string; readonly programId?: string | undefined; readonly since?: string | undefined }

/** Those of the mails that the actor may stop or put back, locked. */
export async function mailsToChange(ctx: Context, which: WhichMails, state: 'due' | 'stopped' | 'kept' | 'handed-over'): Promise<Mail[]> {
  return mails(ctx)
    .selectAll('mail')
    .where('mail.state', '=', state)
    .$if('mailIds' in which, query => query.where('mail.id', 'in', 'mailIds' in which ? [...which.mailIds] : []))
    .$if('reason' in which, query =>
      query
        .where('mail.reason', '=', 'reason' in which ? which.reason : '')
        .where(ofProgram('reason' in which ? which.programId : undefined))
        .$if('since' in which && which.since !== undefined, since =>
          since.where('mail.finishedAt', '>=', new Date('since' in which ? (which.since ?? 0) : 0)),
        ),
    )
    .orderBy('mail.id')
    .limit(5000)
    .forUpdate()
    .execute()
}

export interface Tonight {
  readonly groups: { readonly reason: string; readonly people: number; readonly mails: number; readonly firstAt: Date }[]
  readonly mailsByPerson: readonly number[]
  readonly lastAt: Date | null
  readonly cameBack: number
  readonly kept: number
  readonly handedOver: number
}

/** What is due, by reason and by person; three counts over indexes. */
export async function tonight(ctx: Context, programId: string | undefined): Promise<Tonight> {
  const due = mails(ctx).where('mail.state', '=', 'due').where(ofProgram(programId))
  const groups = await due
    .select([
      'mail.reason',
      sql<string>`count(distinct mail.person_id)`.as('people'),
      sql<string>`count(*)`.as('mails'),
      sql<Date>`min(mail.due_at)`.as('firstAt'),
      sql<Date>`max(mail.due_at)`.as('lastAt'),
    ])
    .groupBy('mail.reason')
    .orderBy(sql`count(*)`, 'desc')
    .limit(100)
    .execute()
  const people = await due
    .select([sql<string>`count(*)`.as('mails')])
    .groupBy('mail.personId')
    .execute()
  const counted = await mails(ctx)
    .where(ofProgram(programId))
    .select([
      sql<string>`count(*) filter (where ${cameBack})`.as('cameBack'),
      sql<string>`count(*) filter (where mail.state = 'kept')`.as('kept'),
      sql<string>`count(*) filter (where mail.state = 'handed-over')`.as('handedOver'),
    ])
    .executeTakeFirst()
  return {
    groups: groups.map(group => ({
      reason: group.reason,
      people: Number(group.people),
      mails: Number(group.mails),
      firstAt: group.firstAt,
    })),
    mailsByPerson: people.map(row => Number(row.mails)),
    lastAt: groups.reduce<Date | null>((last, group) => (last && last.getTime() > group.lastAt.getTime() ? last : group.lastAt), null),
    cameBack: Number(counted?.cameBack ?? 0),
    kept: Number(counted?.kept ?? 0),
    handedOver: Number(counted?.handedOver ?? 0),
  }
}

export async function mailRows(ctx: Context, found: readonly Mail[]): Promise<MailRow[]> {
  const people = await peopleByIdForSystem(
    ctx,
    found.flatMap(mail => [mail.personId ?? [], mail.handedBy ?? []].flat()),
  )
  return found.map(mail => {
    const person = people.get(mail.personId ?? '')
    return {
      id: mail.id,
      person: person ? { id: person.id, name: person.name, phone: person.phone } : null,
      hasAddress: mail.toAddress !== null,
      address: person ? null : mail.toAddress,
      reason: mail.reason,
      state: mail.state,
      dueAt: mail.dueAt.toISOString(),
      createdAt: mail.createdAt.toISOString(),
      finishedAt: mail.finishedAt?.toISOString() ?? null,
      attempts: mail.attempts,
      lastAnswer: mail.lastAnswer,
      canReturn: mail.state === 'stopped',
      handedBy: people.get(mail.handedBy ?? '')?.name ?? null,
    }
  })
}

/** What is paused of all that the actor looks after: the earliest, and whether it is theirs to let go on. */
export async function pauseVisibleTo(ctx: Context): Promise<MailPauseView> {
  const own = pausedScopes(ctx.actor)
  const { organizationId } = ctx.actor
  const isAdministrator = own.includes(organizationId)
  const [first] = (await mailPausesForSystem(ctx)).filter(
    ({ scopeId }) => isAdministrator || scopeId === organizationId || own.includes(scopeId),
  )
  if (!first) return null
  const by = first.pausedBy ? (await peopleByIdForSystem(ctx, [first.pausedBy])).get(first.pausedBy) : undefined
  return {
    since: first.pausedAt.toISOString(),
    by: by?.name ?? null,
    may: { resume: isAdministrator || first.scopeId !== organizationId ? true : { code: 'not_permitted', facts: {} } },
  }
}

const holds = (ctx: Context) =>
  ctx.tx
    .withTables<NotificationTables>()
    .selectFrom('hold')
    .selectAll('hold')
    .where('hold.organizationId', '=', ctx.actor.organizationId)
    .where(allowedRows(ctx.actor, notificationAccess.see, { column: name => sql.ref(`hold.${name}`) }))

export async function holdsVisibleTo(ctx: Context, programId: string | undefined): Promise<Hold[]> {
  return holds(ctx)
    .where('hold.state', '=', 'held')
    .$if(programId !== undefined, query => query.where('hold.scopeId', '=', programId ?? ''))
    .orderBy('hold.leavesAt')
    .limit(100)
    .execute()
}

export async function holdToChange(ctx: Context, holdId: string): Promise<Hold> {
  const hold = await holds(ctx).where('hold.id', '=', holdId).forUpdate().executeTakeFirst()
  if (!hold) throw notFound()
  return hold
}

export async function holdOfSubjectToChangeForSystem(ctx: Context, subjectId: string): Promise<Hold> {
  const hold = await ctx.tx
    .withTables<NotificationTables>()
    .selectFrom('hold')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('subjectId', '=', subjectId)
    .forUpdate()
    .executeTakeFirst()
  if (!hold) throw notFound()
  return hold
}

export async function holdViews(ctx: Context, found: readonly Hold[]): Promise<HoldView[]> {
  const people = await peopleByIdForSystem(
    ctx,
    found.flatMap(hold => hold.madeBy ?? []),
  )
  return found.map(hold => ({
    id: hold.id,
    reason: hold.reason,
    people: hold.people,
    leavesAt: hold.leavesAt.toISOString(),
    madeBy: people.get(hold.madeBy ?? '')?.name ?? null,
    madeAt: hold.madeAt.toISOString(),
    may: { stop: mayOf(ctx.actor, notificationAccess.stop, hold) },
  }))
}
