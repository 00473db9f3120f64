/**
 * People of a batch of rows as they are known now: what `planFor` decides against. Six queries, however many rows. While an import writes,
 * an address that it took from somebody is theirs to the end: the dry run saw it so, and undo gives it back.
 */
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { plainWords } from '../../kit/csv/words.ts'
import { type PersonInBulk, peopleInBulkForSystem, peopleNames, personInBulkToChangeForSystem } from '../../person/queries/person.ts'
import { answersOfForSystem } from '../../questionnaire/queries.ts'
import { foldedId } from '../rules/import-ids.ts'
import type { Known } from '../rules/import-plan.ts'
import type { ImportedRow } from '../rules/import-rows.ts'
import type { ParticipantTables } from '../tables.ts'

export interface Batch {
  knownFor(row: ImportedRow): Known
}

export async function batchForSystem(
  ctx: Context,
  where: { readonly id: string; readonly cohortId: string; readonly programId: string },
  rows: readonly ImportedRow[],
  lock: 'to-read' | 'to-change' = 'to-read',
): Promise<Batch> {
  const emails = rows.flatMap(row => row.email ?? [])
  const { byExternalId, idByEmail } = await peopleInBulkForSystem(ctx, { externalIds: rows.map(row => row.externalId), emails }, lock)
  const givenUp = lock === 'to-change' && emails.length > 0 ? await givenUpForSystem(ctx, where.id, emails) : new Map<string, string>()
  const knownAs = await knownHereForSystem(ctx, where, [...byExternalId.values()], lock)
  return {
    knownFor: row =>
      knownAs(byExternalId.get(row.externalId), row.email === null ? null : (givenUp.get(row.email) ?? idByEmail.get(row.email) ?? null)),
  }
}

/** Somebody who is typed in, as they are known by id or address; both may be left out. Locked for change. */
export async function typedPersonForSystem(
  ctx: Context,
  where: { readonly cohortId: string; readonly programId: string },
  { externalId, email }: { readonly externalId: string | null; readonly email: string | null },
): Promise<Known> {
  // an address stands for the id that nobody typed: it may be the id of somebody whose address is another by now
  const id = externalId ?? email
  const asked = { externalIds: id === null ? [] : [id], emails: email === null ? [] : [email] }
  const { byExternalId, idByEmail } = await peopleInBulkForSystem(ctx, asked, 'to-change')
  const owner = email === null ? null : (idByEmail.get(email) ?? null)
  const isById = owner === null || externalId !== null
  const byId = isById ? [...byExternalId.values()][0] : undefined
  const found = byId ?? (owner === null ? null : await personInBulkToChangeForSystem(ctx, owner))
  const knownAs = await knownHereForSystem(ctx, where, found ? [found] : [], 'to-change')
  return knownAs(found ?? undefined, owner)
}

/** How each of these people is known in the cohort: the answer takes one of them, and whose the address is. */
async function knownHereForSystem(
  ctx: Context,
  where: { readonly cohortId: string; readonly programId: string },
  people: readonly PersonInBulk[],
  lock: 'to-read' | 'to-change',
): Promise<(found: PersonInBulk | undefined, ownerOfEmail: string | null) => Known> {
  const personIds = people.map(({ person }) => person.id)
  const query = ctx.tx
    .withTables<ParticipantTables>()
    .selectFrom('participant')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('id')
  const participants = personIds.length === 0 ? [] : await (lock === 'to-change' ? query.forUpdate() : query).execute()
  const here = Map.groupBy(
    participants.filter(one => one.cohortId === where.cohortId),
    one => one.personId,
  )
  const elsewhere = new Set(participants.filter(one => one.programId !== where.programId).map(one => one.personId))
  const answers = await answersOfForSystem(
    ctx,
    [...here.values()].flatMap(roles => responseOf(roles) ?? []),
  )
  return (found, ownerOfEmail) => {
    const roles = found ? (here.get(found.person.id) ?? []) : []
    return {
      person: found
        ? { ...found.person, isGuarded: found.isStaff || found.person.accountId !== null || elsewhere.has(found.person.id) }
        : null,
      roles,
      answers: answers.get(responseOf(roles) ?? '') ?? {},
      ownerOfEmail,
    }
  }
}

/** Whose these addresses were before this import wrote. */
async function givenUpForSystem(ctx: Context, importId: string, emails: readonly string[]): Promise<Map<string, string>> {
  const email = sql<string>`before ->> 'email'`
  const rows = await ctx.tx
    .withTables<ParticipantTables>()
    .selectFrom('participantImportEffect')
    .select(['subjectId', email.as('email')])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('importId', '=', importId)
    .where('kind', '=', 'person-changed')
    .where(email, '=', sql<string>`any(${emails}::text[])`)
    .execute()
  return new Map(rows.map(row => [row.email, row.subjectId]))
}

/** Somebody in both roles answers once; the response that counts is that of the role in which they still take part. */
export const responseOf = (roles: readonly { readonly responseId: string | null; readonly state: string }[]): string | null =>
  (roles.find(one => one.state !== 'withdrawn' && one.responseId !== null) ?? roles[0])?.responseId ?? null

export interface EverybodyHere {
  readonly mentors: number
  readonly mentees: number
  /** As `plainWords`. */
  readonly names: ReadonlySet<string>
  /** As `foldedId`. */
  readonly ids: ReadonlySet<string>
}

/** Who takes part in the cohort now: how many in each role, what they are called, and by which ids they are known. */
export async function everybodyHereForSystem(ctx: Context, cohortId: string): Promise<EverybodyHere> {
  const rows = await ctx.tx
    .withTables<ParticipantTables>()
    .selectFrom('participant')
    .innerJoin(peopleNames(ctx.tx).as('person'), join =>
      join.onRef('person.organizationId', '=', 'participant.organizationId').onRef('person.personId', '=', 'participant.personId'),
    )
    .select(['participant.role', 'person.name', 'person.externalId'])
    .where('participant.organizationId', '=', ctx.actor.organizationId)
    .where('participant.cohortId', '=', cohortId)
    .where('participant.state', '!=', 'withdrawn')
    .execute()
  const mentors = rows.filter(row => row.role === 'mentor').length
  return {
    mentors,
    mentees: rows.length - mentors,
    names: new Set(rows.flatMap(({ name }) => (name === null ? [] : [plainWords(name)]))),
    ids: new Set(rows.flatMap(({ externalId }) => (externalId === null ? [] : [foldedId(externalId)]))),
  }
}
