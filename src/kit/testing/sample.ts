/** A smallest input that a schema accepts, for tests that must get past the reading of an input to what lies behind it. */
import * as z from 'zod/mini'

export type Json = { readonly [key: string]: unknown }
/** Values for properties by their name, such as the id of a row that is there. */
export type Known = Readonly<Record<string, unknown>>

/** The input that the schema accepts; what cannot be guessed from the schema (a pattern) must be known by its property's name. */
export function sampleFor(schema: z.ZodMiniType, known: Known): unknown {
  return sampleOf(jsonOf(schema), known)
}

/** What the schema takes, as JSON Schema. */
export const jsonOf = (schema: z.ZodMiniType): Json => z.toJSONSchema(schema as never, { io: 'input', unrepresentable: 'any' }) as Json

/** The same, from the schema as JSON. */
export function sampleOf(schema: Json, known: Known): unknown {
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const choice = [schema['anyOf'], schema['oneOf']].find(Array.isArray)
  if (choice) return sampleOf(choice.find((one: Json) => one['type'] !== 'null') as Json, known)
  switch (schema['type']) {
    case 'object': {
      const properties = (schema['properties'] ?? {}) as Record<string, Json>
      const required = (schema['required'] ?? []) as readonly string[]
      return Object.fromEntries(required.map(name => [name, name in known ? known[name] : sampleOf(properties[name] ?? {}, known)]))
    }
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 0) }, () => sampleOf((schema['items'] ?? {}) as Json, known))
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return sampleText(schema)
  }
}

const texts: Readonly<Record<string, string>> = {
  uuid: '01890000-0000-7000-8000-00000000dead',
  date: '2027-03-01',
  'date-time': '2027-03-01T09:00:00.000Z',
  email: 'somebody@example.org',
}

function sampleText(schema: Json): string {
  const known = texts[String(schema['format'])]
  return known ?? 'some words'.padEnd(Number(schema['minLength'] ?? 0), '.').slice(0, Number(schema['maxLength'] ?? 100))
}
