import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { openapiOf } from '../src/kit/http/openapi.ts'
import { endpoint } from '../src/kit/wire/contract.ts'
import { documentFaults, schemasOf, unboundedIn } from './document.ts'
import { served } from './served.ts'

const contracts = served.map(one => one.contract)
const about = { title: 'Cairn', version: '1', description: 'x', cookieName: 'cairn' }
const unbounded = (of: typeof contracts) => schemasOf(openapiOf(of, about)).flatMap(({ path, io, schema }) => unboundedIn(schema, path, io))

test('the document is OpenAPI 3.1, and every operation tells its permission, parameters and answers', () => {
  expect(documentFaults(openapiOf(contracts, about))).toEqual([])
  expect(contracts.length).toBeGreaterThan(10)
})

test('nothing that crosses the wire is unbounded', () => {
  expect(unbounded(contracts)).toEqual([])
})

test('an open text, list, number and object are each found', () => {
  const open = endpoint({
    operationId: 'openEverything',
    method: 'POST',
    path: '/open',
    act: 'program.change',
    summary: 'Open.',
    body: z.object({ text: z.string(), list: z.array(z.boolean()), number: z.number() }),
  })
  expect(unbounded([open])).toEqual([
    'POST /open body: an object that takes more than it names',
    'POST /open body.text: a text without maxLength',
    'POST /open body.list: a list without maxItems',
    'POST /open body.number: a number without bounds',
  ])
})

test('a document with a double name, a forgotten parameter and a loose reference is refused', () => {
  const operation = { operationId: 'readIt', summary: 'Reads it.', 'x-permission': 'a.b', responses: {} }
  const faults = documentFaults({
    openapi: '3.0.0',
    info: { title: 'x', version: '1' },
    paths: { '/a/{id}': { get: operation }, '/b': { get: { ...operation, also: { $ref: '#/components/schemas/Nothing' } } } },
  })
  expect(faults).toContain('openapi is not 3.1')
  expect(faults).toContain('get /a/{id} does not describe the parameters of its path')
  expect(faults).toContain('readIt names two operations')
  expect(faults).toContain('#/components/schemas/Nothing leads nowhere')
})

test('every write can be told from a read by its method, and changes of versioned things name their version', () => {
  const strange = contracts.filter(contract => (contract.method === 'GET' ? contract.body !== undefined || contract.versioned : false))
  expect(strange.map(contract => contract.operationId)).toEqual([])
})

test('paths are nouns of the glossary in small letters, without an organization but for the anonymous', () => {
  const strange = contracts.filter(contract => !/^(\/([a-z][a-z-]*|\{[a-z][A-Za-z]+\}))+$/.test(contract.path))
  expect(strange.map(contract => contract.path)).toEqual([])
  const named = served.filter(one => one.contract.path.includes('{organization}') && !one.act.who.some(leaf => leaf.who === 'anyone'))
  expect(named.map(one => one.contract.path)).toEqual([])
})
