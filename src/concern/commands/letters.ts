import type { Context } from '../../kit/context.ts'
import { post } from '../../kit/mail/mail.ts'
import { dayIn } from '../../kit/time/time.ts'
import { firstNameOf } from '../../matching/rules/reply.ts'
import { organizationOf } from '../../organization/queries.ts'
import { holdersForSystem, type Person, personForSystem } from '../../person/queries.ts'
import { programForSystem } from '../../program/queries.ts'
import { askedMail } from '../mails.ts'
import { type Concern, concernForSystem, lookersAfterForSystem } from '../queries.ts'
import { isLate, isOpen, whyMail } from '../rules.ts'

/** Whoever looks after it hears that there is something: one coordinator, or the safe contact alone. */
export async function mailConcern(ctx: Context, concernId: string, origin: string): Promise<void> {
  const concern = await concernForSystem(ctx, concernId)
  if (!isOpen(concern.state)) return
  if (concern.recipientPersonId) {
    await tell(ctx, concern, await personForSystem(ctx, concern.recipientPersonId), 'safe', origin)
    return
  }
  const program = await programForSystem(ctx, concern.programId)
  const [first] = await lookersAfterForSystem(ctx, program, [concern.personId, concern.partnerPersonId])
  if (first) await tell(ctx, concern, first, 'asked', origin)
}

/** Its day has passed and nobody has read it: the next coordinator has it, or where there is none, the administrators hear of it. */
export async function handToDeputy(ctx: Context, concernId: string, origin: string): Promise<void> {
  const concern = await concernForSystem(ctx, concernId)
  const { zone } = await organizationOf(ctx)
  if (concern.readAt || !isLate(concern, dayIn(zone, ctx.now))) return
  const program = await programForSystem(ctx, concern.programId)
  const without = [concern.personId, concern.partnerPersonId]
  const [, ...deputies] = await lookersAfterForSystem(ctx, program, without)
  const others = deputies.length > 0 ? deputies : await administrators(ctx, without)
  for (const person of others.slice(0, 5)) await tell(ctx, concern, person, 'deputy', origin)
}

const administrators = async (ctx: Context, without: readonly (string | null)[]): Promise<Person[]> =>
  (await holdersForSystem(ctx, 'administrator', ctx.actor.organizationId)).filter(person => !without.includes(person.id))

async function tell(ctx: Context, concern: Concern, person: Person, what: 'asked' | 'safe' | 'deputy', origin: string): Promise<void> {
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, concern.programId)
  const page = what === 'safe' ? 'given-to-me' : `programs/${program.id}/help-requests`
  const rendered = askedMail({
    organization: organization.name,
    program: program.name,
    name: firstNameOf(person.name),
    url: `${origin}/${organization.slug}/${page}`,
    dueOn: concern.dueOn,
    what,
    why: whyMail(what, program.name),
  })
  // what is given to one person alone belongs to no program's list of mails
  const scopeId = what === 'safe' ? null : program.id
  await post(ctx, { personId: person.id, address: person.email, scopeId, reason: `concern.${what}`, rendered })
}
