import type { Invariant } from '../kit/db/invariants.ts'
import { isAwaited } from '../kit/jobs/jobs.ts'
import { expireKind, publishKind } from './commands/clocks.ts'
import { solveRoundKind } from './commands/round.ts'

const yesOf = (side: 'mentor' | 'mentee'): string => `exists (
  select from reply
  where reply.organization_id = proposal.organization_id and proposal_id = proposal.id and side = '${side}' and answer = 'yes')`
const placeOfProposal = 'select from place where place.organization_id = proposal.organization_id and place.proposal_id = proposal.id'

const roundInvariants: readonly Invariant[] = [
  {
    sentence: 'A round that is under way has a job that solves it.',
    broken: `select id from match_round
      where state in ('queued', 'solving') and not ${isAwaited(solveRoundKind, 'roundId', 'match_round.id')}`,
  },
  {
    sentence: 'A round that is ready or published has an arrangement.',
    broken: `select id from match_round
      where state in ('ready', 'published') and not exists (
        select from arrangement where arrangement.organization_id = match_round.organization_id and round_id = match_round.id)`,
  },
  {
    sentence: 'Nobody is in an arrangement more often than the round said.',
    broken: `select arrangement.id from arrangement
      cross join lateral jsonb_to_recordset(pairs) as pair (mentor uuid, mentee uuid)
      cross join lateral (values (mentor), (mentee)) as placed (participant_id)
      join match_round_participant member on member.organization_id = arrangement.organization_id
        and member.round_id = arrangement.round_id and member.participant_id = placed.participant_id
      group by arrangement.organization_id, arrangement.id, member.participant_id, member.role, member.capacity
      having count(*) > member.capacity`,
  },
  {
    sentence: 'A round was published if and only if one of its publications went out, and only once.',
    broken: `select match_round.id from match_round
      left join publication on publication.organization_id = match_round.organization_id and publication.round_id = match_round.id
        and publication.state = 'released'
      group by match_round.organization_id, match_round.id, match_round.state
      having count(publication.id) <> case match_round.state when 'published' then 1 else 0 end`,
  },
]

const publicationInvariants: readonly Invariant[] = [
  {
    sentence: 'A publication that is held can be stopped, and has a job that releases it.',
    broken: `select id from publication
      where state = 'held' and (not ${isAwaited(publishKind, 'publicationId', 'publication.id')} or not exists (
        select from hold where hold.organization_id = publication.organization_id and subject_id = publication.id and state in ('held', 'stopped')))`,
  },
  {
    sentence: 'Every publication stands in the history.',
    broken: `select id from publication
      where not exists (
        select from history_entry
        where history_entry.organization_id = publication.organization_id and name = 'matching.publication-held'
          and facts ->> 'publication' = publication.id::text)`,
  },
  {
    sentence: 'A publication that went out asked as many pairs as it says.',
    broken: `select publication.id from publication
      left join proposal on proposal.organization_id = publication.organization_id and proposal.publication_id = publication.id
      where publication.state = 'released'
      group by publication.organization_id, publication.id, publication.pair_count
      having count(proposal.id) <> publication.pair_count`,
  },
]

const proposalInvariants: readonly Invariant[] = [
  {
    sentence: 'A proposal is accepted if and only if both have said yes, and in a group once it has begun.',
    broken: `select id from proposal
      where (state = 'accepted' and not (${yesOf('mentor')} and ${yesOf('mentee')}))
        or (state = 'proposed' and ${yesOf('mentor')} and ${yesOf('mentee')} and not exists (
          select from proposal_group where proposal_group.organization_id = proposal.organization_id and proposal_group.id = proposal.group_id
            and proposal_group.state <> 'begun'))`,
  },
  {
    sentence: 'A proposal of two keeps its place while it is open or accepted, and no longer.',
    broken: `select id from proposal where group_id is null and (state in ('proposed', 'accepted')) <> exists (${placeOfProposal})`,
  },
  {
    sentence: 'A proposal that is open has a job that ends it.',
    broken: `select id from proposal
      where state = 'proposed' and stopped_at is null and not ${isAwaited(expireKind, 'proposalId', 'proposal.id')}`,
  },
  {
    sentence: 'No mentor has more places taken on a day than they offered, unless they have offered fewer since.',
    broken: `select participant.id from participant
      join place on place.organization_id = participant.organization_id and place.participant_id = participant.id
      join place beside on beside.organization_id = place.organization_id and beside.participant_id = place.participant_id
        and beside.starts_on <= place.starts_on and beside.ends_on >= place.starts_on
      left join proposal on proposal.organization_id = place.organization_id and proposal.id = place.proposal_id
      left join proposal_group on proposal_group.organization_id = place.organization_id and proposal_group.id = place.group_id
      where participant.changed_at <= coalesce(proposal.proposed_at, proposal_group.asked_at)
      group by participant.organization_id, participant.id, participant.capacity, place.id
      having count(*) > participant.capacity`,
  },
]

const groupInvariants: readonly Invariant[] = [
  {
    sentence: 'A group that is asked or has begun fills one place of whoever leads it, and one that is dissolved none.',
    broken: `select proposal_group.id from proposal_group
      left join place on place.organization_id = proposal_group.organization_id and place.group_id = proposal_group.id
        and place.participant_id = proposal_group.leader_participant_id
      where (proposal_group.state = 'dissolved') <> (place.id is null)`,
  },
  {
    sentence: 'Whoever leads a group has given one answer to all of it that is open or agreed.',
    broken: `select proposal.group_id as id from proposal
      left join reply on reply.organization_id = proposal.organization_id and reply.proposal_id = proposal.id and reply.side = 'mentor'
      where proposal.group_id is not null and proposal.state in ('proposed', 'accepted')
      group by proposal.organization_id, proposal.group_id
      having count(distinct coalesce(reply.answer, 'silent')) > 1`,
  },
  {
    sentence: 'A group has members who have agreed if and only if it has begun, and in one that is dissolved nothing is open.',
    broken: `select proposal_group.id from proposal_group
      left join proposal on proposal.organization_id = proposal_group.organization_id and proposal.group_id = proposal_group.id
      group by proposal_group.organization_id, proposal_group.id, proposal_group.state
      having (proposal_group.state = 'begun') <> (count(*) filter (where proposal.state = 'accepted') > 0)
        or (proposal_group.state = 'dissolved' and count(*) filter (where proposal.state = 'proposed') > 0)`,
  },
]

export const matchingInvariants: readonly Invariant[] = [
  ...roundInvariants,
  ...publicationInvariants,
  ...proposalInvariants,
  ...groupInvariants,
]
