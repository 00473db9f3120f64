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

/** So many of each role of each cohort, those with a mentorship first. */
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

async function firstOf(ctx: Context, participants: readonly KnownParticipant[]) {
  const known = []
  for (const participant of participants.slice(0, 25))
    known.push({ participant, parties: (await mentorshipsOfPersonForSystem(ctx, participant.personId)).length })
  return known.sort((a, b) => b.parties - a.parties).slice(0, ofEachRole)
}

async function addParties(ctx: Context, participant: KnownParticipant, relations: Map<string, string[]>): Promise<void> {
  const own = relations.get(participant.personId) ?? []
  for (const mentorship of await mentorshipsOfPersonForSystem(ctx, participant.personId)) own.push(`party(${mentorship.id})`)
  relations.set(participant.personId, own)
}
