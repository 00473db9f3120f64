import { cohortsOf } from '../../cohort/queries.ts'
import type { Config } from '../../kit/config/config.ts'
import type { Context } from '../../kit/context.ts'
import type { Log } from '../../kit/db/access.ts'
import type { Opened } from '../../kit/db/opening.ts'
import { systemActor } from '../../kit/http/identity.ts'
import { systemRandom, uuidv7 } from '../../kit/ids/ids.ts'
import { addMinutes, dayIn } from '../../kit/time/time.ts'
import { mentorshipsOfPersonForSystem } from '../../mentorship/queries/mentorship.ts'
import { organizationsForSystem } from '../../organization/queries.ts'
import { participantsOfForSystem } from '../../participant/queries.ts'
import { makeLink } from '../../person/commands/link.ts'
import { grantsForSystem } from '../../person/queries/actor.ts'
import { personByEmailForSystem } from '../../person/queries/person.ts'
import { programsVisibleTo } from '../../program/queries.ts'
import type { Installation } from '../installation.ts'
import { playOn } from '../play.ts'
import { liveTheSeason } from './season.ts'

/** The demonstration's people and season are there; made at the first start, which takes half a minute. */
export async function prepareDemo(database: Opened, config: Config, log: Log): Promise<void> {
  if ((await organizationsForSystem(database)).length > 0) return
  log('info', 'Living through a season for the demonstration. This takes about half a minute, once.')
  const now = new Date()
  const startsAt = addMinutes(now, -100 * 24 * 60)
  const play = playOn({ database, config, startsAt, random: systemRandom, log })
  await liveTheSeason(play, dayIn('Europe/Oslo', now), () => uuidv7(now, systemRandom))
}

/** Fresh links that sign in by their button, for whoever started the demonstration: one for each kind of person. */
export async function tellDemoLinks(installation: Installation, database: Opened, url: string, log: Log): Promise<void> {
  for (const organization of await organizationsForSystem(database))
    await installation.transaction(organization.id, async tx => {
      const ctx = installation.contextOf(tx, systemActor(organization.id), 'demonstration')
      for (const { id, name, as } of await wayIn(ctx, organization.slug)) {
        const link = await makeLink(ctx, { personId: id, act: 'sign-in', subjectId: null, expiresAt: addMinutes(ctx.now, 12 * 60) })
        log('info', `  ${organization.slug}: ${name}, ${as}: ${url}/${organization.slug}/sign-in/${link}`)
      }
    })
}

interface WayIn {
  readonly id: string
  readonly name: string
  readonly as: string
}

async function wayIn(ctx: Context, slug: string): Promise<WayIn[]> {
  const ways: WayIn[] = []
  for (const [local, as] of [
    ['astrid.holm', 'administrator'],
    ['ingrid.solberg', 'coordinator'],
  ] as const) {
    const person = await personByEmailForSystem(ctx, `${local}@${slug}.example`)
    if (person) ways.push({ id: person.id, name: person.name ?? local, as })
  }
  return [...ways, ...(await takingPart(ctx))]
}

/** A mentor and a mentee who are together, and some who wait: the first that are found, of those who are nothing besides. */
async function takingPart(ctx: Context): Promise<WayIn[]> {
  const found = new Map<string, WayIn>()
  for (const program of await programsVisibleTo(ctx))
    for (const cohort of await cohortsOf(ctx, program.id)) {
      const byPerson = Map.groupBy(await participantsOfForSystem(ctx, cohort.id), ({ personId }) => personId)
      const ofOneRole = [...byPerson.values()].flatMap(roles => (roles.length === 1 ? roles : []))
      for (const one of ofOneRole.slice(0, 40)) {
        if ((await grantsForSystem(ctx, one.personId)).length > 0) continue
        const isTogether = (await mentorshipsOfPersonForSystem(ctx, one.personId)).length > 0
        const as = isTogether ? `${one.role} in ${cohort.name}` : `${one.role} who waits`
        if (!found.has(as) && ![...found.values()].some(known => known.id === one.personId))
          found.set(as, { id: one.personId, name: one.name ?? one.personId, as })
      }
    }
  return [...found.values()]
}
