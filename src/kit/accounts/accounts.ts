/**
 * Sign-in by a well-kept library, in a schema and under a role of its own. Whether somebody may sign in is decided by ours alone: this
 * file only opens a session for an address that has been proven, finds the session of a request, and ends it. A mailed link never
 * points here: mail scanners open links, so the proof is a button on a page of ours.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins/magic-link'
import type { Pool } from 'pg'

export interface Accounts {
  /** A session for this address in this organization; the account is made if there is none. The headers set its cookie. */
  openSession(email: string, organizationId: string, from: Headers): Promise<{ readonly accountId: string; readonly headers: Headers }>
  /** As it is; that it is looked at is not a use of it. */
  sessionIn(headers: Headers): Promise<AccountSession | null>
  /** The session has just been used. */
  noteUse(sessionId: string): Promise<void>
  /** The session of the request is over at once; the headers clear its cookie. */
  endSession(headers: Headers): Promise<Headers>
  /** The sessions of an account in an organization that have not run out, latest used first; a hundred at most. */
  sessionsOf(accountId: string, organizationId: string): Promise<readonly OpenSession[]>
  /** This session, or all but one, are over at once; how many were. Those of other accounts and organizations are left alone. */
  endSessionsOf(
    accountId: string,
    organizationId: string,
    which: { readonly only: string } | { readonly but: string | null },
  ): Promise<number>
}

export interface OpenSession {
  readonly sessionId: string
  readonly openedAt: Date
  readonly usedAt: Date
  /** As the browser calls itself. */
  readonly userAgent: string
  readonly idleMinutes: number
  readonly openMinutes: number
}

export interface AccountSession {
  readonly accountId: string
  readonly organizationId: string
  readonly sessionId: string
  readonly signedInAt: Date
  /** Since it was last used, noted every few minutes. */
  readonly idleMinutes: number
  /** Since the sign-in. */
  readonly openMinutes: number
}

export interface AccountParts {
  readonly pool: Pool
  /** From the key outside the database: a dump of the database alone opens no session. */
  readonly secret: string
  readonly origin: string
  readonly cookieName: string
  readonly secure: boolean
}

const thirtyDays = 30 * 24 * 60 * 60

export function accountsOn({ pool, secret, origin, cookieName, secure }: AccountParts): Accounts {
  /** What the library would mail, for the moment until it is used: by the call that asked for it. */
  const tokens = new Map<string, string>()
  const library = betterAuth({
    appName: 'Cairn',
    baseURL: origin,
    basePath: '/sign-in-library-is-not-served',
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    session: {
      expiresIn: thirtyDays,
      // thirty days from the sign-in and no more; how long it may lie idle is decided by what somebody is trusted with
      disableSessionRefresh: true,
      additionalFields: { organizationId: { type: 'string', required: false, input: false } },
    },
    advanced: {
      useSecureCookies: false,
      cookies: { session_token: { name: cookieName, attributes: { httpOnly: true, secure, sameSite: 'lax', path: '/' } } },
      disableOriginCheck: true,
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      magicLink({
        expiresIn: 60,
        storeToken: 'hashed',
        sendMagicLink: async ({ token, metadata }) => {
          tokens.set(String(metadata?.['call']), token)
        },
      }),
    ],
  })

  return {
    async openSession(email, organizationId, from) {
      const headers = new Headers({ 'user-agent': from.get('user-agent')?.slice(0, 200) ?? '' })
      const call = randomUUID()
      await library.api.signInMagicLink({ body: { email, metadata: { call } }, headers })
      const token = tokens.get(call)
      tokens.delete(call)
      if (!token) throw new Error('the sign-in library gave no token')
      const response = await library.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
      const told = (await response.json()) as { token: string; user: { id: string } }
      await pool.query('update session set "organizationId" = $1 where token = $2', [organizationId, told.token])
      return { accountId: told.user.id, headers: cookiesOf(response) }
    },

    async sessionIn(headers) {
      const token = provenToken(headers.get('cookie') ?? '', cookieName, secret)
      if (token === null) return null
      const { rows } = await pool.query<SessionRow>(
        `select id, "userId" as "accountId", "organizationId", "createdAt", "updatedAt" from session where token = $1 and "expiresAt" > now()`,
        [token],
      )
      const [found] = rows
      if (!found?.organizationId) return null
      const { id, accountId, organizationId, createdAt, updatedAt } = found
      return {
        accountId,
        organizationId,
        sessionId: id,
        signedInAt: createdAt,
        idleMinutes: minutesSince(updatedAt),
        openMinutes: minutesSince(createdAt),
      }
    },

    async noteUse(sessionId) {
      await pool.query('update session set "updatedAt" = now() where id = $1', [sessionId])
    },

    async endSession(headers) {
      const response = await library.api.signOut({ headers: new Headers({ cookie: headers.get('cookie') ?? '' }), asResponse: true })
      return cookiesOf(response)
    },

    async sessionsOf(accountId, organizationId) {
      const { rows } = await pool.query<{ id: string; openedAt: Date; usedAt: Date; userAgent: string | null }>(
        `select id, "createdAt" as "openedAt", "updatedAt" as "usedAt", "userAgent" from session
         where "userId" = $1 and "organizationId" = $2 and "expiresAt" > now() order by "updatedAt" desc, id limit 100`,
        [accountId, organizationId],
      )
      return rows.map(({ id, openedAt, usedAt, userAgent }) => ({
        sessionId: id,
        openedAt,
        usedAt,
        userAgent: userAgent ?? '',
        idleMinutes: minutesSince(usedAt),
        openMinutes: minutesSince(openedAt),
      }))
    },

    async endSessionsOf(accountId, organizationId, which) {
      const { rowCount } = await pool.query(
        `delete from session where "userId" = $1 and "organizationId" = $2 and ($3::text is null or id = $3) and ($4::text is null or id <> $4)`,
        [accountId, organizationId, 'only' in which ? which.only : null, 'but' in which ? which.but : null],
      )
      return rowCount ?? 0
    },
  }
}

const minutesSince = (at: Date): number => (Date.now() - at.getTime()) / 60_000

interface SessionRow {
  readonly id: string
  readonly accountId: string
  readonly organizationId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/**
 * The token of the library's cookie, `token.signature` with an HMAC (SHA-256) under the secret; null where the signature is not ours. With every
 * request somebody is asked who they are, and the library's own way there takes a fifth of what a request costs.
 */
function provenToken(cookies: string, cookieName: string, secret: string): string | null {
  const pair = cookies.split(/; */).find(one => one.startsWith(`${cookieName}=`))
  if (pair === undefined) return null
  const [, token = '', signature = ''] = /^(.+)\.([^.]+)$/.exec(decoded(pair.slice(cookieName.length + 1))) ?? []
  const own = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === own.length && timingSafeEqual(given, own) ? token : null
}

/** Empty where it is no such text: anybody may send a cookie. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return headers
}
