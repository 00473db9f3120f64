import * as z from 'zod/mini'
import { line, list, text } from '../kit/wire/contract.ts'

/** Who may know an answer besides the person: the pair (shown as a reason), or coordinators alone. */
export const audiences = ['pair', 'coordinators'] as const
export const audience = z.enum(audiences)

export const questionKey = z.string().check(z.maxLength(60), z.regex(/^[a-z][a-z0-9_]{0,59}$/))
export const roles = ['mentor', 'mentee'] as const

const option = z.strictObject({ key: z.string().check(z.maxLength(200), z.minLength(1)), label: line(200) })

const asked = {
  key: questionKey,
  label: line(300),
  help: z.optional(text(1000)),
  /** Why we ask: shown under the question. */
  why: z.optional(text(500)),
  audience,
  required: z.optional(z.boolean()),
  /** Asked of one role only; of both when left out. */
  role: z.optional(z.enum(roles)),
}

/**
 * The kinds of question. `choices` and `choice` with `open` take words of the person's own; options are then the usual ones.
 * A new kind is one member here, one fault, one field on the screen, one trait in matching: the compiler names the places.
 */
export const question = z.discriminatedUnion('kind', [
  z.strictObject({
    ...asked,
    kind: z.literal('choices'),
    options: list(option, 2000),
    open: z.optional(z.boolean()),
    most: z.optional(z.int().check(z.gte(1), z.lte(200))),
  }),
  z.strictObject({ ...asked, kind: z.literal('choice'), options: list(option, 2000), open: z.optional(z.boolean()) }),
  z.strictObject({
    ...asked,
    kind: z.literal('number'),
    least: z.optional(z.number()),
    most: z.optional(z.number()),
    unit: z.optional(line(40)),
  }),
  z.strictObject({
    ...asked,
    kind: z.literal('scale'),
    least: z.int(),
    most: z.int(),
    leastLabel: z.optional(line(80)),
    mostLabel: z.optional(line(80)),
  }),
  z.strictObject({ ...asked, kind: z.literal('text'), most: z.optional(z.int().check(z.gte(1), z.lte(5000))) }),
  /** Weekly hours in which the person can meet, in their own zone. */
  z.strictObject({ ...asked, kind: z.literal('availability') }),
  /** Languages by BCP 47 tag, such as `pt-BR`. */
  z.strictObject({ ...asked, kind: z.literal('languages') }),
  /** Best first. */
  z.strictObject({ ...asked, kind: z.literal('ranked'), options: list(option, 500), most: z.optional(z.int().check(z.gte(1), z.lte(20))) }),
])
export type Question = z.infer<typeof question>
export type QuestionKind = Question['kind']

const slot = z.strictObject({
  weekday: z.int().check(z.gte(1), z.lte(7)),
  from: z.string().check(z.maxLength(5), z.regex(/^\d\d:\d\d$/)),
  to: z.string().check(z.maxLength(5), z.regex(/^\d\d:\d\d$/)),
})

/** An answer names its kind, so that it can be read without its question. */
export const answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choices'), choices: list(line(300), 200) }),
  z.strictObject({ kind: z.literal('choice'), choice: line(300) }),
  z.strictObject({ kind: z.literal('number'), number: z.number() }),
  z.strictObject({ kind: z.literal('scale'), level: z.int() }),
  z.strictObject({ kind: z.literal('text'), text: text(5000) }),
  z.strictObject({ kind: z.literal('availability'), zone: line(60), slots: list(slot, 100) }),
  z.strictObject({ kind: z.literal('languages'), languages: list(line(35), 50) }),
  z.strictObject({ kind: z.literal('ranked'), ranked: list(line(300), 20) }),
])
export type Answer = z.infer<typeof answer>
export const answers = z.record(questionKey, answer)
export type Answers = Readonly<Record<string, Answer>>
