/** The cast of the demonstration: people for each relation that exists, inside and outside, with bearer tokens good for this demonstration only. */
import { cohortsOf } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { mentorshipsOfPersonForSystem } from '../../mentorship/queries/mentorship.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type KnownParticipant, participantsOfForSystem } from '../../participant/queries.ts'
import { giveAccessToken } from '../../person/commands/link.ts'
import { grantsForSystem, holdersForSystem } from '../../person/queries/actor.ts'
import { personByEmailForSystem } from '../../person/queries/person.ts'
import { programsVisibleTo } from '../../program/queries.ts'

export interface DemoActor {
  readonly organization: string
  readonly name: string
  readonly relations: readonly string[]
  readonly token: string
}

/** So many of each role of each cohort, those with a mentorship first, and of them those who are nothing else. */
const ofEachRole = 2

/** The cast of one organization; each call gives fresh tokens for 30 days. */
export async function castOf(ctx: Context): Promise<DemoActor[]> {
  const organization = await organizationOf(ctx)
  const people = new Map<string, string>()
  const relations = new Map<string, string[]>()
  const add = (personId: string, name: string | null, relation?: string) => {
    people.set(personId, name ?? personId)
    relations.set(personId, [...(relations.get(personId) ?? []), ...(relation ? [relation] : [])])
  }
  for (const person of await holdersForSystem(ctx, 'administrator', organization.id)) add(person.id, person.name, 'administrator')
  for (const program of await programsVisibleTo(ctx)) {
    for (const person of await holdersForSystem(ctx, 'coordinator', program.id))
      if (!people.has(person.id) || !(await isAdministrator(ctx, person.id))) add(person.id, person.name, `coordinator(${program.id})`)
    for (const cohort of await cohortsOf(ctx, program.id)) {
      const participants = await participantsOfForSystem(ctx, cohort.id, ['active', 'paused'])
      for (const role of ['mentor', 'mentee'] as const)
        for (const one of await firstOf(
          ctx,
          participants.filter(participant => participant.role === role),
          bothRoles(participants),
        ))
          add(one.participant.personId, one.participant.name, `${role}(${cohort.id})`)
      for (const participant of participants) {
        if (!relations.has(participant.personId)) continue
        add(participant.personId, participant.name, `${participant.role}(${cohort.id})`)
        await addParties(ctx, participant, relations)
      }
    }
  }
  const stranger = await personByEmailForSystem(ctx, `piet.vermeer@${organization.slug}.example`)
  if (stranger) add(stranger.id, stranger.name)
  const actors: DemoActor[] = []
  for (const [personId, name] of people) {
    const token = await giveAccessToken(ctx, personId, 'cast of the demonstration', new Date(ctx.now.getTime() + 30 * 86_400_000))
    actors.push({ organization: organization.slug, name, relations: [...new Set(relations.get(personId))], token })
  }
  return actors
}

const isAdministrator = async (ctx: Context, personId: string): Promise<boolean> =>
  (await grantsForSystem(ctx, personId)).some(grant => grant.relation === 'administrator')

/** The people of a cohort who are mentor and mentee in it. */
function bothRoles(participants: readonly KnownParticipant[]): ReadonlySet<string> {
  const mentors = new Set(participants.filter(({ role }) => role === 'mentor').map(({ personId }) => personId))
  return new Set(participants.filter(({ role, personId }) => role === 'mentee' && mentors.has(personId)).map(({ personId }) => personId))
}

/** The same ones at every start, whatever ids they got. */
async function firstOf(ctx: Context, participants: readonly KnownParticipant[], both: ReadonlySet<string>) {
  const known = []
  for (const participant of participants)
    known.push({
      participant,
      isParty: (await mentorshipsOfPersonForSystem(ctx, participant.personId)).length > 0,
      isBoth: both.has(participant.personId),
      name: participant.name ?? '',
    })
  return known
    .sort((a, b) => Number(b.isParty) - Number(a.isParty) || Number(a.isBoth) - Number(b.isBoth) || (a.name < b.name ? -1 : 1))
    .slice(0, ofEachRole)
}

async function addParties(ctx: Context, participant: KnownParticipant, relations: Map<string, string[]>): Promise<void> {
  const own = relations.get(participant.personId) ?? []
  for (const mentorship of await mentorshipsOfPersonForSystem(ctx, participant.personId)) own.push(`party(${mentorship.id})`)
  relations.set(participant.personId, own)
}
