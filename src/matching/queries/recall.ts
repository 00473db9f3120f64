/** What taking a publication back would undo, and whom it would have told in vain. */
import type { Context } from '../../kit/context.ts'
import { peopleReached } from '../../kit/mail/mail.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import type { RecallView } from '../contract/publication.ts'
import { askedSides } from '../rules/reply.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { groupsByIdForSystem } from './group.ts'
import { type Proposal, repliesOfForSystem } from './proposals.ts'
import type { Publication } from './publication.ts'

export interface Recall {
  readonly proposals: readonly Proposal[]
  /** By person, a proposal that they were asked about and as what. */
  readonly told: ReadonlyMap<string, { readonly proposal: Proposal; readonly side: 'mentor' | 'mentee' }>
  /** Asked, and neither reached by a mail nor heard of. */
  readonly notTold: readonly string[]
}

/** The reader's own pair is not theirs to take back. `lock` holds the proposals until the transaction ends. */
export async function recallOf(ctx: Context, publication: Publication, { lock }: { readonly lock: boolean }): Promise<Recall> {
  if (publication.state !== 'released') throw refused('publication_over', { state: publication.state })
  if (lock)
    await ctx.tx
      .withTables<ProposalTables>()
      .selectFrom('proposalGroup')
      .select('id')
      .where('organizationId', '=', ctx.actor.organizationId)
      .where('publicationId', '=', publication.id)
      .orderBy('id')
      .forUpdate()
      .execute()
  const found = await ctx.tx
    .withTables<ProposalTables>()
    .selectFrom('proposal')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('publicationId', '=', publication.id)
    .where('state', '=', 'proposed')
    .orderBy('id')
    .$if(lock, query => query.forUpdate())
    .execute()
  const proposals = found.filter(one => one.mentorPersonId !== ctx.actor.personId && one.menteePersonId !== ctx.actor.personId)
  const groups = await groupsByIdForSystem(
    ctx,
    proposals.flatMap(({ groupId }) => groupId ?? []),
  )
  // for whoever leads a group that has begun nothing changes
  const goesOn = ({ groupId }: Proposal) => groups.get(groupId ?? '')?.state === 'begun'
  const asked = new Map(
    proposals.flatMap(proposal =>
      askedSides(proposal)
        .filter(side => side === 'mentee' || !goesOn(proposal))
        .map(side => [side === 'mentor' ? proposal.mentorPersonId : proposal.menteePersonId, { proposal, side }] as const),
    ),
  )
  const reached = await peopleReached(ctx, {
    personIds: [...asked.keys()],
    scopeId: publication.programId,
    reason: 'matching.proposed',
    since: publication.publishesAt,
  })
  const replies = await repliesOfForSystem(
    ctx,
    proposals.map(({ id }) => id),
  )
  const known = new Set([...reached, ...replies.map(reply => reply.personId)])
  return {
    proposals,
    told: new Map([...asked].filter(([personId]) => known.has(personId))),
    notTold: [...asked.keys()].filter(personId => !known.has(personId)),
  }
}

export async function recallView(ctx: Context, { proposals, told, notTold }: Recall): Promise<RecallView> {
  const people = await peopleByIdForSystem(ctx, [...told.keys()])
  return {
    pairs: proposals.length,
    told: told.size,
    toldPeople: [...told.keys()].slice(0, 1000).map(personId => ({
      personId,
      name: people.get(personId)?.name ?? people.get(personId)?.externalId ?? null,
    })),
    notTold: notTold.length,
  }
}
