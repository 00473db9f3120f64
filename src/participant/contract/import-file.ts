/** The file itself: how it is read, what stands in its columns, and where they go. */
import * as z from 'zod/mini'
import { line, list, text } from '../../kit/wire/contract.ts'
import { audience, questionKey } from '../../questionnaire/contract.ts'
import { role } from '../contract.ts'

/** The kinds of question that a column can become. */
export const importedKinds = ['choices', 'choice', 'number', 'scale', 'languages', 'ranked', 'text'] as const
const importedKind = z.enum(importedKinds)
export const separators = [';', '|', ',', '\n'] as const

/** Where one column of a file goes. */
export const target = z.discriminatedUnion('goes', [
  z.strictObject({
    goes: z.enum(['external-id', 'name', 'first-name', 'surname', 'email', 'role', 'capacity', 'mentors', 'phone', 'nothing']),
  }),
  z.strictObject({
    goes: z.literal('question'),
    key: questionKey,
    label: line(300),
    kind: importedKind,
    separator: z.nullable(z.enum(separators)),
    audience,
  }),
])
export type Target = z.infer<typeof target>
/** Where at most one column of a file goes. */
export type SingleTarget = Exclude<Target['goes'], 'question' | 'nothing'>
export type QuestionTarget = Extract<Target, { goes: 'question' }>

/** `columns[n]` is for column n of the file. */
export const mapping = z.strictObject({
  columns: list(target, 300),
  /** The e-mail address tells people apart, because the file has no id of its own: somebody chose that. */
  idFromEmail: z.boolean(),
  /** The file does not say who is what: everybody in it is this. */
  roleForAll: z.nullable(role),
})
export type Mapping = z.infer<typeof mapping>

/** What somebody decided about a cell: all lines that say `cell` in this column mean `reading`. */
export const reading = z.strictObject({ column: z.int().check(z.gte(0), z.lt(300)), cell: text(5000), reading: text(300) })
export type AppliedReading = z.infer<typeof reading>

export const heading = z.strictObject({
  name: text(300),
  /** Different filled cells from the top; gone when the file is forgotten. */
  samples: list(text(200), 6),
  filledShare: z.number().check(z.gte(0), z.lte(1)),
  /** Why it goes nowhere unless somebody decides otherwise. */
  note: z.nullable(z.enum(['sensitive', 'empty', 'report', 'no-heading'])),
})
export type Heading = z.infer<typeof heading>

export const readAs = z.strictObject({
  encoding: z.string().check(z.maxLength(20)),
  delimiter: z.string().check(z.maxLength(1)),
  quote: z.nullable(z.enum(['"', "'"])),
  headerLine: z.nullable(z.int()),
  sure: z.strictObject({ encoding: z.boolean(), delimiter: z.boolean(), header: z.boolean() }),
  encodingWords: list(text(80), 10),
  width: z.int().check(z.gte(0)),
  agreeingShare: z.number(),
  before: list(z.strictObject({ line: z.int(), text: text(200) }), 20),
})
export type ReadAs = z.infer<typeof readAs>

/** What somebody decides about the way a file is read; what is left out is found out. */
export const wish = z.strictObject({
  encoding: z.optional(z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1251', 'macintosh'])),
  delimiter: z.optional(z.string().check(z.minLength(1), z.maxLength(1))),
  quote: z.optional(z.nullable(z.enum(['"', "'"]))),
  headerLine: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(1000)))),
})
export type Wish = z.infer<typeof wish>

export const missing = z.enum(['external-id', 'email-for-id', 'role'])
