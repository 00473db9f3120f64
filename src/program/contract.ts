import * as z from 'zod/mini'
import { endpoint, id, line, list, may, text, version } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'

/** How people meet; in `reverse` the junior side mentors the senior side, in `group` a mentor leads several mentees who meet together. */
export const formats = ['one-to-one', 'reverse', 'group'] as const
export const format = z.enum(formats)
export type Format = z.infer<typeof format>
export const programNeeds = ['coordinator', 'contact'] as const

export const programView = z.strictObject({
  id,
  name: line(200),
  purpose: text(2000),
  format,
  /** Whoever was named and no longer coordinates the program is not its contact any more. */
  contact: z.nullable(z.strictObject({ personId: id, name: z.nullable(line(200)), phone: z.nullable(line(60)) })),
  /** What it lacks: somebody who coordinates it, or a contact among them. */
  needs: list(z.enum(programNeeds), 2),
  version,
  may: z.strictObject({ change: may, changeFormat: may }),
})
export type ProgramView = z.infer<typeof programView>

export const listPrograms = endpoint({
  operationId: 'listPrograms',
  method: 'GET',
  path: '/programs',
  act: 'program.list',
  summary: 'The programs that the caller runs, or all of them for administrators.',
  answer: z.strictObject({ rows: list(programView, 500), may: z.strictObject({ create: may }) }),
})

export const readProgram = endpoint({
  operationId: 'readProgram',
  method: 'GET',
  path: '/programs/{programId}',
  act: 'program.see',
  summary: 'One program.',
  params: z.strictObject({ programId: id }),
  answer: programView,
})

export const createProgram = endpoint({
  operationId: 'createProgram',
  method: 'POST',
  path: '/programs',
  act: 'program.create',
  summary: 'Makes a program; whoever makes it coordinates it and is its contact.',
  body: z.strictObject({ name: line(200), purpose: text(2000), format }),
  answer: programView,
})

export const changeProgram = endpoint({
  operationId: 'changeProgram',
  method: 'PATCH',
  path: '/programs/{programId}',
  act: 'program.change',
  summary: 'Changes name, purpose, contact, the number of the contact, or how people meet as long as nobody was proposed to anybody.',
  versioned: true,
  params: z.strictObject({ programId: id }),
  body: z.strictObject({
    name: z.optional(line(200)),
    purpose: z.optional(text(2000)),
    format: z.optional(format),
    contactPersonId: z.optional(id),
    contactPhone: z.optional(z.nullable(line(60))),
  }),
  answer: programView,
  refusals: { contact_not_staff: 422, format_settled: 409 },
})

export const listCoordinators = endpoint({
  operationId: 'listCoordinators',
  method: 'GET',
  path: '/programs/{programId}/coordinators',
  act: 'program.see',
  summary: 'Who coordinates a program, in the order in which they have what nobody answered.',
  params: z.strictObject({ programId: id }),
  answer: z.strictObject({ rows: list(z.strictObject({ personId: id, name: z.nullable(line(300)) }), 200) }),
})

export const programCreated = fact('program.created', z.object({ program: z.uuid() }))
export const programChanged = fact('program.changed', z.object({ program: z.uuid(), changed: z.array(z.string()) }))
