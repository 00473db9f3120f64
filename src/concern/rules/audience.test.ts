import { expect, test } from 'vitest'
import { english, sayIn } from '../../kit/texts/texts.ts'
import { concernKinds } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { readersOf, whoSees } from './audience.ts'

const say = sayIn(en, english)
const plain = (label: string) => label.replace(/[\u2066-\u2069]/g, '')
const program = {
  program: 'Stepping Up',
  contact: { personId: '1', name: 'Ingrid Solberg', phone: null },
  deputy: 'Ruth Amadi',
  hearBy: '2027-02-03',
}
const labelsWith = (...partners: (string | null)[]) =>
  concernKinds.map(kind => plain(whoSees(kind, { ...program, mentorships: partners.map(partner => ({ partner, group: null })) }, say)))

test('the readers are those of the endpoints that show it', () => {
  expect([readersOf('request'), readersOf('pause'), readersOf('end')]).toEqual([
    'recipient',
    'pair and coordinators',
    'pair and coordinators',
  ])
})

test('with a mentorship or several, a pause and an end are seen by the others and by every coordinator', () => {
  expect(labelsWith('Bo')).toEqual([
    'Only Ingrid, and Ruth if Ingrid has not answered by Wednesday, February 3. Never Bo',
    'Bo and the coordinators of Stepping Up see the dates. Nobody sees why',
    'Only Ingrid, and Ruth if Ingrid has not answered by Wednesday, February 3. Never Bo',
    'Only the person you choose. Never Bo',
    'Bo sees how it ends and when. The coordinators of Stepping Up also see why, if you write it',
  ])
  expect(labelsWith('Bo', null)).toEqual([
    'Only Ingrid, and Ruth if Ingrid has not answered by Wednesday, February 3. Never Bo or the other person',
    'Bo and the other person and the coordinators of Stepping Up see the dates. Nobody sees why',
    'Only Ingrid, and Ruth if Ingrid has not answered by Wednesday, February 3. Never Bo or the other person',
    'Only the person you choose. Never Bo or the other person',
    'Bo or the other person sees how it ends and when. The coordinators of Stepping Up also see why, if you write it',
  ])
})

test('first names are enough where they tell the others apart', () => {
  expect(labelsWith('Bo Lund', 'Carl Berg')[0]).toMatch(/Never Bo or Carl$/)
  expect(labelsWith('Bo Lund', 'Bo Berg')[0]).toMatch(/Never Bo Lund or Bo Berg$/)
})

test('in a group nobody is the other person: the others together read the days, never a request', () => {
  const inGroup = { ...program, mentorships: [{ partner: null, group: { leavesAlone: true, others: [] } }] }
  expect(concernKinds.map(kind => plain(whoSees(kind, inGroup, say)))).toEqual([
    'Only Ingrid, and Ruth if Ingrid has not answered by Wednesday, February 3. Never the others in your group',
    'The others in your group and the coordinators of Stepping Up see the dates. Nobody sees why',
    'Only Ingrid, and Ruth if Ingrid has not answered by Wednesday, February 3. Never the others in your group',
    'Only the person you choose. Never the others in your group',
    'The others in your group read that it is so, and never why. The coordinators of Stepping Up also see why, if you write it',
  ])
})

test('without one, everything is a request to one person', () => {
  const alone = { ...program, deputy: null, mentorships: [] }
  expect(concernKinds.map(kind => plain(whoSees(kind, alone, say)))).toEqual([
    'Only Ingrid',
    'Only Ingrid',
    'Only Ingrid',
    'Only the person you choose',
    'Only Ingrid',
  ])
})
