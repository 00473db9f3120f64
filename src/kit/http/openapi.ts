/** The OpenAPI 3.1 document, written from the contracts themselves by Zod's own JSON Schema, and a page to read it. */
import * as z from 'zod/mini'
import type { Endpoint } from '../wire/contract.ts'
import { problem } from '../wire/problem.ts'
import { groundRefusals } from '../wire/refusal.ts'
import { type Html, html } from './html.ts'

type Json = Record<string, unknown>

export function openapiOf(
  contracts: readonly Endpoint[],
  { cookieName, ...about }: { readonly title: string; readonly version: string; readonly description: string; readonly cookieName: string },
): Json {
  const paths: Record<string, Json> = {}
  for (const contract of [...contracts].sort((a, b) => (a.path < b.path ? -1 : 1)))
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: operationOf(contract) }
  return {
    openapi: '3.1.0',
    info: { ...about, license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' } },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookieName },
        bearer: { type: 'http', scheme: 'bearer', description: 'A token of the form `<organization id>.<random>`.' },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  }
}

function operationOf(contract: Endpoint): Json {
  const content = (schema: Json, type = 'application/json') => ({ content: { [type]: { schema } } })
  const status = String(contract.status ?? (contract.answer || contract.answerType ? (contract.method === 'POST' ? 201 : 200) : 204))
  const responses: Record<string, Json> = {
    [status]: {
      description: contract.summary,
      ...(contract.answerType
        ? content({ type: 'string' }, contract.answerType)
        : contract.answer
          ? content(schemaOf(contract.answer, 'output'))
          : {}),
    },
  }
  for (const [code, codes] of refusalsByStatus(contract))
    responses[code] = { description: codes.join(', '), ...content({ $ref: '#/components/schemas/Problem' }, 'application/problem+json') }
  return {
    operationId: contract.operationId,
    summary: contract.summary,
    tags: [contract.act.split('.')[0]],
    'x-permission': contract.act,
    parameters: [
      ...parametersOf(contract, 'path', contract.params),
      ...parametersOf(contract, 'query', contract.query),
      ...headersOf(contract),
    ],
    ...(contract.body ? { requestBody: { required: true, ...content(schemaOf(contract.body, 'input')) } } : {}),
    ...(contract.stream
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              contract.stream.contentTypes.map(type => [
                type,
                { schema: { type: 'string', format: 'binary', maxLength: contract.stream?.maxBytes } },
              ]),
            ),
          },
        }
      : {}),
    responses,
  }
}

function refusalsByStatus(contract: Endpoint): Map<string, string[]> {
  const byStatus = new Map<string, string[]>()
  const every = { ...groundRefusals, ...contract.refusals }
  for (const [code, status] of Object.entries(every)) byStatus.set(String(status), [...(byStatus.get(String(status)) ?? []), code])
  return byStatus
}

function parametersOf(_contract: Endpoint, place: 'path' | 'query', schema: z.ZodMiniObject | undefined): Json[] {
  if (!schema) return []
  const whole = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(whole.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (whole.required ?? []).includes(name),
    schema: Object.keys(property).length > 0 ? property : { type: 'string', maxLength: 500 },
  }))
}

function headersOf(contract: Endpoint): Json[] {
  return [
    ...(contract.versioned
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: true,
            schema: { type: 'string', maxLength: 20 },
            description: 'The version that was read, as in `ETag`.',
          },
        ]
      : []),
    ...(contract.method === 'POST' && !contract.stream
      ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
      : []),
    ...(contract.stream
      ? [
          {
            name: 'X-File-Name',
            in: 'header',
            required: false,
            schema: { type: 'string', maxLength: 600 },
            description: 'Percent-encoded.',
          },
        ]
      : []),
  ]
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema as never, { io, unrepresentable: 'any' }) as Json
  return json
}

/** The document for people: each operation with its permission, without script. */
export function openapiPage(
  contracts: readonly Endpoint[],
  words: { readonly title: string; readonly lead: string; readonly language: string },
  head: Html,
): Html {
  const rooms = new Map<string, Endpoint[]>()
  for (const contract of contracts) {
    const room = contract.act.split('.')[0] ?? ''
    rooms.set(room, [...(rooms.get(room) ?? []), contract])
  }
  return html`<html lang="${words.language}"><head>${head}<title>${words.title}</title></head><body class="page"><main><h1>${words.title}</h1><p>${words.lead} <a href="/api/v1/openapi.json">openapi.json</a></p>${[
    ...rooms,
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([room, endpoints]) =>
        html`<h2>${room}</h2><dl>${endpoints.map(e => html`<dt><code>${e.method} /api/v1${e.path}</code></dt><dd>${e.summary} <code>${e.act}</code></dd>`)}</dl>`,
    )}</main></body></html>`
}
