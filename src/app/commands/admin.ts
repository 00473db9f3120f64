/** `admin invite`: the way to an administrator from the server's own keyboard, also back in for one who is signed out. */
import { parseArgs } from 'node:util'
import type { Config } from '../../kit/config/config.ts'
import { makeKey } from '../../kit/config/key-file.ts'
import type { Context } from '../../kit/context.ts'
import type { Log } from '../../kit/db/access.ts'
import { type Opened, openDatabase } from '../../kit/db/opening.ts'
import { systemActor } from '../../kit/http/identity.ts'
import { unlock } from '../../kit/vault/vault.ts'
import { Refusal } from '../../kit/wire/refusal.ts'
import { organizationsForSystem } from '../../organization/queries.ts'
import { holds, inviteAnew } from '../../person/commands/invitation.ts'
import { signInUrl } from '../../person/commands/sign-in.ts'
import { invite } from '../../person/contract.ts'
import { personByEmailForSystem } from '../../person/queries/person.ts'
import { signInLinkMinutes } from '../../person/rules.ts'
import { installationOf } from '../installation.ts'
import { prepareQueues } from '../queues.ts'
import { noScreens } from '../screens.ts'
import { refusalWords } from '../words.ts'
import { usageOf } from './help.ts'
import { Unusable } from './unusable.ts'

const quiet: Log = (level, message) => {
  if (level !== 'info') console.error(message)
}

/** A link for an administrator is printed: an invitation, or a way to sign in for somebody who is one already. */
export async function inviteCommand(config: Config, args: readonly string[]): Promise<number> {
  try {
    const asked = askedIn(args)
    const database = await openDatabase(config, { log: quiet })
    try {
      unlock(await makeKey(config.keyFile))
      for (const line of await linkFor(database, config, asked)) console.log(line)
      return 0
    } finally {
      await database.close()
    }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    for (const sentence of error.sentences) console.error(sentence)
    return 2
  }
}

interface Asked {
  readonly name: string
  readonly email: string
  readonly organization: string | null
}

function askedIn(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args)
  const [given, ...more] = positionals
  if (given === undefined || more.length > 0) throw new Unusable(usageOf('admin invite'))
  const { shape } = invite.body
  const email = shape.email.safeParse(given)
  if (!email.success) throw new Unusable(`“${given}” is not a complete address. Something like ana@example.org is needed.`)
  const name = shape.name.safeParse(values.name ?? email.data)
  if (!name.success) throw new Unusable('A name has between 1 and 200 letters, on one line.')
  return { email: email.data, name: name.data, organization: values.organization ?? null }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: { type: 'string' }, organization: { type: 'string' } },
    })
  } catch (error) {
    throw new Unusable(error instanceof Error ? error.message : String(error), usageOf('admin invite'))
  }
}

/** What is printed, the link last. */
async function linkFor(database: Opened, config: Config, { organization: slug, ...asked }: Asked): Promise<string[]> {
  const organizations = await organizationsForSystem(database)
  const organization = slug === null ? organizations[0] : organizations.find(one => one.slug === slug)
  if (!organization)
    throw new Unusable(
      slug === null || organizations.length === 0
        ? 'This Cairn is not set up yet. Start it and open the set-up link that it prints.'
        : `There is no organization “${slug}” here. There is: ${organizations.map(one => one.slug).join(', ')}.`,
    )
  const installation = installationOf({ config: () => config, database, screens: noScreens, log: quiet })
  await prepareQueues(database.installation, installation)
  try {
    return await installation.transaction(organization.id, tx =>
      printedFor(installation.contextOf(tx, systemActor(organization.id), 'command-line'), asked, config.url),
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { title, detail } = refusalWords(error.code, error.facts)
    throw new Unusable([`${title}.`, detail].filter(Boolean).join(' '))
  }
}

async function printedFor(ctx: Context, { name, email }: Omit<Asked, 'organization'>, origin: string): Promise<string[]> {
  const role = { relation: 'administrator', scopeId: ctx.actor.organizationId } as const
  const known = await personByEmailForSystem(ctx, email)
  if (known && (await holds(ctx, known.id, role)))
    return [
      `${known.name ?? email} is an administrator already. This link signs in as ${known.name ?? email}, once, for ${signInLinkMinutes} minutes:`,
      await signInUrl(ctx, known.id, origin),
    ]
  const { view, url } = await inviteAnew(ctx, { name, email, ...role }, origin)
  return [`Invited ${email} as administrator. The link works once, until ${view.expiresAt.slice(0, 10)}:`, url]
}
