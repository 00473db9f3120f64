/** The groups of a cohort as its coordinators see them beside the answers of their members. */
import type { Context } from '../../kit/context.ts'
import type { WorkCalendar } from '../../kit/time/time.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { Refusal } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type Person, peopleByIdForSystem } from '../../person/queries/person.ts'
import { matchingAccess } from '../access.ts'
import type { GroupDecision, ProposalGroupView } from '../contract/group.ts'
import { mayDecide, openIn, yesIn } from '../rules/asked-group.ts'
import { hearsBy } from '../rules/reply.ts'
import { type ProposalGroup, proposalsOfGroupsForSystem } from './group.ts'
import { type Proposal, type Reply, repliesOfForSystem } from './proposals.ts'

/** Those that the reader is in are left out. */
export async function proposalGroupViews(ctx: Context, groups: readonly ProposalGroup[]): Promise<ProposalGroupView[]> {
  const proposals = await proposalsOfGroupsForSystem(
    ctx,
    groups.map(({ id }) => id),
  )
  const [replies, people, calendar] = await Promise.all([
    repliesOfForSystem(
      ctx,
      proposals.map(({ id }) => id),
    ),
    peopleByIdForSystem(ctx, [
      ...groups.map(({ leaderPersonId }) => leaderPersonId),
      ...proposals.map(({ menteePersonId }) => menteePersonId),
    ]),
    organizationOf(ctx),
  ])
  const isOwn = (group: ProposalGroup, own: readonly Proposal[]) =>
    group.leaderPersonId === ctx.actor.personId || own.some(({ menteePersonId }) => menteePersonId === ctx.actor.personId)
  return groups.flatMap(group => {
    const own = proposals.filter(({ groupId }) => groupId === group.id)
    return isOwn(group, own) ? [] : [viewOf(ctx, group, { own, replies, people, calendar })]
  })
}

interface Known {
  readonly own: readonly Proposal[]
  readonly replies: readonly Reply[]
  readonly people: ReadonlyMap<string, Person>
  readonly calendar: WorkCalendar
}

function viewOf(ctx: Context, group: ProposalGroup, { own, replies, people, calendar }: Known): ProposalGroupView {
  const answerOf = ({ id }: Proposal, side: Reply['side']) =>
    replies.find(reply => reply.proposalId === id && reply.side === side)?.answer ?? null
  const members = own.map(proposal => ({ state: proposal.state, answer: answerOf(proposal, 'mentee') }))
  const named = (personId: string) => ({ personId, name: people.get(personId)?.name ?? people.get(personId)?.externalId ?? null })
  const may = (decision: GroupDecision): May => {
    const now = mayDecide(decision, { state: group.state, members })
    return now instanceof Refusal ? { code: now.code, facts: { ...now.facts } } : mayOf(ctx.actor, matchingAccess['decide-group'], group)
  }
  return {
    id: group.id,
    leader: named(group.leaderPersonId),
    state: group.state,
    smallest: group.smallest,
    asked: own.length,
    yes: yesIn(members),
    open: openIn(members),
    leaderAnswer: own.map(proposal => answerOf(proposal, 'mentor')).find(answer => answer !== null) ?? 'silent',
    members: own.filter(({ state }) => state === 'proposed' || state === 'accepted').map(({ menteePersonId }) => named(menteePersonId)),
    shortAt: group.shortAt?.toISOString() ?? null,
    hearBy: group.state === 'short' && group.shortAt ? hearsBy(group.shortAt, calendar) : null,
    may: { goOn: may('go-on'), dissolve: may('dissolve') },
  }
}
