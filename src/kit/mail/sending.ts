/** The job that hands stored mails to the mail server. No request ever waits for it. */
import type { ExpressionBuilder } from 'kysely'
import type { Context } from '../context.ts'
import { type Begin, type Job, runs } from '../jobs/jobs.ts'
import { type MailTables, opened, sendMailKind } from './mail.ts'
import { type MailServer, mailFault } from './server.ts'

/** Without a mail server every mail is kept and shown on a page; with one it is sent, and a permanent refusal is told, never retried. */
export function mailJob(server: MailServer | null, now: () => Date): Job {
  return runs(sendMailKind, async (begin, { mailId }) => {
    const mail = await begin(ctx => dueMail(ctx, mailId, domainOf(server)))
    if (!mail) return
    if (!server) return mark(begin, mailId, { state: 'kept', lastAnswer: null, finishedAt: now() })
    try {
      const told = await server.transport.sendMail({
        from: server.from,
        to: mail.toAddress,
        subject: mail.rendered.subject,
        text: mail.rendered.text,
        html: mail.rendered.html,
        ...(mail.messageId ? { messageId: mail.messageId } : {}),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      await mark(begin, mailId, { state: 'sent', lastAnswer: String(told.response).slice(0, 500), finishedAt: now() })
    } catch (error) {
      const answer = mailFault(error).slice(0, 500)
      if (isRefusalOfMail(error)) return mark(begin, mailId, { state: 'failed', lastAnswer: answer, finishedAt: now() })
      await mark(begin, mailId, { lastAnswer: answer })
      throw error
    }
  })
}

/** Whether the server refused this mail for good. A refused sign-in or greeting is about us, not about the mail: it is tried again. */
function isRefusalOfMail(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { readonly code?: string; readonly responseCode?: number }
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500 && responseCode < 600
}

/** The part of a Message-ID behind the @: the sender's own domain, because filters distrust any other. */
const domainOf = (server: MailServer | null): string => /@([\w.-]+)/.exec(server?.from ?? '')?.[1] ?? 'localhost'

async function dueMail(ctx: Context, mailId: string, domain: string) {
  const db = ctx.tx.withTables<MailTables>()
  const mail = await db
    .updateTable('mail')
    .set(eb => ({ attempts: eb('attempts', '+', 1), messageId: eb.fn.coalesce('messageId', eb.val(`<${mailId}@${domain}>`)) }))
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', mailId)
    .where('state', '=', 'due')
    .where('dueAt', '<=', ctx.now)
    // one that is paused ends its job here, and gets another when it goes on
    .where(eb => eb.not(eb.exists(pausesOf(eb))))
    .returning(['id', 'toAddress', 'sealed', 'messageId'])
    .executeTakeFirst()
  if (!mail) return stopUnlessNotDueYet(ctx, mailId)
  if (mail.toAddress === null) return null
  return { ...mail, toAddress: mail.toAddress, rendered: await opened(ctx, mail) }
}

const pausesOf = (eb: ExpressionBuilder<MailTables, 'mail'>) =>
  eb
    .selectFrom('mailPause')
    .whereRef('mailPause.organizationId', '=', 'mail.organizationId')
    .where(pause =>
      pause.or([
        pause('mailPause.scopeId', '=', pause.ref('mail.scopeId')),
        pause.and([pause('mailPause.scopeId', '=', pause.ref('mail.organizationId')), pause('mail.scopeId', 'is not', null)]),
      ]),
    )

/** A job that came a moment early, because the clocks of two machines differ, comes again; one whose mail was stopped or moved ends. */
async function stopUnlessNotDueYet(ctx: Context, mailId: string): Promise<null> {
  const soon = new Date(ctx.now.getTime() + 60_000)
  const waiting = await ctx.tx
    .withTables<MailTables>()
    .selectFrom('mail')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', mailId)
    .where('state', '=', 'due')
    .where('dueAt', '>', ctx.now)
    .where('dueAt', '<', soon)
    .executeTakeFirst()
  if (waiting) throw new Error('the mail is due in a moment')
  return null
}

async function mark(begin: Begin, mailId: string, change: Partial<MailTables['mail']>): Promise<void> {
  await begin(ctx =>
    ctx.tx
      .withTables<MailTables>()
      .updateTable('mail')
      .set(change)
      .where('organizationId', '=', ctx.actor.organizationId)
      .where('id', '=', mailId)
      .where('state', '=', 'due')
      .execute(),
  )
}
