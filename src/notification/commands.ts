import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { mailPausesForSystem, opened, pauseMail, resumeMail, returnMails, withholdMails } from '../kit/mail/mail.ts'
import { type Act, allow } from '../kit/wire/access.ts'
import { refused } from '../kit/wire/refusal.ts'
import { noteWayInOpened } from '../person/commands/sign-in.ts'
import { notificationAccess } from './access.ts'
import { holdStopped, type MailRow, mailOpened, mailPaused, mailResumed, mailsPutBack, mailsStopped } from './contract.ts'
import {
  type Hold,
  holdOfSubjectToChangeForSystem,
  holdToChange,
  type Mail,
  mailRows,
  mailsToChange,
  mailVisibleTo,
  type WhichMails,
} from './queries.ts'
import { isWayIn, pausedScopes, shownText } from './rules.ts'
import type { NotificationTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<NotificationTables>()

interface NewHold {
  readonly scopeId: string
  readonly subjectId: string
  readonly reason: string
  readonly people: number
  readonly leavesAt: Date
}

/** What is held stands on the page of mails until it goes or is stopped. Upper floors call it and have allowed it. */
export async function announceHold(ctx: Context, hold: NewHold): Promise<void> {
  await tables(ctx)
    .insertInto('hold')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      ...hold,
      state: 'held',
      madeBy: ctx.actor.personId,
      madeAt: ctx.now,
      endedBy: null,
      endedAt: null,
    })
    .execute()
}

/** Whether what was held may go now; the answer is given once, and from then on nobody can stop it. */
export async function takeHold(ctx: Context, subjectId: string): Promise<boolean> {
  const hold = await holdOfSubjectToChangeForSystem(ctx, subjectId)
  if (hold.state !== 'held') return false
  await endHold(ctx, hold, 'gone')
  return true
}

/** What was held does not go; whoever held it reacts. Refused when it went already. Upper floors call it for their own stop. */
export async function stopHoldOf(ctx: Context, subjectId: string): Promise<void> {
  const hold = await holdOfSubjectToChangeForSystem(ctx, subjectId)
  if (hold.state !== 'held') throw refused('hold_over', { state: hold.state })
  await endHold(ctx, hold, 'stopped')
}

/** The same by the page of mails. */
export async function stopHold(ctx: Context, holdId: string): Promise<void> {
  const hold = await holdToChange(ctx, holdId)
  allow(ctx.actor, notificationAccess.stop, hold)
  if (hold.state !== 'held') throw refused('hold_over', { state: hold.state })
  await endHold(ctx, hold, 'stopped')
  await record(ctx, holdStopped, { hold: hold.id, subject: hold.subjectId }, hold.scopeId)
}

async function endHold(ctx: Context, hold: Hold, state: 'gone' | 'stopped'): Promise<void> {
  await tables(ctx)
    .updateTable('hold')
    .set({ state, endedBy: ctx.actor.personId, endedAt: ctx.now })
    .where('organizationId', '=', hold.organizationId)
    .where('id', '=', hold.id)
    .execute()
}

/** The words of a mail, with the note in the history that they were read. */
export async function openMail(ctx: Context, mailId: string): Promise<MailRow & { readonly subject: string; readonly text: string }> {
  const mail = await mailVisibleTo(ctx, mailId)
  allow(ctx.actor, opening(mail), mail)
  const { subject, text } = await opened(ctx, mail)
  await record(ctx, mailOpened, { mail: mailId }, mail.scopeId)
  await noteOpened(ctx, mail)
  const [row] = await mailRows(ctx, [mail])
  if (!row) throw new Error('the mail that was just read is gone')
  return { ...row, subject, text: shownText(text, mail.state) }
}

/** Staff open what waits for everybody; a letter that one person alone hands over is theirs. */
export const opening = (mail: Mail): Act => (mail.keeperPersonId === null ? notificationAccess.open : notificationAccess.keep)

/** Whoever can be signed in by a letter is told that it was opened. */
export async function noteOpened(ctx: Context, mail: Mail): Promise<void> {
  if (isWayIn(mail) && mail.personId) await noteWayInOpened(ctx, { personId: mail.personId, mailId: mail.id })
}

/** Nothing leaves of what the actor looks after. */
export async function pauseAllMail(ctx: Context): Promise<void> {
  allow(ctx.actor, notificationAccess.pause, { organizationId: ctx.actor.organizationId })
  const scopes = pausedScopes(ctx.actor)
  await pauseMail(ctx, scopes)
  await record(ctx, mailPaused, { scopes }, programOf(ctx, scopes))
}

/** The one program that is paused or goes on; null: several, or the whole organization. */
const programOf = ({ actor }: Context, [first, ...more]: readonly string[]): string | null =>
  first !== undefined && more.length === 0 && first !== actor.organizationId ? first : null

/** It goes on, also what coordinators have paused where an administrator says so. */
export async function resumeAllMail(ctx: Context): Promise<void> {
  allow(ctx.actor, notificationAccess.pause, { organizationId: ctx.actor.organizationId })
  const own = pausedScopes(ctx.actor)
  const isAll = own.includes(ctx.actor.organizationId)
  const scopes = isAll ? [...own, ...(await mailPausesForSystem(ctx)).map(pause => pause.scopeId)] : own
  await resumeMail(ctx, scopes)
  await record(ctx, mailResumed, { scopes }, programOf(ctx, scopes))
}

/** These mails do not leave until they are put back; the answer counts mails and unique people. */
export async function stopMails(ctx: Context, which: WhichMails): Promise<{ stopped: number; people: number; at: string }> {
  const mails = await mailsToChange(ctx, which, 'due')
  if (mails.length === 0) throw refused('mails_gone')
  for (const mail of mails) allow(ctx.actor, notificationAccess.stop, mail)
  await withholdMails(ctx, idsOf(mails))
  await record(ctx, mailsStopped, { mails: idsOf(mails), reason: 'reason' in which ? which.reason : null }, sharedScope(mails))
  return { stopped: mails.length, people: peopleIn(mails), at: ctx.now.toISOString() }
}

/** Stopped mails leave at their time, or at once where it has passed. */
export async function putBackMails(ctx: Context, which: WhichMails): Promise<{ back: number; people: number }> {
  const mails = await mailsToChange(ctx, which, 'stopped')
  if (mails.length === 0) throw refused('mails_gone')
  for (const mail of mails) allow(ctx.actor, notificationAccess.stop, mail)
  await returnMails(ctx, mails)
  await record(ctx, mailsPutBack, { mails: idsOf(mails) }, sharedScope(mails))
  return { back: mails.length, people: peopleIn(mails) }
}

export const idsOf = (mails: readonly Mail[]): string[] => mails.map(mail => mail.id)
const peopleIn = (mails: readonly Mail[]): number => new Set(mails.map(mail => mail.personId ?? mail.toAddress)).size
/** The program of all of them; null: they belong to several, or to none. */
export const sharedScope = (mails: readonly Mail[]): string | null => {
  const scopes = new Set(mails.map(mail => mail.scopeId))
  return scopes.size === 1 ? (mails[0]?.scopeId ?? null) : null
}
