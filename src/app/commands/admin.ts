import type { Config } from '../../kit/config/config.ts'
import { makeKey } from '../../kit/config/key-file.ts'
import type { Log } from '../../kit/db/access.ts'
import { openDatabase } from '../../kit/db/opening.ts'
import { systemActor } from '../../kit/http/identity.ts'
import { unlock } from '../../kit/vault/vault.ts'
import { organizationsForSystem } from '../../organization/queries.ts'
import { invitePerson } from '../../person/commands/invitation.ts'
import { installationOf } from '../installation.ts'
import { prepareQueues } from '../queues.ts'
import { noScreens } from '../screens.ts'

const quiet: Log = (level, message) => {
  if (level !== 'info') console.error(message)
}

/** `admin invite <e-mail> [--name "…"] [--organization slug]`: an administrator's invitation, its link printed for handing over. */
export async function inviteCommand(config: Config, args: readonly string[]): Promise<number> {
  const [email, ...rest] = args
  if (!email?.includes('@')) {
    console.error('Say whom to invite: cairn admin invite ana@example.org --name "Ana Ribeiro"')
    return 2
  }
  const option = (name: string): string | undefined => rest[rest.indexOf(`--${name}`) + 1 || rest.length]
  const database = await openDatabase(config, { log: quiet })
  try {
    unlock(await makeKey(config.keyFile))
    const organizations = await organizationsForSystem(database)
    const wanted = option('organization')
    const organization = wanted ? organizations.find(one => one.slug === wanted) : organizations[0]
    if (!organization) {
      console.error(
        wanted
          ? `There is no organization "${wanted}" here.`
          : 'This Cairn is not set up yet. Start it and open the set-up link that it prints.',
      )
      return 2
    }
    const installation = installationOf({
      config: () => config,
      database,
      screens: noScreens,
      log: quiet,
    })
    await prepareQueues(database.installation, installation)
    const invitation = await installation.transaction(organization.id, tx =>
      invitePerson(
        installation.contextOf(tx, systemActor(organization.id), 'command-line'),
        { name: option('name') ?? email, email: email.toLowerCase(), relation: 'administrator', scopeId: organization.id },
        config.url,
      ),
    )
    console.log(`Invited ${email} as administrator. The link works once, until ${invitation.view.expiresAt.slice(0, 10)}:`)
    console.log(invitation.url)
    return 0
  } finally {
    await database.close()
  }
}
