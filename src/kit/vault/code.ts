/**
 * Links that can be typed. Whoever has a letter on paper types a code of twelve signs; whoever has it on a screen follows a link. Both are
 * one secret: the link's token is its code and a signature of it under a key outside the database. So the code leads to the token, the token
 * tells its code, and nothing of either is stored but the hash of the token. A code is sixty bits of chance; who guesses tokens must guess
 * the signature's 132 bits as well. Why that is enough: decisions/0012.
 */
import { createHmac } from 'node:crypto'
import type { Random } from '../ids/ids.ts'
import { secretFor } from './vault.ts'

/** Crockford's alphabet: no I, L, O and U, which are read as other signs or spell words. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 12
const signatureLength = 22

/** A secret for a link of this organization: 34 signs that need no escaping in a URL. */
export function codedToken(organizationId: string, random: Random): string {
  const code = [...random(codeLength)].map(byte => signs[byte % signs.length]).join('')
  return tokenOfCode(organizationId, code)
}

/** The token that a code stands for; whether there is a link of it is another question. */
export function tokenOfCode(organizationId: string, code: string): string {
  return code + signatureOf(organizationId, code)
}

/** The code of a token of this organization; null: the token was made without one. */
export function codeOfToken(organizationId: string, token: string): string | null {
  if (token.length !== codeLength + signatureLength) return null
  const code = token.slice(0, codeLength)
  return token === tokenOfCode(organizationId, code) ? code : null
}

/** What somebody typed as a code: in any case, with or without gaps, with the signs that look alike; null: it cannot be one. */
export function codeIn(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return code.length === codeLength && [...code].every(sign => signs.includes(sign)) ? code : null
}

const signatureOf = (organizationId: string, code: string): string =>
  createHmac('sha256', secretFor('code')).update(`${organizationId}:${code}`).digest('base64url').slice(0, signatureLength)
