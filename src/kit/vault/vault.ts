import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../context.ts'

/**
 * Encryption of the fields that only their people may read (class S4) and of mails while they wait, which carry links.
 * AES-256-GCM under a data key per organization; the data key is stored wrapped by the master key, which lies outside the database
 * (file or environment). The place of a value (table, row, column) is authenticated with it, so a ciphertext cannot be moved.
 * Destroying an organization's row in `organization_key` destroys everything sealed for it.
 *
 * The master key is the one thing that a process knows besides its pools: it is given once at start and never passed around.
 */
let master: Buffer | null = null
const opened = new Map<string, KeyObject>()

export function unlock(masterKey: Uint8Array): void {
  if (masterKey.length !== 32) throw new Error('the master key has 32 bytes')
  master = Buffer.from(masterKey)
  opened.clear()
}

export interface Place {
  readonly organizationId: string
  readonly table: string
  readonly row: string
  readonly column: string
}

/** The text sealed for its place: only this organization's key opens it, and only there. */
export async function seal(tx: Tx, place: Place, text: string): Promise<Buffer> {
  return sealedWith(await dataKey(tx, place.organizationId), bindingOf(place), Buffer.from(text, 'utf8'))
}

/** The text again; throws when it was moved, altered, or sealed under another key. */
export async function unseal(tx: Tx, place: Place, sealed: Uint8Array): Promise<string> {
  return unsealedWith(await dataKey(tx, place.organizationId), bindingOf(place), sealed).toString('utf8')
}

/** The same for bytes, such as a piece of a file. */
export async function sealBytes(tx: Tx, place: Place, bytes: Uint8Array): Promise<Buffer> {
  return sealedWith(await dataKey(tx, place.organizationId), bindingOf(place), Buffer.from(bytes))
}

export async function unsealBytes(tx: Tx, place: Place, sealed: Uint8Array): Promise<Buffer> {
  return unsealedWith(await dataKey(tx, place.organizationId), bindingOf(place), sealed)
}

/** A secret for one purpose, derived from the master key: for cookies and signatures, never stored. */
export function secretFor(purpose: string): string {
  return createHmac('sha256', masterKey()).update(`cairn:${purpose}`).digest('base64url')
}

/** What is stored of a token that somebody holds: enough to recognize it, useless to open anything. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

const bindingOf = (place: Place): Buffer => Buffer.from([place.organizationId, place.table, place.row, place.column].join('\u0000'))

function masterKey(): Buffer {
  if (!master) throw new Error('the vault is locked')
  return master
}

async function dataKey(tx: Tx, organizationId: string): Promise<KeyObject> {
  const known = opened.get(organizationId)
  if (known) return known
  const binding = Buffer.from(`data-key:${organizationId}`)
  const made = sealedWith(masterKey(), binding, randomBytes(32))
  // two requests may make it at once: the first row stays, both read it back
  const { rows } = await sql<{ wrapped: Buffer }>`
    with made as (
      insert into organization_key (organization_id, wrapped) values (${organizationId}, ${made}) on conflict do nothing returning wrapped
    )
    select wrapped from made union all select wrapped from organization_key where organization_id = ${organizationId} limit 1
  `.execute(tx)
  const wrapped = rows[0]?.wrapped ?? (await storedKey(tx, organizationId))
  // as an object: made of bytes at each use it would cost four times what opening a message does
  const key = createSecretKey(unsealedWith(masterKey(), binding, wrapped))
  // the row may still be rolled back, so only a key that was there before is remembered
  if (!wrapped.equals(made)) opened.set(organizationId, key)
  return key
}

async function storedKey(tx: Tx, organizationId: string): Promise<Buffer> {
  const { rows } = await sql<{ wrapped: Buffer }>`select wrapped from organization_key where organization_id = ${organizationId}`.execute(
    tx,
  )
  if (!rows[0]) throw new Error('the key of the organization is gone')
  return rows[0].wrapped
}

/** Layout: 1 version byte, 12 bytes nonce, 16 bytes tag, ciphertext. */
function sealedWith(key: KeyObject | Buffer, binding: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(binding)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body])
}

function unsealedWith(key: KeyObject | Buffer, binding: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed)
  if (bytes[0] !== 1) throw new Error('sealed by another version')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13)).setAAD(binding).setAuthTag(bytes.subarray(13, 29))
  return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()])
}
