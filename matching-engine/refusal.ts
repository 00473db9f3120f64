/** An expected "no": the code says which, the facts say about whom. Words are the caller's. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly facts: RefusalFacts
  constructor(code: RefusalCode, facts: RefusalFacts = {}) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}

export type RefusalFacts = { readonly [fact: string]: FactValue }
type FactValue = string | number | boolean | null | readonly FactValue[] | { readonly [fact: string]: FactValue }

export type RefusalCode =
  /** The problem itself is wrong: `facts.faults` lists everything at once. */
  | 'faulty-problem'
  /** Locks that cannot all hold: `facts.conflict` is a smallest set of them with what they contradict. */
  | 'conflicting-locks'
  /** The criteria give this pair more than 10,000 points. */
  | 'too-many-points'
  /** Numbers could leave the range in which every whole number is exact. */
  | 'beyond-exactness'
  /** The objective cannot be met by any arrangement of this size. */
  | 'impossible-sizes'
  | 'faulty-objective'
  | 'unknown-mentee'
  | 'unknown-mentor'
  | 'faulty-change'
  | 'faulty-result'
  | 'wrong-objective'
  | 'cancelled'
