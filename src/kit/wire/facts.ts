import type * as z from 'zod/mini'

/**
 * A kind of history entry: `capability.past-tense`, with the shape of what it says. Ids only, never content:
 * the history is the audit trail, the activity feed, the webhook and the trigger of reactions in one.
 */
export interface Fact<Shape extends z.ZodMiniType = z.ZodMiniType> {
  readonly name: string
  readonly facts: Shape
}

export const fact = <const Shape extends z.ZodMiniType>(name: string, facts: Shape): Fact<Shape> => ({ name, facts })

export type FactsOf<F extends Fact> = z.infer<F['facts']>
