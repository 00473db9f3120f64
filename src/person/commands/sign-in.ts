/** The way in: a link by mail, and the account that it is tied to. */
import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { enqueue, jobKind } from '../../kit/jobs/jobs.ts'
import { post } from '../../kit/mail/mail.ts'
import { organizationOf } from '../../organization/queries.ts'
import { signedIn, wayInOpened } from '../contract.ts'
import { signInMail } from '../mails.ts'
import { personByEmailForSystem, personForSystem } from '../queries/person.ts'
import { signInLinkExpiry } from '../rules.ts'
import type { PersonTables } from '../tables.ts'
import { makeLink } from './link.ts'

const tables = (ctx: Context) => ctx.tx.withTables<PersonTables>()

export const signInMailKind = jobKind({ name: 'mail-sign-in-link', payload: z.object({ personId: z.nullable(z.uuid()) }) })

/** A link goes to the address if it is known; whether it is cannot be told from the answer or its time, because a job looks. */
export async function requestSignIn(ctx: Context, email: string): Promise<void> {
  const person = await personByEmailForSystem(ctx, email)
  await enqueue(ctx, signInMailKind, { personId: person && !person.disabledAt ? person.id : null })
}

/** A fresh link that signs the person in, once: for their mail, or for the operator to hand over. */
export async function signInUrl(ctx: Context, personId: string, origin: string): Promise<string> {
  const { slug } = await organizationOf(ctx)
  const secret = await makeLink(ctx, { personId, act: 'sign-in', subjectId: null, expiresAt: signInLinkExpiry(ctx.now) })
  return `${origin}/${slug}/sign-in/${secret}`
}

/** The mail with the sign-in link is on its way. */
export async function mailSignInLink(ctx: Context, personId: string, origin: string): Promise<void> {
  const person = await personForSystem(ctx, personId)
  const organization = await organizationOf(ctx)
  const rendered = signInMail({ organization: organization.name, name: person.name, url: await signInUrl(ctx, personId, origin) })
  await post(ctx, { personId, address: person.email, reason: 'person.sign-in', rendered })
}

/** Somebody else has the link that signs the person in: it stands in the history, and the person reads it at the next sign-in. */
export async function noteWayInOpened(ctx: Context, { personId, mailId }: { readonly personId: string; readonly mailId: string }) {
  if (personId !== ctx.actor.personId) await record(ctx, wayInOpened, { person: personId, mail: mailId })
}

/** The person's account is the one that just proved their address; later sessions of it open this person. */
export async function tieAccount(ctx: Context, personId: string, accountId: string): Promise<void> {
  await tables(ctx)
    .updateTable('person')
    .set({ accountId })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', personId)
    .execute()
  await record({ ...ctx, actor: { ...ctx.actor, personId } }, signedIn, { person: personId })
}
