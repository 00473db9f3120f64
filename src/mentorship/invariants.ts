import type { Invariant } from '../kit/db/invariants.ts'
import { reactKind } from '../kit/history/history.ts'
import { isAwaited } from '../kit/jobs/jobs.ts'
import { endPauseKind } from './commands/mentorship.ts'

export const mentorshipInvariants: readonly Invariant[] = [
  {
    sentence: 'Where both have said yes a mentorship has begun, or is about to.',
    broken: `select proposal.id from proposal
      where state = 'accepted'
        and not exists (
          select from mentorship where mentorship.organization_id = proposal.organization_id
            and (mentorship.proposal_id = proposal.id or mentorship.group_id = proposal.group_id))
        and not exists (
          select from history_entry
          where history_entry.organization_id = proposal.organization_id and name = 'matching.proposal-accepted'
            and facts ->> 'proposal' = proposal.id::text and ${isAwaited(reactKind, 'entryId', 'history_entry.id')})`,
  },
  {
    sentence: 'A mentorship has the mentor and the mentee of its proposal, and a thread for the two.',
    broken: `select mentorship.id from mentorship
      join proposal on proposal.organization_id = mentorship.organization_id and proposal.id = mentorship.proposal_id
      where (
          select array_agg(person_id order by side) from mentorship_member member
          where member.organization_id = mentorship.organization_id and member.mentorship_id = mentorship.id
        ) is distinct from array[proposal.mentee_person_id, proposal.mentor_person_id]
        or (
          select count(*) from thread
          join thread_member member on member.organization_id = thread.organization_id and member.thread_id = thread.id
            and member.person_id in (proposal.mentee_person_id, proposal.mentor_person_id)
          where thread.organization_id = mentorship.organization_id and thread.scope_id = mentorship.id
        ) <> 2`,
  },
  {
    sentence: 'A group has whoever leads it and only members who said yes to it, and whoever is in it is in its thread.',
    broken: `select mentorship.id from mentorship
      join proposal_group on proposal_group.organization_id = mentorship.organization_id and proposal_group.id = mentorship.group_id
      join mentorship_member member on member.organization_id = mentorship.organization_id and member.mentorship_id = mentorship.id
      left join proposal on proposal.organization_id = mentorship.organization_id and proposal.group_id = mentorship.group_id
        and proposal.mentee_person_id = member.person_id and proposal.state = 'accepted'
      left join thread on thread.organization_id = mentorship.organization_id and thread.scope_id = mentorship.id
      left join thread_member writer on writer.organization_id = thread.organization_id and writer.thread_id = thread.id
        and writer.person_id = member.person_id
      where (member.side = 'mentor') <> (member.person_id = proposal_group.leader_person_id)
        or (member.side = 'mentee' and proposal.id is null)
        or writer.person_id is null or (member.left_at is null) <> (writer.left_at is null)`,
  },
  {
    sentence: 'A mentorship is paused if and only if a pause is open, and has a job that ends it.',
    broken: `select mentorship.id from mentorship
      left join pause on pause.organization_id = mentorship.organization_id and pause.mentorship_id = mentorship.id and pause.ended_at is null
        and pause.person_id is null
      where (mentorship.state = 'paused') <> (pause.id is not null)
        or (pause.id is not null and not ${isAwaited(endPauseKind, 'pauseId', 'pause.id')})`,
  },
]
