import * as z from 'zod/mini'
import { day, endpoint, id, instant, line, list, text, wholeInQuery } from '../kit/wire/contract.ts'
import { arrangementChanges, historyGroups, toldKinds } from './rules.ts'

const named = z.strictObject({ id, name: z.nullable(line(300)) })

/** One sentence: its words are the screen's, by `kind`. */
const historyRow = z.strictObject({
  id,
  at: instant,
  kind: z.enum(toldKinds),
  /** null: the product itself. */
  by: z.nullable(named),
  /** Whom it was done to; `name` null: somebody who is known here no more. */
  person: z.nullable(named),
  relation: z.nullable(z.enum(['administrator', 'coordinator'])),
  program: z.nullable(named),
  /** Whom an invitation greets, as long as it is known. */
  invited: z.nullable(line(300)),
  /** What was done to an arrangement. */
  change: z.nullable(z.enum(arrangementChanges)),
  /** Whom it was about and why, to whoever coordinates the program and is neither of the two. */
  pair: z.nullable(z.strictObject({ mentee: z.nullable(line(300)), mentor: z.nullable(line(300)), reason: z.nullable(text(500)) })),
  count: z.nullable(z.int()),
  mailId: z.nullable(id),
})
export type HistoryRow = z.infer<typeof historyRow>

export const listHistory = endpoint({
  operationId: 'listHistory',
  method: 'GET',
  path: '/history',
  act: 'history.see',
  summary:
    'Who did what when, latest first, as far as the caller answers for it; by one person, of one group or one day if asked. Never what people write or answer; why two were kept or parted for their coordinators alone.',
  query: z.strictObject({
    programId: z.optional(id),
    /** Who did it. */
    personId: z.optional(id),
    group: z.optional(z.enum(historyGroups)),
    /** A calendar day of the organization. */
    day: z.optional(day),
    after: z.optional(id),
    limit: z.optional(wholeInQuery(1, 100)),
  }),
  answer: z.strictObject({
    rows: list(historyRow, 100),
    next: z.nullable(id),
    /** Whoever was asked for, by name. */
    person: z.nullable(named),
  }),
})
