/**
 * Who may do what, as data. A capability writes one table of acts; from it come the guard before the body is read
 * (`mayEver`), the check on a row (`mayDo`), the condition of lists (kit/db/conditions), `x-permission`, the page of the guide
 * and the matrix test. Leaves are two-valued: an unknown column value means no.
 */

import type { May } from './contract.ts'
import { refused } from './refusal.ts'

/** Who is asking. Loaded once per request; the domain of `relation` and `scopeId` is opaque here. */
export interface Actor {
  readonly organizationId: string
  readonly personId: string | null
  readonly grants: readonly Grant[]
  /** How the person proved who they are: by a session, a bearer token, an action link, not at all, or as the system itself. */
  readonly assurance: 'none' | 'link' | 'token' | 'session' | 'system'
}

export interface Grant {
  readonly relation: string
  readonly scopeId: string
}

export type Leaf =
  /** Anybody, signed in or not. */
  | { readonly who: 'anyone' }
  /** Anybody who is signed in to this organization. */
  | { readonly who: 'signed-in' }
  /** Holds a staff relation on the scope that the row names in `scope`; never on rows `about` themself. */
  | { readonly who: 'staff'; readonly relation: string; readonly scope: string; readonly about?: string }
  /** Holds the relation on any scope: for lists that are then narrowed, and for acts without a row. */
  | { readonly who: 'staff-anywhere'; readonly relation: string }
  /** Is the person whom the row names in `column`. */
  | { readonly who: 'self'; readonly column: string }
  /** Is among the persons whom the row names in `column` (a list). */
  | { readonly who: 'among'; readonly column: string }

export interface Act {
  readonly who: readonly Leaf[]
  /** A recent sign-in is part of the act. */
  readonly freshSignIn?: true
  /** What it shows is nobody else's: that somebody was refused it stands in the history. */
  readonly confidential?: true
}

export type AccessTable = Readonly<Record<string, Act>>

/** A table of acts of one capability. */
export const acts = <const T extends AccessTable>(table: T): T => table

export type AccessRow = Readonly<Record<string, unknown>>

/** Whether this actor could do the act on some row: relations only, so the answer tells nothing about any row. */
export function mayEver(actor: Actor, act: Act): boolean {
  if (actor.assurance === 'system') return true
  return act.who.some(leaf => mightHold(leaf, actor))
}

function mightHold(leaf: Leaf, actor: Actor): boolean {
  switch (leaf.who) {
    case 'anyone':
      return true
    case 'signed-in':
    case 'self':
    case 'among':
      return actor.personId !== null
    case 'staff':
    case 'staff-anywhere':
      return actor.grants.some(grant => grant.relation === leaf.relation)
  }
}

/** Whether this actor may do the act on this row. */
export function mayDo(actor: Actor, act: Act, row: AccessRow): boolean {
  if (actor.assurance === 'system') return true
  return act.who.some(leaf => holds(leaf, actor, row))
}

function holds(leaf: Leaf, actor: Actor, row: AccessRow): boolean {
  switch (leaf.who) {
    case 'anyone':
      return true
    case 'signed-in':
      return actor.personId !== null
    case 'staff-anywhere':
      return actor.grants.some(grant => grant.relation === leaf.relation)
    case 'staff':
      return (
        actor.grants.some(grant => grant.relation === leaf.relation && grant.scopeId === row[leaf.scope]) &&
        (leaf.about === undefined || actor.personId === null || row[leaf.about] !== actor.personId)
      )
    case 'self':
      return actor.personId !== null && row[leaf.column] === actor.personId
    case 'among': {
      const persons = row[leaf.column]
      return actor.personId !== null && Array.isArray(persons) && persons.includes(actor.personId)
    }
  }
}

/** The scopes on which the actor holds a relation. */
export const scopesOf = (actor: Actor, relation: string): string[] =>
  actor.grants.filter(grant => grant.relation === relation).map(grant => grant.scopeId)

/** Stops here unless this actor may do the act on this row. */
export function allow(actor: Actor, act: Act, row: AccessRow): void {
  if (!mayDo(actor, act, row)) throw refused('not_permitted')
}

/** The same answer for a screen. */
export const mayOf = (actor: Actor, act: Act, row: AccessRow): May => mayDo(actor, act, row) || { code: 'not_permitted', facts: {} }
