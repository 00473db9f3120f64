import type { Context } from '../../kit/context.ts'
import { grantsForSystem, holdersForSystem } from '../../person/queries/actor.ts'
import { type Person, peopleByIdForSystem } from '../../person/queries/person.ts'
import type { Program } from '../../program/queries.ts'
import type { SafeContactView } from '../contract.ts'
import { type Candidate, lookersAfter, nextAmong, safeChoices } from '../rules.ts'
import type { ConcernTables } from '../tables.ts'
import { type Concern, partnersOfForSystem, stepsOf } from './concern.ts'

type SafeContact = ConcernTables['safeContact']

export interface Known extends Candidate {
  readonly person: Person
  /** The number that the program gives for them; their own is nobody's business. */
  readonly phone: string | null
  readonly safe: SafeContact | null
}

export async function safeContactsOf(ctx: Context, programId: string): Promise<SafeContact[]> {
  return ctx.tx
    .withTables<ConcernTables>()
    .selectFrom('safeContact')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('programId', '=', programId)
    .orderBy('position')
    .execute()
}

/** The safe contacts as staff see them who name them. */
export async function safeContactViews(ctx: Context, programId: string): Promise<SafeContactView[]> {
  const contacts = await safeContactsOf(ctx, programId)
  const people = await peopleByIdForSystem(
    ctx,
    contacts.map(contact => contact.personId),
  )
  return contacts.map(({ position, personId, phone, line, isOutside }) => {
    const person = people.get(personId)
    return { position, name: person?.name ?? null, phone, email: person?.email ?? null, line, isOutside }
  })
}

export interface Around {
  /** Who looks after requests, in the order in which they have them. */
  readonly lookers: readonly Known[]
  /** To whom what is not right can go. */
  readonly choices: readonly Known[]
}

/** Everybody to whom a person can turn in a program. */
export async function aroundForSystem(ctx: Context, program: Program, senderPersonId: string): Promise<Around> {
  const safe = await safeContactsOf(ctx, program.id)
  const named = await peopleByIdForSystem(
    ctx,
    safe.map(contact => contact.personId),
  )
  const coordinators = await holdersForSystem(ctx, 'coordinator', program.id)
  const administrators = await holdersForSystem(ctx, 'administrator', ctx.actor.organizationId)
  const there = [...named.values(), ...coordinators, ...administrators].filter(person => !person.disabledAt)
  const people = new Map(there.map(person => [person.id, person]))
  const idsOf = (group: readonly Person[]) => group.map(person => person.id).filter(id => people.has(id))
  const staff = {
    safe: safe.map(contact => contact.personId).filter(id => people.has(id)),
    contactPersonId: program.contactPersonId,
    coordinators: idsOf(coordinators),
    administrators: idsOf(administrators),
    partners: await partnersOfForSystem(ctx, senderPersonId),
  }
  const known = (candidates: readonly Candidate[]): Known[] =>
    candidates.flatMap(candidate => {
      const person = people.get(candidate.personId)
      if (!person) return []
      const contact = safe.find(one => one.personId === person.id) ?? null
      const phone = contact?.phone ?? (person.id === program.contactPersonId ? program.contactPhone : null)
      return [{ ...candidate, person, phone, safe: contact }]
    })
  return { lookers: known(lookersAfter(senderPersonId, staff)), choices: known(safeChoices(senderPersonId, staff)) }
}

/** Whether somebody may have requests of a program: they look after it, or are one of its safe contacts. */
export async function looksAfterForSystem(ctx: Context, personId: string, programId: string): Promise<boolean> {
  const grants = await grantsForSystem(ctx, personId)
  if (grants.some(grant => [programId, ctx.actor.organizationId].includes(grant.scopeId))) return true
  return (await safeContactsOf(ctx, programId)).some(contact => contact.personId === personId)
}

/** Who has it after its day: nobody where the sender did not want that, or where everybody had it. */
export async function deputyForSystem(ctx: Context, concern: Concern, program: Program): Promise<Known | null> {
  if (!concern.passesOn) return null
  const steps = (await stepsOf(ctx, [concern])).get(concern.id) ?? []
  const had = [...(concern.recipientPersonId ? [concern.recipientPersonId] : []), ...steps.flatMap(step => step.fromPersonId ?? [])]
  const { lookers, choices } = await aroundForSystem(ctx, program, concern.personId)
  return nextAmong(concern.kind === 'not-right' ? choices : lookers, had)
}
