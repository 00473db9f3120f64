import { expect, test } from 'vitest'
import { seededRandom } from '../ids/ids.ts'
import { codedToken, codeIn, codeOfToken, tokenOfCode } from './code.ts'
import { unlock } from './vault.ts'

unlock(Buffer.alloc(32, 7))
const [halden, fjord] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002']

test('a token tells its code and a code leads to its token, in its own organization and under its own key alone', () => {
  const token = codedToken(halden, seededRandom(1))
  const code = codeOfToken(halden, token) ?? ''
  expect(token).toMatch(/^[\w-]{34}$/)
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  expect(tokenOfCode(halden, code)).toBe(token)
  expect(codeOfToken(fjord, token)).toBe(null)
  expect(tokenOfCode(fjord, code)).not.toBe(token)
  unlock(Buffer.alloc(32, 8))
  expect(tokenOfCode(halden, code)).not.toBe(token)
  unlock(Buffer.alloc(32, 7))
})

test('a token that was made without a code has none', () => {
  for (const token of ['', 'secretsecretsecret1234', `${codedToken(halden, seededRandom(1))}x`, 'é'.repeat(34)])
    expect(codeOfToken(halden, token)).toBe(null)
})

test.each([
  ['0123456789AB', '0123456789AB'],
  ['0123 4567 89ab', '0123456789AB'],
  [' 0123-4567‑89AB ', '0123456789AB'],
  ['O12E 4567 89il', '012E45678911'],
  ['0123456789A', null],
  ['0123456789ABC', null],
  ['U123456789AB', null],
  ['', null],
])('what is typed as %j is the code %j', (typed, code) => {
  expect(codeIn(typed)).toBe(code)
})
