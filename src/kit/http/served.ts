import type { Context } from '../context.ts'
import type { Begin } from '../jobs/jobs.ts'
import type { AccessTable, Act } from '../wire/access.ts'
import type { Answer, Endpoint, Input } from '../wire/contract.ts'

/** What a handler may know of the request besides its checked input. */
export interface Call {
  /** The version in `If-Match`; present whenever the contract is versioned. */
  readonly ifMatch: number
  /** The body of a streamed upload, refused with `too_large` past the contract's limit. */
  readonly stream: AsyncIterable<Uint8Array>
  readonly fileName: string | null
  /** By which sign-in the caller asks; null: by a token, or as nobody. */
  readonly signIn: { readonly id: string; readonly accountId: string } | null
  /** The network address that asks: for limits only. */
  readonly address: string
  readonly signal: AbortSignal
}

/** A contract with the row of the access table that guards it and the function that answers. */
export interface Served {
  readonly contract: Endpoint
  readonly act: Act
  /** Answers inside one transaction. */
  readonly handle?: (ctx: Context, input: unknown, call: Call, prepared: unknown) => Promise<unknown>
  /** Works out beforehand, in longer than a transaction should stay open, what `handle` is then given; after the guard has passed. */
  readonly prepare?: (begin: Begin, input: unknown, call: Call) => Promise<unknown>
  /** Answers in longer than a transaction should stay open, such as while a body streams in: opens short ones itself, after the guard has passed. */
  readonly run?: (begin: Begin, input: unknown, call: Call) => Promise<unknown>
}

/**
 * The ways to serve a contract of one capability. The type demands that the contract's act is a row of the capability's table,
 * so an endpoint without a permission does not compile.
 */
export function serving<const C extends string, const T extends AccessTable>(capability: C, access: T) {
  type Mine = Endpoint & { readonly act: `${C}.${keyof T & string}` }
  const actOf = (contract: Endpoint): Act => {
    const act = access[contract.act.slice(capability.length + 1)]
    if (!act) throw new Error(`${contract.act} is no act of ${capability}`)
    return act
  }
  return {
    serve: <E extends Mine>(contract: E, handle: (ctx: Context, input: Input<E>, call: Call) => Promise<Answer<E>>): Served => ({
      contract,
      act: actOf(contract),
      handle: (ctx, input, call) => handle(ctx, input as Input<E>, call),
    }),
    servePrepared: <E extends Mine, P>(
      contract: E,
      prepare: (begin: Begin, input: Input<E>, call: Call) => Promise<P>,
      handle: (ctx: Context, input: Input<E>, prepared: P, call: Call) => Promise<Answer<E>>,
    ): Served => ({
      contract,
      act: actOf(contract),
      prepare: (begin, input, call) => prepare(begin, input as Input<E>, call),
      handle: (ctx, input, call, prepared) => handle(ctx, input as Input<E>, prepared as P, call),
    }),
    serveLong: <E extends Mine>(contract: E, run: (begin: Begin, input: Input<E>, call: Call) => Promise<Answer<E>>): Served => ({
      contract,
      act: actOf(contract),
      run: (begin, input, call) => run(begin, input as Input<E>, call),
    }),
  }
}
