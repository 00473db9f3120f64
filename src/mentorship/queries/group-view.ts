/** A group as one of its members sees it: whoever leads it and each member know of one another what a pair would; members among themselves the names. */
import type { Context } from '../../kit/context.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { groupForSystem, proposalsOfGroupsForSystem } from '../../matching/queries/group.ts'
import { sharedOf } from '../../matching/queries/own-proposal.ts'
import type { Proposal } from '../../matching/queries/proposals.ts'
import { calledApart } from '../../matching/rules/called.ts'
import type { KnownParticipant } from '../../participant/queries.ts'
import type { GroupMember, MentorshipView } from '../contract.ts'
import { knownTo } from '../rules.ts'
import type { Member, MentorshipWithMembers, Pause } from './mentorship.ts'

export interface WithWhom extends Pick<MentorshipView, 'partner' | 'reasons' | 'group'> {
  /** Whether the reader leads the group; null: it is of two. */
  readonly leads: boolean | null
}

interface Around {
  readonly participants: ReadonlyMap<string, KnownParticipant>
  readonly absences: ReadonlyMap<string, string>
  readonly pauses: ReadonlyMap<string, Pause>
}

export async function groupOf(ctx: Context, mentorship: MentorshipWithMembers, own: Member, around: Around): Promise<WithWhom> {
  const group = await groupForSystem(ctx, mentorship.groupId ?? '')
  const proposals = await proposalsOfGroupsForSystem(ctx, [group.id])
  const known = knownTo(own, mentorship.members)
  const others = known.filter(({ personId }) => personId !== own.personId)
  const called = calledApart(
    others.flatMap(({ participantId }) => {
      const one = around.participants.get(participantId)
      return one ? [{ id: one.personId, name: one.name, externalId: one.externalId }] : []
    }),
  )
  const proposalOf = (member: Member): Proposal | undefined => proposals.find(one => one.menteePersonId === member.personId)
  const between = (member: Member) => sharedBetween(ctx, own, member, proposalOf(own.side === 'mentee' ? own : member), around)
  const leader = mentorship.members.find(({ personId }) => personId === group.leaderPersonId)
  if (!leader) throw notFound()
  const leads = leader.personId === own.personId
  const withLeader = own.side === 'mentee' ? await between(leader) : null
  const members = await Promise.all(
    known.map(async (member): Promise<GroupMember> => {
      const participant = around.participants.get(member.participantId)
      const shared = leads && member.side === 'mentee' ? await between(member) : null
      return {
        personId: member.personId,
        name: participant?.name ?? null,
        firstName: called.get(member.personId) ?? null,
        side: member.side,
        isYou: member === own,
        about: shared?.partner.about ?? [],
        words: shared?.partner.words ?? null,
        reasons: shared?.reasons.slice(0, 3) ?? [],
        awayUntil: around.absences.get(member.personId) ?? null,
        pausedUntil: around.pauses.get(member.personId)?.untilOn ?? null,
        leavesOn: member.lastTalk ? member.lastOn : null,
      }
    }),
  )
  const firstName = called.get(leader.personId) ?? null
  return {
    partner: withLeader && {
      ...withLeader.partner,
      firstName,
      awayUntil: around.absences.get(leader.personId) ?? null,
    },
    reasons: withLeader?.reasons ?? [],
    leads,
    group: {
      leader: firstName,
      members: [...members.filter(({ side }) => side === 'mentor'), ...byName(members.filter(({ side }) => side === 'mentee'))],
      alone: around.pauses.has(own.personId) || (own.lastOn !== null && mentorship.state !== 'closing' && mentorship.state !== 'closed'),
      left: mentorship.members.filter(({ leftAt }) => leftAt !== null && (own.leftAt === null || leftAt < own.leftAt)).length,
      promise: { given: known.filter(({ promisedAt }) => promisedAt !== null).length, byYou: own.promisedAt !== null },
    },
  }
}

const byName = (members: readonly GroupMember[]): GroupMember[] =>
  [...members].sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'und'))

async function sharedBetween(ctx: Context, own: Member, other: Member, proposal: Proposal | undefined, { participants }: Around) {
  if (!proposal) throw notFound()
  return sharedOf(ctx, proposal, own.side, participants.get(other.participantId), 10)
}
