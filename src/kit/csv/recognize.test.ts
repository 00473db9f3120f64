import { expect, test } from 'vitest'
import { recognize, type Wanted } from './recognize.ts'
import { plainWords } from './words.ts'

const columnsNamed = (...names: string[]) => names.map((name, index) => ({ name, index, samples: [] }))

const wanted: readonly Wanted[] = [
  { key: 'id', names: ['id', 'person id', 'personen id'] },
  { key: 'email', names: ['email', 'e mail address', 'e-mail-adresse'] },
  { key: 'grow', names: ['skills to grow', 'skills do you want to grow'] },
  { key: 'places', names: ['how many guests', 'plätze'] },
]

test.each([
  ['ID', 'id', 1, 'name'],
  ['Personen-ID', 'id', 1, 'name'],
  ['personId', 'id', 1, 'name'],
  ['PERSON_ID', 'id', 1, 'name'],
  ['E-Mail-Adresse', 'email', 1, 'name'],
  ['E-Mail', 'email', 0.97, 'name'],
  ['Emial adress', 'email', 0.8, 'misspelled name'],
  ['Mail', 'email', 0.8, 'misspelled name'],
  ['E-mail adress', 'email', 0.8, 'misspelled name'],
  ['Plaetze', 'places', 0.8, 'misspelled name'],
  ['Plan', 'places', 0, null],
  ['PLÄTZE', 'places', 1, 'name'],
])('%j is %s with confidence %d', (heading, key, confidence, basis) => {
  expect(recognize(columnsNamed(heading), wanted).find(found => found.key === key)).toEqual({
    key,
    column: confidence ? 0 : null,
    confidence,
    basis,
  })
})

test('questions of a form are recognized by a part, none twice', () => {
  const found = recognize(
    columnsNamed('Timestamp', 'Which skills do you want to grow?', 'How many guests would you like?', 'Your ID (see badge)'),
    wanted,
  )

  expect(found.map(({ key, column }) => [key, column])).toEqual([
    ['id', 3],
    ['email', null],
    ['grow', 1],
    ['places', 2],
  ])
  expect(found.every(({ column, confidence }) => (column === null ? confidence === 0 : confidence > 0.5 && confidence < 1))).toBe(true)
})

test('one column answers for one thing only', () => {
  const twice = [
    { key: 'id', names: ['id'] },
    { key: 'badge', names: ['badge', 'id'] },
  ]

  expect(recognize(columnsNamed('id', 'city'), twice).map(({ column }) => column)).toEqual([0, null])
})

test('words of a name that stand together are surer than words far apart', () => {
  const [found] = recognize(columnsNamed('host now or a guest?', 'or later host or guest'), [{ key: 'role', names: ['host or guest'] }])

  expect(found).toMatchObject({ column: 1, basis: 'part of the name' })
})

test('the surer name gets the column', () => {
  expect(recognize(columnsNamed('id of line manager', 'id'), wanted)[0]).toMatchObject({ column: 1, confidence: 1 })
})

test('what stands in the cells decides between headings, and stands in for a missing one', () => {
  const looksLike = (sample: string): boolean => sample.includes('@')
  const contact = { name: 'Contact', index: 0, samples: ['a@example.org', 'b@example.org'] }
  const phone = { name: 'Email contact', index: 1, samples: ['030 1', '030 2'] }

  expect(recognize([contact, phone], [{ key: 'email', names: ['contact', 'email contact'], looksLike }])).toMatchObject([
    { column: 0, confidence: 1 },
  ])
  expect(recognize([contact], [{ key: 'email', names: ['mail'], looksLike }])).toEqual([
    { key: 'email', column: 0, confidence: 0.4, basis: 'cells' },
  ])
  expect(recognize([phone], [{ key: 'email', names: ['mail'], looksLike }])).toEqual([
    { key: 'email', column: null, confidence: 0, basis: null },
  ])
})

test.each([
  ['Straße & Öffnung', 'strasse offnung'],
  ['　Ｆｕｌｌ　ｗｉｄｔｈ　', 'full width'],
  ['البريد الإلكتروني', 'البريد الالكتروني'],
  ['???', ''],
])('%j in plain words is %j', (text, words) => {
  expect(plainWords(text)).toBe(words)
})
