import type { Invariant } from '../kit/db/invariants.ts'
import { isAwaited } from '../kit/jobs/jobs.ts'
import { lastDayKind } from './commands.ts'

export const closureInvariants: readonly Invariant[] = [
  {
    sentence: 'A mentorship is coming to its end if and only if somebody chose so, and has a job that ends it.',
    broken: `select mentorship.id from mentorship
      left join closure on closure.organization_id = mentorship.organization_id and closure.mentorship_id = mentorship.id
        and closure.state = 'chosen'
      where (mentorship.state = 'closing') <> (closure.id is not null)
        or (closure.id is not null and not ${isAwaited(lastDayKind, 'closureId', 'closure.id')})`,
  },
]
