import * as z from 'zod/mini'
import { withoutTurns } from '../texts/direction.ts'

/**
 * A contract is a plain object: what crosses the wire at one endpoint. The server mounts it, the browser calls it, the OpenAPI
 * document is written from it. Written with `zod/mini`, which costs the first screen 17 kB less than classic Zod.
 */
export interface Endpoint {
  /** Unique over the whole API. */
  readonly operationId: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Under `/api/v1`, such as `/programs/{programId}`. */
  readonly path: `/${string}`
  /** `capability.act`: the row of an access table. Published as `x-permission`. */
  readonly act: `${string}.${string}`
  readonly summary: string
  readonly params?: z.ZodMiniObject
  readonly query?: z.ZodMiniObject
  readonly body?: z.ZodMiniType
  /** A body that is not JSON and is streamed, such as a file; `maxBytes` is refused while it streams. */
  readonly stream?: { readonly contentTypes: readonly string[]; readonly maxBytes: number }
  readonly answer?: z.ZodMiniType
  /** An answer that is not JSON, such as a CSV file. */
  readonly answerType?: string
  readonly status?: 200 | 201 | 202 | 204
  /** Refusal codes of the domain with their status; those of the ground are added. */
  readonly refusals?: Readonly<Record<string, 403 | 404 | 409 | 413 | 422>>
  /** The write needs `If-Match` with the version that was read. */
  readonly versioned?: true
}

export const endpoint = <const E extends Endpoint>(shape: E): E => shape

/** An empty object asks for nothing: as `Record<string, never>` it would forbid the keys of path and query beside it. */
type Unless<T> = string extends keyof T ? unknown : T
type Shape<T> = T extends z.ZodMiniType ? Unless<z.output<T>> : unknown
type Given<T> = T extends z.ZodMiniType ? Unless<z.input<T>> : unknown

/** What a handler receives: path, query and body in one object, already checked. */
export type Input<E extends Endpoint> = Shape<E['params']> & Shape<E['query']> & Shape<E['body']>
/** What a caller gives. */
export type Request<E extends Endpoint> = Given<E['params']> & Given<E['query']> & Given<E['body']>
export type Answer<E extends Endpoint> = E['answer'] extends z.ZodMiniType ? z.output<E['answer']> : undefined

// Schemas that many contracts need. Every string and list has a maximum, so that no input is unbounded, and no text holds what could not be
// kept as it is: a NUL, which the database has no room for, or half of a surrogate pair, which is no character.

export const id = z.uuid().check(z.maxLength(36))
/** One line, without spaces around it and without controls of direction. */
export const line = (max = 200) =>
  z.string().check(z.overwrite(withoutTurns), z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^[^\p{Cc}\p{Cs}]*$/u))
export const text = (max = 5000) => z.string().check(z.maxLength(max), z.regex(/^[^\0\p{Cs}]*$/u))
export const email = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email())
/** The same without the blanks around it. */
export const words = (max = 5000) => z.string().check(z.trim(), z.maxLength(max), z.regex(/^[^\0\p{Cs}]*$/u))
export const slug = z.string().check(z.maxLength(40), z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/))
/** A calendar day, `2027-03-01`. */
export const day = z.iso.date().check(z.maxLength(10))
/** An instant in UTC, `2027-03-01T09:00:00.000Z`. */
export const instant = z.iso.datetime().check(z.maxLength(40))
export const list = <T extends z.ZodMiniType>(of: T, max = 100) => z.array(of).check(z.maxLength(max))
/** A whole number that comes as text in a query. */
export const wholeInQuery = (min: number, max: number) => z.coerce.number().check(z.int(), z.gte(min), z.lte(max))

/** Where a page begins: room for the longest name in the widest letters, which may be what the order goes by. */
const cursor = z.string().check(z.maxLength(2000))
export const pageQuery = { after: z.optional(cursor), limit: z.optional(wholeInQuery(1, 100)) }
export const pageOf = <T extends z.ZodMiniType>(of: T) =>
  z.strictObject({ rows: list(of, 100), next: z.nullable(cursor), total: z.int().check(z.gte(0)) })

/** Whether the viewer may do an act now, and if not why: a refusal code with its facts. Screens never repeat a rule. */
export const may = z.union([
  z.literal(true),
  z.strictObject({ code: z.string().check(z.maxLength(80)), facts: z.record(z.string().check(z.maxLength(80)), z.unknown()) }),
])
export type May = z.infer<typeof may>

/** A versioned thing: the answer's `version` goes into `ETag`, and back in `If-Match`. */
export const version = z.int().check(z.gte(1))
