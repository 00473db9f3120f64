import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { accountsOn } from './accounts.ts'

const { database, halden } = await aWorld()
const accounts = accountsOn({
  pool: database.signInPool,
  secret: 'a secret of thirty-two characters or more',
  origin: 'http://127.0.0.1:3000',
  cookieName: 'cairn',
  secure: false,
})

test('who is signed in is asked in one statement, and is nobody under an altered cookie', async () => {
  const { accountId, headers } = await accounts.openSession('astrid@example.org', halden.organizationId, new Headers())
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? ''
  let statements = 0
  const count = () => (statements += 1)
  database.signInPool.on('acquire', count)
  const found = await accounts.sessionIn(new Headers({ cookie }))
  database.signInPool.off('acquire', count)
  expect(found).toMatchObject({ accountId, organizationId: halden.organizationId })
  expect(statements).toBe(1)
  const strange = [
    cookie.replace(/=../, '=xx'),
    cookie.replace(/\..*/, ''),
    cookie.replace(/\..*/, '.'),
    cookie.replace(/\.../, '.xx'),
    'cairn=%E0%A4%A',
    'cairn=',
    'other=1',
  ]
  for (const one of strange) expect(await accounts.sessionIn(new Headers({ cookie: one })), one).toBeNull()
  expect(await accounts.sessionIn(new Headers({ cookie: `other=1; ${cookie}; third=3` }))).toMatchObject({ accountId })
})
