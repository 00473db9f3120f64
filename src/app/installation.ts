/** A running installation: database, vault, the door to people, and the one application over all capabilities. */
import { accountsOn } from '../kit/accounts/accounts.ts'
import type { Config } from '../kit/config/config.ts'
import { loopbackNetworks, within } from '../kit/config/networks.ts'
import type { Context, Tx } from '../kit/context.ts'
import type { Log } from '../kit/db/access.ts'
import { type Database, inTransaction } from '../kit/db/database.ts'
import { applicationOf } from '../kit/http/application.ts'
import { html } from '../kit/http/html.ts'
import type { Door } from '../kit/http/identity.ts'
import { limiter, unlimited } from '../kit/http/limits.ts'
import { openapiOf, openapiPage } from '../kit/http/openapi.ts'
import { systemRandom, uuidv7 } from '../kit/ids/ids.ts'
import { askedServer } from '../kit/mail/asking.ts'
import { mailJob } from '../kit/mail/sending.ts'
import { mailServerOf } from '../kit/mail/server.ts'
import { secretFor } from '../kit/vault/vault.ts'
import type { Actor } from '../kit/wire/access.ts'
import { organizationBySlugForSystem, organizationsForSystem } from '../organization/queries.ts'
import { actorForSystem } from '../person/queries/actor.ts'
import { organizationInToken } from '../person/rules.ts'
import { type CapabilityParts, jobsBy, pagesBy, servedBy } from './capabilities.ts'
import type { Screens } from './screens.ts'
import { apiWords, refusalPage, refusalWords } from './words.ts'

export interface InstallationParts {
  readonly config: () => Config
  readonly database: Database
  readonly screens: Screens
  readonly log: Log
  /** Given in tests; the machine's otherwise. */
  readonly now?: () => Date
  readonly random?: (bytes: number) => Uint8Array
}

export type Installation = ReturnType<typeof installationOf>

export function installationOf(parts: InstallationParts) {
  const { database, log } = parts
  const now = parts.now ?? (() => new Date())
  const random = parts.random ?? systemRandom
  const config = parts.config()
  const origin = () => parts.config().url

  const transaction = <T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(database, { organizationId }, work)
  const contextOf = (tx: Tx, actor: Actor, requestId: string): Context => ({ tx, actor, now: now(), random, requestId })
  const accounts = accountsOn({
    pool: database.signInPool,
    secret: secretFor('sign-in'),
    origin: config.url,
    cookieName: config.cookieName,
    secure: config.secureCookies,
  })
  const door = doorOf(database, accounts)
  const limits = config.rateLimits ? limiter() : unlimited
  const mailServer = mailServerOf(config)

  const capabilityParts: CapabilityParts = {
    accounts,
    origin,
    limiter: limits,
    now,
    setUpToken: secretFor('set-up').slice(0, 22),
    isSetUp: async () => (await organizationsForSystem(database)).length > 0,
    newOrganizationId: () => uuidv7(now(), random),
    links: mailServer === null ? 'kept' : 'mailed',
    mailCheck: async () => (mailServer ? askedServer(mailServer) : null),
  }
  const served = servedBy(capabilityParts)
  const contracts = served.map(one => one.contract)
  const openapi = {
    json: JSON.stringify(openapiOf(contracts, { title: 'Cairn', version: '1', description: apiWords.lead, cookieName: config.cookieName })),
    page: openapiPage(
      contracts,
      apiWords,
      html`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/pages/pages.css">`,
    ),
  }
  const pages = [...pagesBy(capabilityParts), ...firstPage(database)]
  const app = applicationOf({
    served,
    pages,
    openapi,
    door,
    transaction,
    contextOf,
    now,
    words: refusalWords,
    refusalPage,
    screens: parts.screens,
    limiter: limits,
    https: config.secureCookies,
    // behind https it is a proxy that brings the certificates, on this machine unless another is named
    isProxy: within([...config.proxies, ...(config.secureCookies ? loopbackNetworks : [])]),
    origin,
    ready: database.state,
    newRequestId: () => uuidv7(now(), random),
    onBug: (error, where, requestId) =>
      log('error', `${requestId} ${where} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  })
  return {
    app,
    origin,
    served,
    transaction,
    contextOf,
    accounts,
    jobs: [...jobsBy(capabilityParts), mailJob(mailServer, now)],
    setUpToken: capabilityParts.setUpToken,
    isSetUp: capabilityParts.isSetUp,
    /** Lets go of the mail server: open connections to it would keep the process from ending. */
    closeMail: () => mailServer?.transport.close(),
  }
}

function doorOf(database: Database, accounts: CapabilityParts['accounts']): Door {
  return {
    async identify(headers) {
      const bearer = /^Bearer ([\w.-]{20,200})$/.exec(headers.get('authorization') ?? '')?.[1]
      if (bearer !== undefined) {
        const organizationId = organizationInToken(bearer)
        return organizationId ? { organizationId, proof: { kind: 'token', token: bearer } } : null
      }
      const session = await accounts.sessionIn(headers)
      return (
        session && {
          organizationId: session.organizationId,
          proof: { kind: 'session', ...session },
        }
      )
    },
    actorOf: actorForSystem,
    noteUse: ({ sessionId }) => accounts.noteUse(sessionId),
    organizationOf: slug => organizationBySlugForSystem(database, slug),
  }
}

/** With one organization, the bare address leads there. */
function firstPage(database: Database): Parameters<typeof applicationOf>[0]['pages'] {
  return [
    {
      method: 'GET',
      under: 'root',
      path: '/',
      handle: async () => {
        const [first] = await organizationsForSystem(database)
        return first ? { to: `/${first.slug}/` } : { page: refusalPage({ ...refusalWords('not_set_up', {}), requestId: '' }), status: 503 }
      },
    },
  ]
}
