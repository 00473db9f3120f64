/**
 * `program.yaml`: what the command line is told about a file of people and what to look for in it. Criteria and requirements are those of
 * the product, by the same schemas; its JSON Schema is written from this file (guide/program.schema.json).
 */

import { LineCounter, parseDocument } from 'yaml'
import * as z from 'zod/mini'
import { groupSizes, mostMentors } from '../../../cohort/contract.ts'
import { line, list } from '../../../kit/wire/contract.ts'
import { criterion, first, requirement } from '../../../matching/contract/criteria.ts'
import { importedKinds, separators } from '../../../participant/contract/import-file.ts'
import { questionKey } from '../../../questionnaire/contract.ts'
import { Unusable } from '../unusable.ts'
import { aliasFaults, type ProgramText, programFaults, yamlFault } from './program-faults.ts'

const column = line(300)
const values = list(line(200), 100)

export const programFile = z.strictObject({
  /** The column that tells people apart, and the same in every file. */
  id: column,
  /** The column of names, for the report alone; ids are shown where there is none. */
  name: z.optional(column),
  /** The column that says who wants to be what, and the words that it uses. Rows with any other word are left out. */
  roles: z.strictObject({ column, mentee: values, mentor: values, both: z.optional(values) }),
  /** How many mentees a mentor takes on. */
  capacity: z.optional(z.strictObject({ column: z.optional(column), default: z.optional(z.int().check(z.gte(0), z.lte(100))) })),
  /** How many mentors a mentee may have, 1 when left out, and the column in which somebody wishes for fewer. */
  mentors: z.optional(z.strictObject({ column: z.optional(column), most: z.int().check(z.gte(1), z.lte(mostMentors)) })),
  /** In groups, each led by one mentor: how many mentees at least and at most, and how many mentors may join who leads; pairs when left out. */
  groups: z.optional(
    z.strictObject({
      smallest: groupSizes.shape.smallest,
      largest: groupSizes.shape.largest,
      coMentors: z.optional(groupSizes.shape.coMentors),
    }),
  ),
  questions: list(
    z.strictObject({
      key: questionKey,
      column,
      kind: z.enum(importedKinds),
      /** Between the items of one cell; `;` when left out. */
      separator: z.optional(z.enum(separators)),
      /** What the report calls it; the column when left out. */
      label: z.optional(line(300)),
      /** Ends of a scale. */
      least: z.optional(z.int()),
      most: z.optional(z.int()),
      /** Of a number, such as `years`. */
      unit: z.optional(line(40)),
    }),
    200,
  ),
  requirements: z.optional(list(requirement, 50)),
  criteria: list(criterion, 50),
  /** That the answer is the proven best by what comes first; there is no other. */
  objective: z.optional(z.enum(['optimal'])),
  /** What comes first; `matched` when left out. */
  first: z.optional(first),
  seed: z.optional(line(100)),
})
export type ProgramFile = z.infer<typeof programFile>

/** The program that a text describes, with the text itself; `Unusable` with every place that is wrong. */
export function programIn(text: string, fileName: string): { readonly program: ProgramFile; readonly text: ProgramText } {
  const lines = new LineCounter()
  // where keys are lists themselves, the library would warn on its own; the schema knows none of them anyway
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: 'error' })
  const read: ProgramText = { document, lines, fileName }
  if (document.errors.length > 0) throw new Unusable(...document.errors.slice(0, mostTold).map(error => yamlFault(read, error)))
  if (document.contents === null) throw new Unusable(`${fileName} is empty. A program says at least id, roles, questions and criteria.`)
  const given = asObjects(read)
  const checked = programFile.safeParse(given)
  if (!checked.success) throw new Unusable(...programFaults(read, given, checked.error.issues).slice(0, mostTold))
  return { program: checked.data, text: read }
}

const mostTold = 20

function asObjects(text: ProgramText): unknown {
  try {
    return text.document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    // the library's word for aliases that stand for nothing, and for so many that they are an attack
    if (error instanceof ReferenceError) throw new Unusable(...aliasFaults(text).slice(0, mostTold))
    throw error
  }
}

/** The schema for editors, as it lies in the guide. */
export const programSchema = (): string =>
  `${JSON.stringify({ title: 'Cairn program file', ...z.toJSONSchema(programFile, { io: 'input' }) }, null, 2)}\n`
