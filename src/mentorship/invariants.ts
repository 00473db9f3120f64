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
          select from mentorship where mentorship.organization_id = proposal.organization_id and mentorship.proposal_id = proposal.id)
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
    sentence: 'A mentorship is paused if and only if a pause is open, and has a job that ends it.',
    broken: `select mentorship.id from mentorship
      left join pause on pause.organization_id = mentorship.organization_id and pause.mentorship_id = mentorship.id and pause.ended_at is null
      where (mentorship.state = 'paused') <> (pause.id is not null)
        or (pause.id is not null and not ${isAwaited(endPauseKind, 'pauseId', 'pause.id')})`,
  },
]
