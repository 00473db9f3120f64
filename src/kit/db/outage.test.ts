import { expect, test } from 'vitest'
import { Outage, outageOf } from './outage.ts'

const failing = (facts: object, message = '') => Object.assign(new Error(message), facts)

test.each([
  ['the server was stopped by an administrator', failing({ code: '57P01' }), 'database_away'],
  ['the server crashes', failing({ code: '57P02' }), 'database_away'],
  ['the server is starting', failing({ code: '57P03' }), 'database_away'],
  ['the connection is broken', failing({ code: '08006' }), 'database_away'],
  ['nobody listens', failing({ code: 'ECONNREFUSED', syscall: 'connect' }), 'database_away'],
  ['the socket is gone', failing({ code: 'ENOENT', syscall: 'connect' }), 'database_away'],
  ['the connection ended in the middle', failing({}, 'Connection terminated unexpectedly'), 'database_away'],
  ['a new connection gets no answer', failing({}, 'Connection terminated due to connection timeout'), 'database_away'],
  ['the disk is full', failing({ code: '53100' }), 'storage_full'],
  ['the server has no more connections', failing({ code: '53300' }), 'busy'],
  ['the pool has no more connections', failing({}, 'timeout exceeded when trying to connect'), 'busy'],
  ['a statement took too long', failing({ code: '57014' }), 'busy'],
  ['a lock was waited for too long', failing({ code: '55P03' }), 'busy'],
  ['a deadlock outlived its retries', failing({ code: '40P01' }), 'busy'],
])('%s', (_, error, code) => {
  expect(outageOf(error)).toEqual(new Outage(code as Outage['code']))
  expect(outageOf(error)?.cause).toBe(error)
})

test.each([
  ['a broken rule', failing({ code: '23505' })],
  ['a forbidden row', failing({ code: '42501' })],
  ['a missing file', failing({ code: 'ENOENT', syscall: 'open' })],
  ['a bug', new TypeError('x is not a function')],
  ['a bug that speaks of connections', new Error('The Connection terminated badge is missing')],
  ['something thrown that is no error', 'Connection terminated'],
])('%s is no outage', (_, error) => {
  expect(outageOf(error)).toBeNull()
})

test('an outage stays the one it is', () => {
  const outage = new Outage('busy')

  expect(outageOf(outage)).toBe(outage)
})
