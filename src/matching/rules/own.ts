/** Nobody runs their own matching: whoever coordinates and takes part neither sees nor changes what concerns themself. */
import type { Actor } from '../../kit/wire/access.ts'

/** Whether the actor is one of these people. The system is nobody. */
export const concerns = (actor: Pick<Actor, 'personId'>, ...people: readonly ({ readonly personId: string } | undefined)[]): boolean =>
  actor.personId !== null && people.some(person => person?.personId === actor.personId)
