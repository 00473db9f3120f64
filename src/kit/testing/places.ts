/** Every place of an input where a text can stand, found in its schema. */
import * as z from 'zod/mini'
import { type Json, jsonOf, type Known, sampleOf } from './sample.ts'

export interface Place {
  /** Such as `contacts.0.name`; where an input has several forms, with what tells this one: `reason (act lock)`. */
  readonly name: string
  /** The smallest right input that has the text there; `known` are values for its other properties. */
  readonly input: (text: string, known: Known) => unknown
  /** What the schema makes of the text, such as without spaces around it; null where it refuses the input. */
  readonly taken: (text: string, known: Known) => string | null
}

export function placesIn(schema: z.ZodMiniType): Place[] {
  return slotsOf(jsonOf(schema)).map(({ path, form, input }) => ({
    name: `${path.join('.')}${form}`,
    input,
    taken: (text, known) => {
      const read = z.safeParse(schema, input(text, known))
      return read.success ? String(path.reduce<unknown>((at, key) => (at as Json)[key], read.data)) : null
    },
  }))
}

interface Slot extends Pick<Place, 'input'> {
  readonly path: readonly string[]
  readonly form: string
}

function slotsOf(schema: Json): Slot[] {
  if ('const' in schema || 'enum' in schema) return []
  const forms = [schema['anyOf'], schema['oneOf']].find(Array.isArray) as readonly Json[] | undefined
  if (forms) return forms.flatMap(form => slotsOf(form).map(slot => ({ ...slot, form: `${slot.form}${toldFrom(form)}` })))
  if (schema['type'] === 'string') return [{ path: [], form: '', input: text => text }]
  if (schema['type'] === 'array')
    return slotsOf(schema['items'] as Json).map(slot => ({
      ...slot,
      path: ['0', ...slot.path],
      input: (text, known) => [slot.input(text, known)],
    }))
  return Object.entries((schema['properties'] ?? {}) as Record<string, Json>).flatMap(([key, property]) =>
    slotsOf(property).map(slot => ({
      ...slot,
      path: [key, ...slot.path],
      input: (text, known) => ({ ...(sampleOf(schema, known) as object), [key]: slot.input(text, known) }),
    })),
  )
}

/** By what one form is told from the others. */
function toldFrom(form: Json): string {
  const properties = Object.entries((form['properties'] ?? {}) as Record<string, Json>)
  return properties.flatMap(([key, property]) => ('const' in property ? [` (${key} ${property['const']})`] : [])).join('')
}
