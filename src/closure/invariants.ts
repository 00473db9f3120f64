import type { Invariant } from '../kit/db/invariants.ts'
import { isAwaited } from '../kit/jobs/jobs.ts'
import { lastDayKind } from './commands.ts'

export const closureInvariants: readonly Invariant[] = [
  {
    sentence: 'A member of a group has a last day if and only if they chose to leave, and a job that lets them.',
    broken: `select member.mentorship_id as id from mentorship_member member
      join mentorship on mentorship.organization_id = member.organization_id and mentorship.id = member.mentorship_id
      left join closure on closure.organization_id = member.organization_id and closure.mentorship_id = member.mentorship_id
        and closure.leaver_person_id = member.person_id and closure.state = 'chosen'
      where (closure.id is not null and (member.last_on is null or member.left_at is not null or not ${isAwaited(lastDayKind, 'closureId', 'closure.id')}))
        or (member.last_on is not null and member.left_at is null and closure.id is null and mentorship.state <> 'closed')`,
  },
  {
    sentence: 'A mentorship is coming to its end if and only if somebody chose so, and has a job that ends it.',
    broken: `select mentorship.id from mentorship
      left join closure on closure.organization_id = mentorship.organization_id and closure.mentorship_id = mentorship.id
        and closure.state = 'chosen' and closure.leaver_person_id is null
      where (mentorship.state = 'closing') <> (closure.id is not null)
        or (closure.id is not null and not ${isAwaited(lastDayKind, 'closureId', 'closure.id')})`,
  },
]
