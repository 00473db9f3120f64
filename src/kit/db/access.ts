import type { ConnectionOptions } from 'node:tls'
import type pg from 'pg'

/** How one role reaches the database; spread it into the configuration of pg or of pg-boss. */
export type Access = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly ssl?: boolean | ConnectionOptions
}

/** The names that this installation's roles have; on a managed server others than ours. */
export type RoleNames = { readonly owner: string; readonly app: string; readonly signIn: string }

/** The three ways into the database of one installation. */
export type Installation = { readonly owner: Access; readonly app: Access; readonly signIn: Access }

export type Log = (level: 'info' | 'warn' | 'error', message: string) => void

/** Something about the installation that a person must mend; the sentence says what and how. */
export class SetupFault extends Error {
  readonly sentence: string
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'SetupFault'
    this.sentence = sentence
  }
}

export function roleNamesOf(installation: Installation): RoleNames {
  return { owner: installation.owner.user, app: installation.app.user, signIn: installation.signIn.user }
}

/** An access in the driver's words. */
export function clientConfig(access: Access): pg.ClientConfig {
  return { ...access, ssl: access.ssl ?? false, keepAlive: true }
}
