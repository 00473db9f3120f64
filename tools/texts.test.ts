import { expect, test } from 'vitest'
import { refusalCatalogs } from '../src/app/capabilities.ts'
import { textStyles } from '../src/kit/texts/texts.ts'
import { groundRefusals } from '../src/kit/wire/refusal.ts'
import { placeOf } from './floors.ts'
import { filesIn, read, sources, textOf } from './source.ts'
import { type Catalog, differences, namedIn, placeholders, refusalCodesIn, textFaults } from './texts.ts'

const catalogs = filesIn('src/**/texts/*.json').map(path => ({ path, texts: JSON.parse(textOf(path)) as Catalog }))
const product = sources.filter(source => source.path.startsWith('src/') && !source.isTest)
/** What the reader of inputs calls what it finds wrong. */
const faultsOfZod = [
  'invalid_type',
  'too_big',
  'too_small',
  'invalid_format',
  'unrecognized_keys',
  'invalid_value',
  'invalid_union',
  'not_multiple_of',
  'custom',
  'invalid_key',
  'invalid_element',
]
const told: Catalog = Object.assign({}, ...refusalCatalogs)

test('every language has the keys and placeholders of the English', () => {
  const faults = catalogs
    .filter(({ path }) => !/(^|[./])en\.json$/.test(path))
    .flatMap(({ path, texts }) => {
      const english = catalogs.find(one => one.path === path.replace(/[a-z]{2}(-[A-Z]{2})?\.json$/, 'en.json'))
      return english
        ? differences(english.texts, texts).map(difference => `${path}: ${difference}`)
        : [`${path}: there is no English beside it`]
    })
  expect(faults).toEqual([])
})

test('a missing key, a spare one and another placeholder are found', () => {
  expect(
    differences(
      { a: 'A', b: 'To {name}', c: { by: 'count', one: '{count} day', other: '{count} days' } },
      { b: 'An {nom}', c: '{count} Tage', d: 'D' },
    ),
  ).toEqual(['a is missing', 'd is not in English', 'b speaks of nom instead of name'])
  expect(placeholders({ by: 'count', one: 'one {name}', other: '{count, plain} of {name}' })).toEqual(['count', 'name'])
})

test('every text is whole', () => {
  expect(
    catalogs.flatMap(({ path, texts }) => Object.entries(texts).flatMap(([key, text]) => textFaults(`${path} ${key}`, text, textStyles))),
  ).toEqual([])
})

test.each([
  ['{day, sideways}', 'no style'],
  ['Hello {name', 'left open'],
  [' Hello', 'blanks'],
])('the text "%s" is refused', (text, fault) => {
  expect(textFaults('key', text, textStyles).join()).toContain(fault)
})

test('every text is said somewhere', () => {
  const codes = new Set([...product.flatMap(refusalCodesIn), ...Object.keys(groundRefusals)])
  const named = product.map(source => ({ ...namedIn(source), capability: placeOf(source.path).capability }))
  const everyWord = new Set(named.flatMap(({ words }) => [...words]))
  const unsaid = catalogs.flatMap(({ path, texts }) => {
    const own = named.filter(({ capability }) => [placeOf(path).capability, 'app'].includes(capability))
    const isSaid = (key: string): boolean => {
      const code = key.split('.')[1] ?? ''
      if (key.startsWith('refusal.')) return codes.has(code) || everyWord.has(code)
      if (key.startsWith('fault.') && (everyWord.has(code) || faultsOfZod.includes(code))) return true
      return own.some(({ words, patterns }) => words.has(key) || patterns.some(pattern => pattern.test(key)))
    }
    return Object.keys(texts)
      .filter(key => !isSaid(key))
      .map(key => `${path}: ${key}`)
  })
  expect(unsaid).toEqual([])
})

test('a key is found as a literal, and by a template as far as it is known', () => {
  const { words, patterns } = namedIn(read('src/program/mails.ts', ["say('mail.hello'); say(`role.", '$', '{relation}`)'].join('')))
  expect(words.has('mail.hello')).toBe(true)
  expect(patterns.some(pattern => pattern.test('role.coordinator'))).toBe(true)
  expect(patterns.some(pattern => pattern.test('mail.other'))).toBe(false)
})

test('every refusal has its words, in the catalogs in which they are looked for', () => {
  const wordless = product.flatMap(source =>
    refusalCodesIn(source)
      .filter(code => !(`refusal.${code}` in told))
      .map(code => `${source.path}: refusal.${code} has no text in the texts of its capability`),
  )
  expect([...new Set(wordless)]).toEqual([])
})

test('a refusal is found where it is declared and where it is given', () => {
  const source = read(
    'src/program/contract.ts',
    "endpoint({ refusals: { too_late: 409 } }); throw refused('too_early'); new Refusal('too_much')",
  )
  expect(refusalCodesIn(source)).toEqual(['too_late', 'too_early', 'too_much'])
})
