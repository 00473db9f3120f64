import type { Config } from '../../kit/config/config.ts'
import type { Log } from '../../kit/db/access.ts'
import type { Opened } from '../../kit/db/opening.ts'
import { systemRandom, uuidv7 } from '../../kit/ids/ids.ts'
import { dayIn } from '../../kit/time/time.ts'
import { organizationsForSystem } from '../../organization/queries.ts'
import { makeLink } from '../../person/commands.ts'
import { personByEmailForSystem } from '../../person/queries.ts'
import type { Installation } from '../installation.ts'
import { playOn } from '../play.ts'
import { liveTheSeason } from './season.ts'

/** The demonstration's people and season are there; made at the first start, which takes half a minute. */
export async function prepareDemo(database: Opened, config: Config, log: Log): Promise<void> {
  if ((await organizationsForSystem(database)).length > 0) return
  log('info', 'Living through a season for the demonstration. This takes about half a minute, once.')
  const now = new Date()
  const startsAt = new Date(now.getTime() - 100 * 86_400_000)
  const play = playOn({ database, config, startsAt, random: systemRandom, log })
  await liveTheSeason(play, dayIn('Europe/Oslo', now), () => uuidv7(now, systemRandom))
}

/** Fresh links that sign in by their button, for whoever started the demonstration. */
export async function tellDemoLinks(installation: Installation, database: Opened, url: string, log: Log): Promise<void> {
  for (const organization of await organizationsForSystem(database))
    for (const [name, email] of [
      ['Astrid Holm, administrator', `astrid.holm@${organization.slug}.example`],
      ['Ingrid Solberg, coordinator', `ingrid.solberg@${organization.slug}.example`],
    ] as const) {
      const link = await installation.transaction(organization.id, async tx => {
        const ctx = installation.contextOf(
          tx,
          { organizationId: organization.id, personId: null, grants: [], assurance: 'system' },
          'demonstration',
        )
        const person = await personByEmailForSystem(ctx, email)
        return (
          person &&
          makeLink(ctx, { personId: person.id, act: 'sign-in', subjectId: null, expiresAt: new Date(ctx.now.getTime() + 12 * 3_600_000) })
        )
      })
      if (link) log('info', `  ${organization.slug}: ${name}: ${url}/${organization.slug}/sign-in/${link}`)
    }
}
