import type { Context } from '../../kit/context.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { calledApart } from '../rules/called.ts'
import { proposalsOfPersonForSystem } from './proposals.ts'

/** What each person with whom somebody is, was, or is asked to be together is called when they read of them. */
export async function calledByForSystem(ctx: Context, readerPersonId: string): Promise<ReadonlyMap<string, string | null>> {
  const proposals = (await proposalsOfPersonForSystem(ctx, readerPersonId)).filter(
    ({ state }) => state === 'proposed' || state === 'accepted',
  )
  const partners = proposals
    .flatMap(({ mentorPersonId, menteePersonId }) => [mentorPersonId, menteePersonId])
    .filter(id => id !== readerPersonId)
  return calledApart([...(await peopleByIdForSystem(ctx, partners)).values()])
}
