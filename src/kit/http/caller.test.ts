import { expect, test } from 'vitest'
import { loopbackNetworks, within } from '../config/networks.ts'
import { callerAddress } from './caller.ts'

const isProxy = within(['10.0.0.0/8', 'fd00::/8', '192.0.2.7'])

test.each<[string, string, string | null, string]>([
  ['without a proxy it is the socket', '203.0.113.5', null, '203.0.113.5'],
  ['a header of a stranger changes nothing', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
  ['a proxy is believed', '10.1.2.3', '203.0.113.5', '203.0.113.5'],
  ['what the caller wrote before it is not', '10.1.2.3', '198.51.100.1, 203.0.113.5', '203.0.113.5'],
  ['not even where it names a proxy', '10.1.2.3', '10.0.0.9, 203.0.113.5', '203.0.113.5'],
  ['a row of proxies is walked back', '10.1.2.3', '198.51.100.1, 203.0.113.5, 192.0.2.7, 10.9.9.9', '203.0.113.5'],
  ['a caller among the proxies is the furthest of them', '10.1.2.3', '10.4.4.4', '10.4.4.4'],
  ['a proxy that says nothing is the caller itself', '10.1.2.3', null, '10.1.2.3'],
  ['nonsense ends the way back', '10.1.2.3', '198.51.100.1, unknown, 10.9.9.9', '10.9.9.9'],
  ['a port is left out', '10.1.2.3', '203.0.113.5:51234', '203.0.113.5'],
  ['an address of version 6', 'fd00::1', '[2001:DB8::5]:51234', '2001:db8::5'],
  ['one of version 4 in the clothes of 6', '::ffff:10.1.2.3', '::ffff:203.0.113.5', '203.0.113.5'],
])('%s', (_, socket, forwardedFor, caller) => {
  expect(callerAddress(socket, forwardedFor, isProxy)).toBe(caller)
})

test('this machine is all of 127, and ::1', () => {
  const isHere = within(loopbackNetworks)

  expect(['127.0.0.1', '127.9.9.9', '::1', '128.0.0.1', '::2', 'local'].map(isHere)).toEqual([true, true, true, false, false, false])
})
