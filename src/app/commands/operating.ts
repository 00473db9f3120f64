/** What an operator does on the command line besides serving. */
import type { Config } from '../../kit/config/config.ts'
import { makeKey } from '../../kit/config/key-file.ts'
import type { Log } from '../../kit/db/access.ts'
import { doctor } from '../../kit/db/doctor.ts'
import { breachesOf } from '../../kit/db/invariants.ts'
import { openDatabase } from '../../kit/db/opening.ts'
import { connected } from '../../kit/db/roles.ts'
import { systemActor } from '../../kit/http/identity.ts'
import { unlock } from '../../kit/vault/vault.ts'
import { organizationsForSystem } from '../../organization/queries.ts'
import { invitePerson } from '../../person/commands/invitation.ts'
import { invariants } from '../capabilities.ts'
import { installationOf } from '../installation.ts'
import { prepareQueues } from '../queues.ts'
import { noScreens } from '../screens.ts'

const quiet: Log = (level, message) => {
  if (level !== 'info') console.error(message)
}
const telling: Log = (_level, message) => console.log(message)

/** Every migration is in; nothing is served. */
export async function migrateCommand(config: Config): Promise<number> {
  const database = await openDatabase(config, { log: telling })
  await database.close()
  console.log('The database is up to date.')
  return 0
}

/** Says in words what is good and what is not; 1 when something is. */
export async function doctorCommand(config: Config): Promise<number> {
  const findings = await doctor(config)
  const marks = { good: 'good    ', warning: 'look    ', bad: 'not good' } as const
  for (const { state, subject, sentence } of findings) console.log(`${marks[state]}  ${subject}: ${sentence}`)
  return findings.some(finding => finding.state === 'bad') ? 1 : 0
}

/** Whether everything that must always be true of the stored rows is; 1 and what is not otherwise. It may run beside a Cairn that serves. */
export async function checkCommand(config: Config): Promise<number> {
  const database = await openDatabase(config, { log: quiet })
  try {
    const breaches = await connected(database.installation.owner, owner => breachesOf(invariants, owner))
    for (const { sentence, count, ids } of breaches)
      console.log(`not so  ${sentence} (${count}: ${ids.join(', ')}${count > ids.length ? ', …' : ''})`)
    console.log(
      breaches.length === 0
        ? `All ${invariants.length} things that must always be true of what is stored are.`
        : `${breaches.length} of ${invariants.length} things that must always be true of what is stored are not. Nothing was changed. Keep a copy of the data folder, and report the lines above: they hold no name and no address.`,
    )
    return breaches.length === 0 ? 0 : 1
  } finally {
    await database.close()
  }
}

/** `admin invite <e-mail> [--name "…"] [--organization slug]`: an administrator's invitation, its link printed for handing over. */
export async function adminCommand(config: Config, args: readonly string[]): Promise<number> {
  const [act, email, ...rest] = args
  if (act !== 'invite' || !email?.includes('@')) {
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
