import type { Tx } from '../context.ts'
import type { Actor } from '../wire/access.ts'

export interface SessionProof {
  readonly kind: 'session'
  readonly sessionId: string
  readonly accountId: string
  readonly signedInAt: Date
  readonly idleMinutes: number
  readonly openMinutes: number
}

/** What a request proves before any table of a tenant is read: which organization, and by what. */
export interface Identity {
  readonly organizationId: string
  readonly proof: SessionProof | { readonly kind: 'token'; readonly token: string }
}

/** How the capability that knows people answers for the ground. */
export interface Door {
  /** Who the cookie or bearer token speaks for; null when there is neither, or it does not hold any more. */
  identify(headers: Headers): Promise<Identity | null>
  /** The actor inside the organization's fence; null when the person is gone, disabled, not of this organization, or away for too long. */
  actorOf(tx: Tx, identity: Identity, now: Date): Promise<Actor | null>
  /** The session was used by whom it belongs to. */
  noteUse(session: SessionProof): Promise<void>
  /** The organization that an address names; null when there is none. */
  organizationOf(slug: string): Promise<string | null>
}

export const nobody = (organizationId: string): Actor => ({
  organizationId,
  personId: null,
  grants: [],
  assurance: 'none',
})
/** Jobs and reactions act as the system itself, inside one organization. */
export const systemActor = (organizationId: string): Actor => ({ ...nobody(organizationId), assurance: 'system' })
