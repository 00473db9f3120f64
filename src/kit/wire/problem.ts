import * as z from 'zod/mini'

/** Problem details (RFC 9457) as every refusal is sent. `detail` is a sentence for people, `code` is for programs. */
export const problem = z.object({
  type: z.string().check(z.maxLength(200)),
  title: z.string().check(z.maxLength(500)),
  status: z.int().check(z.gte(400), z.lte(599)),
  detail: z.optional(z.string().check(z.maxLength(2000))),
  code: z.string().check(z.maxLength(80)),
  facts: z.optional(z.record(z.string().check(z.maxLength(80)), z.unknown())),
  faults: z.optional(
    z
      .array(
        z.object({
          path: z.string().check(z.maxLength(300)),
          code: z.string().check(z.maxLength(80)),
          facts: z.optional(z.record(z.string().check(z.maxLength(80)), z.unknown())),
          detail: z.optional(z.string().check(z.maxLength(500))),
        }),
      )
      .check(z.maxLength(1000)),
  ),
  requestId: z.string().check(z.maxLength(80)),
})
export type Problem = z.infer<typeof problem>
