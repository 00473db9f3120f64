/** Who is signed in: what every page asks first, in a file of its own because every page carries it. */
import * as z from 'zod/mini'
import { email, endpoint, id, instant, line, list, may, slug } from '../../kit/wire/contract.ts'

export const relations = ['administrator', 'coordinator'] as const
export const relation = z.enum(relations)

export const viewer = z.strictObject({
  person: z.strictObject({ id, name: z.nullable(line(200)), email: z.nullable(email) }),
  organization: z.strictObject({ id, slug, name: line(200), zone: z.string().check(z.maxLength(60)), language: z.enum(['en']) }),
  grants: list(z.strictObject({ relation, scopeId: id }), 500),
  may: z.strictObject({ invite: may, seeMail: may }),
})
export type Viewer = z.infer<typeof viewer>

export const readViewer = endpoint({
  operationId: 'readViewer',
  method: 'GET',
  path: '/viewer',
  act: 'person.see-self',
  summary: 'Who is signed in, and with what they are trusted.',
  answer: viewer,
})

export const readWaysInOpened = endpoint({
  operationId: 'readLettersOpened',
  method: 'GET',
  path: '/sign-in-letters-opened',
  act: 'person.see-self',
  summary: 'Who opened a kept letter that signs the reader in, in the last thirty days; the latest first.',
  answer: z.strictObject({ rows: list(z.strictObject({ at: instant, by: z.nullable(line(200)) }), 5) }),
})
