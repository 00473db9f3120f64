/**
 * An expected "no" of the domain. Rules return it, `decide` throws it, the roof turns it into an answer.
 * `code` belongs to a capability's contract, `facts` fill its words; neither is ever a sentence.
 */
export class Refusal extends Error {
  readonly code: string
  readonly facts: Facts
  readonly faults: readonly Fault[]

  constructor(code: string, facts: Facts = {}, faults: readonly Fault[] = []) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
    this.faults = faults
  }
}

/** What a refusal or a text may speak of: plain, small, never a row. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One thing that is wrong with an input; `path` is the way to it, such as `answers.skills_to_grow`. */
export interface Fault {
  readonly path: string
  readonly code: string
  readonly facts?: Facts
}

export const refused = (code: string, facts: Facts = {}): Refusal => new Refusal(code, facts)

/** The last decision's outcome; throws the first refusal among the decisions, or one refusal with every fault. */
export function decide<T>(...decisions: readonly [...unknown[], T | Refusal]): T {
  for (const decision of decisions) if (decision instanceof Refusal) throw decision
  return decisions[decisions.length - 1] as T
}

/** Throws `wrong_answers` with the whole list when anything is wrong, so that a person sees everything at once. */
export function noFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal('wrong_answers', {}, faults)
}

/** Refusals that every endpoint can give; capabilities add their own in their contract. */
export const groundRefusals = {
  unreadable: 400,
  not_signed_in: 401,
  not_permitted: 403,
  reauth_required: 403,
  foreign_origin: 403,
  not_found: 404,
  wrong_method: 405,
  not_possible_now: 409,
  idempotency_conflict: 409,
  answer_forgotten: 409,
  stale: 412,
  too_large: 413,
  wrong_content_type: 415,
  wrong_answers: 422,
  version_required: 428,
  too_many_requests: 429,
  bug: 500,
  database_away: 503,
  storage_full: 503,
  busy: 503,
} as const satisfies Readonly<Record<string, number>>

/** The answer outside what a person can reach: the same whether it is somebody else's or does not exist. */
export const notFound = (): Refusal => new Refusal('not_found')
