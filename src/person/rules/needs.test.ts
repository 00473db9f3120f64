import { expect, test } from 'vitest'
import { needs } from './needs.ts'

test('invitations that wait and those that ran out are told apart', () => {
  expect(needs({ waiting: 0, firstInvitedOn: null, expired: 0 })).toEqual([])
  expect(needs({ waiting: 2, firstInvitedOn: '2027-02-01', expired: 1 })).toEqual([
    { kind: 'invitations', count: 2, since: '2027-02-01' },
    { kind: 'invitations-over', count: 1 },
  ])
})
