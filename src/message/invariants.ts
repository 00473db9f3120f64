import type { Invariant } from '../kit/db/invariants.ts'

export const messageInvariants: readonly Invariant[] = [
  {
    sentence: 'Messages were written by members of their thread.',
    broken: `select message.id from message
      where not exists (
        select from thread_member
        where thread_member.organization_id = message.organization_id and thread_member.thread_id = message.thread_id
          and thread_member.person_id = message.author_person_id)`,
  },
]
