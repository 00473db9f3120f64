import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { factsToTell, keptOut, kindsIn, told, toldKinds } from './rules.ts'
import en from './texts/en.json' with { type: 'json' }

const source = join(import.meta.dirname, '..')
const recorded = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts') && /contract|kit\/history/.test(path))
  .flatMap(path => [...readFileSync(join(source, path), 'utf8').matchAll(/\bfact\(\s*'([^']+)'/g)].map(([, name = '']) => name))

test('of every kind that is recorded it is said whether the page tells it, and if not why', () => {
  const decided = [...toldKinds, ...Object.keys(keptOut)]
  expect(recorded.length).toBeGreaterThan(60)
  expect(recorded.filter(name => !decided.includes(name as never))).toEqual([])
  expect(decided.filter(name => !recorded.includes(name))).toEqual([])
  expect(toldKinds.filter(kind => kind in keptOut)).toEqual([])
})

test('nothing that tells of requests for help, messages or what people in a pair do is told', () => {
  const allowed = ['concern.safe-contacts-named']
  expect(toldKinds.filter(kind => /^(concern|message|mentorship|closure)\.|proposal|repl|signed-in/.test(kind))).toEqual(allowed)
})

test('every kind has its sentence, and every group its kinds', () => {
  expect(toldKinds.filter(kind => !(`did.${kind}` in en))).toEqual([])
  for (const group of new Set(Object.values(told))) expect(kindsIn(group).length).toBeGreaterThan(1)
  expect(kindsIn(undefined)).toEqual(toldKinds)
})

test('of the facts of an entry only what a sentence needs is taken', () => {
  const nothing = {
    invitationId: null,
    arrangementId: null,
    change: null,
    personId: null,
    relation: null,
    programId: null,
    mailId: null,
    count: null,
  }
  expect(factsToTell('notification.mails-stopped', { mails: ['a', 'b'], reason: 'secret' })).toEqual({ ...nothing, count: 2 })
  expect(factsToTell('participant.imported', { import: 'i', cohort: 'c', added: 3, changed: 4, wasStopped: false })).toEqual({
    ...nothing,
    count: 7,
  })
  expect(factsToTell('person.grant-given', { person: 'p', relation: 'coordinator', scope: 's' })).toEqual({
    ...nothing,
    personId: 'p',
    relation: 'coordinator',
    programId: 's',
  })
  expect(factsToTell('person.grant-given', { person: 'p', relation: 'administrator', scope: 'o' }).programId).toBe(null)
})
