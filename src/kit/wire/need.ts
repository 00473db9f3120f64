/**
 * One thing that waits for somebody, as a capability tells it to whoever gathers them: numbers and days, never what anybody wrote. Days are
 * days of the organization's zone.
 */
export interface Need<Kind extends string = string> {
  readonly kind: Kind
  /** How many of what the kind counts. */
  readonly count: number
  /** A second number that the sentence tells; what it counts belongs to the kind. */
  readonly also?: number
  /** Since which day it waits. */
  readonly since?: string | null
  /** By which day something is to be done. */
  readonly by?: string | null
  /** At which instant something happens by itself. */
  readonly at?: string
  readonly isLate?: boolean
  /** Whom it is about, at most three, where a list may name them. */
  readonly personIds?: readonly string[]
  /** What an act on it names. */
  readonly subjectId?: string
}
