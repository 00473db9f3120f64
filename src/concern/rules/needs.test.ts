import { expect, test } from 'vitest'
import { needs } from './needs.ts'

const one = { isStaff: true, waiting: 2, late: 0, firstAskedOn: '2027-02-01', firstDueOn: '2027-02-03', isGrave: false }

test('requests are one need, of staff or of a safe contact; late once one is past its day', () => {
  expect(needs({ ...one, waiting: 0 })).toEqual([])
  expect(needs(one)).toMatchObject([{ kind: 'requests', count: 2, since: '2027-02-01', by: '2027-02-03', isLate: false }])
  expect(needs({ ...one, isStaff: false, late: 1, isGrave: true })).toMatchObject([{ kind: 'given', also: 1, isLate: true, isGrave: true }])
})
