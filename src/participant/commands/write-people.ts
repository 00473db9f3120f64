/** What rows do to people, written: by an import in batches, each with what was there before, so that it can be taken back. */
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { addPeople, changePeople, type PersonInFile } from '../../person/commands/person.ts'
import { type NewResponseInBulk, saveResponses } from '../../questionnaire/commands.ts'
import type { AskedVersion } from '../../questionnaire/queries.ts'
import type { Import } from '../queries/imports.ts'
import { responseOf } from '../queries/known.ts'
import type { Known, Plan } from '../rules/import-plan.ts'
import type { ImportedRow } from '../rules/import-rows.ts'

/** A row that does something, with the plan for it and what was known before. */
export interface Done {
  readonly row: ImportedRow
  readonly plan: Plan
  readonly known: Known
}

/** People, responses, participants and effects of a batch: one statement for each table, however many rows. Without a version nobody answers anything. */
export async function writePeople(
  ctx: Context,
  one: Import,
  version: AskedVersion | null,
  done: readonly Done[],
): Promise<{ readonly personIds: readonly string[] }> {
  const newId = () => uuidv7(ctx.now, ctx.random)
  const personIds: string[] = []
  const addedPeople: PersonInFile[] = []
  const changedPeople: Omit<PersonInFile, 'externalId'>[] = []
  const responses: NewResponseInBulk[] = []
  const added: NewParticipant[] = []
  const changed: ChangedParticipant[] = []
  const effects: EffectRow[] = []

  for (const { row, plan, known } of done) {
    const personId = known.person?.id ?? newId()
    personIds.push(personId)
    const details = plan.details
    if (!known.person) {
      addedPeople.push({ id: personId, externalId: row.externalId, ...(details ?? noDetails) })
      effects.push({ subjectId: personId, kind: 'person-added', before: null, versionAfter: 1 })
    } else if (details) {
      const { name, email, phone, capacityMentees, version: before } = known.person
      changedPeople.push({ id: personId, ...details })
      effects.push({
        subjectId: personId,
        kind: 'person-changed',
        before: { name, email, phone, capacityMentees },
        versionAfter: before + 1,
      })
    }
    const oldResponseId = responseOf(known.roles)
    const responseId = plan.answers ? newId() : oldResponseId
    if (plan.answers && responseId) responses.push({ id: responseId, personId, answers: plan.answers, replacesId: oldResponseId })
    for (const { role, capacity } of plan.addRoles) {
      const id = newId()
      added.push({ id, personId, role, capacity, responseId })
      effects.push({ subjectId: id, kind: 'participant-added', before: null, versionAfter: 1 })
    }
    for (const role of known.roles) {
      const capacity = plan.changeRoles.find(change => change.known.id === role.id)?.capacity ?? role.capacity
      if (role.state === 'withdrawn' || (capacity === role.capacity && responseId === role.responseId)) continue
      changed.push({ id: role.id, capacity, responseId })
      const before = { capacity: role.capacity, responseId: role.responseId }
      effects.push({ subjectId: role.id, kind: 'participant-changed', before, versionAfter: role.version + 1 })
    }
  }
  await addPeople(ctx, addedPeople)
  await changePeople(ctx, changedPeople)
  if (version) await saveResponses(ctx, version, 'import', responses)
  await addParticipants(ctx, one, added)
  await changeParticipants(ctx, changed)
  await keepEffects(ctx, one.id, effects)
  return { personIds }
}

const noDetails = { name: null, email: null, phone: null, capacityMentees: null }

interface ChangedParticipant {
  readonly id: string
  readonly capacity: number
  readonly responseId: string | null
}
interface NewParticipant extends ChangedParticipant {
  readonly personId: string
  readonly role: string
}
interface EffectRow {
  readonly subjectId: string
  readonly kind: 'participant-added' | 'participant-changed' | 'person-added' | 'person-changed'
  readonly before: unknown
  readonly versionAfter: number
}

async function addParticipants(ctx: Context, one: Import, participants: readonly NewParticipant[]): Promise<void> {
  if (participants.length === 0) return
  await sql`
    insert into participant
      (organization_id, id, cohort_id, program_id, person_id, role, state, capacity, response_id, joined_at, changed_at, version)
    select ${one.organizationId}, id, ${one.cohortId}, ${one.programId}, "personId", role, 'active', capacity, "responseId", ${ctx.now}, ${ctx.now}, 1
    from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb)
      as file (id uuid, "personId" uuid, role text, capacity integer, "responseId" uuid)
  `.execute(ctx.tx)
}

async function changeParticipants(ctx: Context, participants: readonly ChangedParticipant[]): Promise<void> {
  if (participants.length === 0) return
  await sql`
    update participant
    set capacity = file.capacity, response_id = file."responseId", changed_at = ${ctx.now}, version = participant.version + 1
    from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb) as file (id uuid, capacity integer, "responseId" uuid)
    where participant.organization_id = ${ctx.actor.organizationId} and participant.id = file.id
  `.execute(ctx.tx)
}

/** What was there before the first change of an import is kept; the version after its last one. */
async function keepEffects(ctx: Context, importId: string, effects: readonly EffectRow[]): Promise<void> {
  if (effects.length === 0) return
  await sql`
    insert into participant_import_effect (organization_id, import_id, subject_id, kind, before, version_after)
    select ${ctx.actor.organizationId}, ${importId}, "subjectId", kind, before, "versionAfter"
    from jsonb_to_recordset(${JSON.stringify(effects)}::jsonb)
      as done ("subjectId" uuid, kind text, before jsonb, "versionAfter" integer)
    on conflict (organization_id, import_id, subject_id) do update set version_after = excluded.version_after
  `.execute(ctx.tx)
}
