/** Letters on paper: what reaches people where no mail does. */
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import type { Rendered } from '../../kit/mail/letter.ts'
import { markHandedOver, markKeptAgain, opened } from '../../kit/mail/mail.ts'
import { codeOfToken } from '../../kit/vault/code.ts'
import { allow } from '../../kit/wire/access.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { waysIn } from '../../person/rules.ts'
import { notificationAccess } from '../access.ts'
import { idsOf, noteOpened, opening, sharedScope } from '../commands.ts'
import { type LetterView, lettersHandedOver, lettersOpened, lettersTakenBack } from '../contract.ts'
import { countVisibleTo, type Mail, type MailFilter, mailRows, mailsToChange, mailsVisibleTo, mailVisibleTo } from '../queries.ts'
import { onPaper } from '../rules.ts'

const lettersAtOnce = 50

interface WhichLetters extends Pick<MailFilter, 'programId' | 'person' | 'after'> {
  readonly mailId?: string | undefined
}

/**
 * The words of the letters that are to be handed over, latest first, with the note in the history that they were read. Those that sign somebody
 * in are opened one by one.
 */
export async function openLetters(
  ctx: Context,
  { mailId, ...filter }: WhichLetters,
): Promise<{ rows: LetterView[]; next: string | null; total: number }> {
  const which = { ...filter, tab: 'kept', without: waysIn } as const
  const kept = mailId === undefined ? await mailsVisibleTo(ctx, { ...which, limit: lettersAtOnce + 1 }) : await one(ctx, mailId)
  const shown = kept.slice(0, lettersAtOnce)
  for (const mail of shown) {
    allow(ctx.actor, opening(mail), mail)
    await noteOpened(ctx, mail)
  }
  const known = await mailRows(ctx, shown)
  const rows = await Promise.all(
    shown.map(async (mail, at) => ({
      id: mail.id,
      name: known[at]?.person?.name ?? known[at]?.address ?? null,
      reason: mail.reason,
      ...paperOf(ctx, await opened(ctx, mail)),
    })),
  )
  if (shown.length > 0) await record(ctx, lettersOpened, { mails: idsOf(shown) }, sharedScope(shown))
  return {
    rows,
    next: kept.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
    total: mailId === undefined ? await countVisibleTo(ctx, which) : shown.length,
  }
}

async function one(ctx: Context, mailId: string): Promise<Mail[]> {
  const mail = await mailVisibleTo(ctx, mailId)
  if (mail.state !== 'kept') throw refused('mails_gone')
  return [mail]
}

/** What was written before letters had words for paper stands there as its mail would have read. */
function paperOf(ctx: Context, { subject, text, paper }: Rendered): Pick<LetterView, 'subject' | 'paragraphs' | 'links' | 'footer'> {
  const printed = (link: { readonly label: string; readonly url: string }) =>
    onPaper(link, token => codeOfToken(ctx.actor.organizationId, token))
  if (!paper) return { subject, paragraphs: text.trim().split(/\n{2,}/), links: [], footer: [] }
  return {
    subject,
    paragraphs: [...paper.paragraphs],
    links: paper.links.map(printed),
    footer: paper.footer.map(part => (typeof part === 'string' ? part : printed(part))),
  }
}

/** These letters were handed over, by this person, now. Those that were not waiting any more are left alone. */
export async function handOverLetters(ctx: Context, mailIds: readonly string[]): Promise<number> {
  const mails = await lettersToChange(ctx, mailIds, 'kept')
  await markHandedOver(ctx, idsOf(mails))
  await record(ctx, lettersHandedOver, { mails: idsOf(mails) }, sharedScope(mails))
  return mails.length
}

/** These letters are to be handed over, as before they were. */
export async function takeBackLetters(ctx: Context, mailIds: readonly string[]): Promise<number> {
  const mails = await lettersToChange(ctx, mailIds, 'handed-over')
  // one whose words are forgotten can be handed over no more
  const whole = mails.filter(mail => mail.sealed !== null)
  if (whole.length === 0) throw refused('mail_forgotten')
  await markKeptAgain(ctx, idsOf(whole))
  await record(ctx, lettersTakenBack, { mails: idsOf(whole) }, sharedScope(whole))
  return whole.length
}

async function lettersToChange(ctx: Context, mailIds: readonly string[], state: 'kept' | 'handed-over'): Promise<Mail[]> {
  const mails = await mailsToChange(ctx, { mailIds }, state)
  if (mails.length === 0) throw refused('mails_gone')
  for (const mail of mails) allow(ctx.actor, notificationAccess['hand-over'], mail)
  return mails
}
