import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { dropKeptMails, latestKeptMail, opened, post } from '../../kit/mail/mail.ts'
import { addMinutes } from '../../kit/time/time.ts'
import { allow } from '../../kit/wire/access.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { firstNameOf } from '../../matching/rules/reply.ts'
import { organizationOf } from '../../organization/queries.ts'
import { makeLink } from '../../person/commands/link.ts'
import { grantsForSystem } from '../../person/queries/actor.ts'
import { personForSystem } from '../../person/queries/person.ts'
import { participantFooter } from '../../program/commands.ts'
import { programForSystem } from '../../program/queries.ts'
import { concernAccess } from '../access.ts'
import { concernLetterOpened } from '../contract/waiting.ts'
import { newsMail, requestMail } from '../mails.ts'
import { type Concern, concernToChangeForSystem, concernToHandle } from '../queries/concern.ts'
import { isOpen, whyMail } from '../rules.ts'

/** One reason and no program for every mail about a request, whatever its kind: no list of mails shows any of them (notification). */
const untold = { reason: 'concern.safe', scopeId: null } as const

/** The link that also shows the words of an answer: shorter than the one in every footer, because it shows more. */
export const newsAct = 'help-news'
const newsLinkDays = 14

/** Whoever has the request hears that something waits; it is read behind their own sign-in. Not where it was taken back or moved on. */
export async function mailRequest(
  ctx: Context,
  { concernId, personId, late }: { readonly concernId: string; readonly personId: string; readonly late: boolean },
  origin: string,
): Promise<void> {
  const concern = await concernToChangeForSystem(ctx, concernId)
  if (!isOpen(concern.state) || concern.recipientPersonId !== personId) return
  const { organization, program, person } = await knownOf(ctx, concern, personId)
  const staff = (await grantsForSystem(ctx, personId)).some(grant => [program.id, organization.id].includes(grant.scopeId))
  const rendered = requestMail({
    organization: organization.name,
    program: program.name,
    name: firstNameOf(person.name),
    atOnce: concern.kind === 'not-right',
    late,
    dueOn: concern.dueOn,
    goesOn: concern.passesOn,
    url: `${origin}/${organization.slug}/${staff ? `programs/${program.id}/requests` : 'given-to-me'}`,
    footer: [whyMail('staff', program.name)],
  })
  await post(ctx, { ...untold, personId, address: person.email, rendered })
}

/**
 * The sender hears that there is something on their help page: never what, and in the same words for every kind. Where no mail goes, whoever
 * has the request hands the letter over, and nobody else sees that there is one.
 */
export async function mailNews(ctx: Context, concernId: string, origin: string): Promise<void> {
  const concern = await concernToChangeForSystem(ctx, concernId)
  if (concern.state === 'taken-back') return
  const { organization, program, person } = await knownOf(ctx, concern, concern.personId)
  const expiresAt = addMinutes(ctx.now, newsLinkDays * 24 * 60)
  const secret = await makeLink(ctx, { personId: person.id, act: newsAct, subjectId: program.id, expiresAt })
  await dropKeptMails(ctx, { personId: person.id, reason: untold.reason })
  const rendered = newsMail({
    organization: organization.name,
    program: program.name,
    name: firstNameOf(person.name),
    days: newsLinkDays,
    url: `${origin}/${organization.slug}/a/${secret}`,
    footer: await participantFooter(ctx, program, { personId: person.id, why: whyMail('sender', program.name), origin }),
  })
  const keeperPersonId = concern.recipientPersonId
  await post(ctx, { ...untold, personId: person.id, address: person.email, keeperPersonId, rendered })
}

/** The words of the letter to hand over, for whoever answered; that they were read stands in the history. */
export async function openNewsLetter(ctx: Context, concernId: string): Promise<{ readonly subject: string; readonly text: string }> {
  const concern = await concernToHandle(ctx, concernId)
  allow(ctx.actor, concernAccess.see, concern)
  const kept = await latestKeptMail(ctx, { personId: concern.personId, reason: untold.reason, keeperPersonId: ctx.actor.personId ?? '' })
  if (!kept) throw refused('no_letter')
  const { subject, text } = await opened(ctx, kept)
  await record(ctx, concernLetterOpened, { concern: concernId })
  return { subject, text }
}

/** Its sender has acted on the page, so they have seen what is on it: no letter need tell them any more. */
export const dropNews = (ctx: Context, personId: string): Promise<void> => dropKeptMails(ctx, { personId, reason: untold.reason })

async function knownOf(ctx: Context, concern: Concern, personId: string) {
  return {
    organization: await organizationOf(ctx),
    program: await programForSystem(ctx, concern.programId),
    person: await personForSystem(ctx, personId),
  }
}
