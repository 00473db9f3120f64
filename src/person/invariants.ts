import type { Invariant } from '../kit/db/invariants.ts'

export const personInvariants: readonly Invariant[] = [
  {
    sentence: 'Every organization has an administrator.',
    broken: `select id from organization
      where not exists (
        select from staff_grant
        join person on person.organization_id = staff_grant.organization_id and person.id = staff_grant.person_id
        where staff_grant.organization_id = organization.id and relation = 'administrator' and person.disabled_at is null)`,
  },
  {
    sentence: 'Whatever somebody is trusted with stands in the history, and was not taken back after that.',
    broken: `select id from staff_grant
      where (
        select name from history_entry
        where history_entry.organization_id = staff_grant.organization_id and name in ('person.grant-given', 'person.grant-taken-back')
          and facts ->> 'person' = staff_grant.person_id::text and facts ->> 'relation' = staff_grant.relation
          and facts ->> 'scope' = staff_grant.scope_id::text
        order by id desc limit 1) is distinct from 'person.grant-given'`,
  },
]
