-- Whoever is no longer trusted with a program has none of its requests: somebody else gets them, and until then nobody reads them.
alter table concern alter column recipient_person_id drop not null;
alter table concern drop constraint concern_not_to_oneself;
alter table concern add constraint concern_not_to_oneself check (
  recipient_person_id is null or (recipient_person_id <> person_id and recipient_person_id is distinct from partner_person_id)
);
alter table concern_step drop constraint concern_step_step_check;
alter table concern_step add constraint concern_step_step_check check (
  step in ('asked', 'added', 'read', 'noted', 'passed', 'left', 'replied', 'done', 'taken-back')
);
update concern set recipient_person_id = null
where ended_at is null
  and not exists (
    select from staff_grant
    where staff_grant.organization_id = concern.organization_id and staff_grant.person_id = concern.recipient_person_id
      and staff_grant.scope_id in (concern.program_id, concern.organization_id)
  )
  and not exists (
    select from safe_contact
    where safe_contact.organization_id = concern.organization_id and safe_contact.program_id = concern.program_id
      and safe_contact.person_id = concern.recipient_person_id
  );

-- Who asks for a word or a pause is not asked how to treat it, so nothing is said about it.
update concern set wish = null where kind in ('talk', 'pause');

-- A letter that only one person hands over, because nobody else may know of it.
alter table mail add column keeper_person_id uuid;
create index mail_of_keeper on mail (organization_id, keeper_person_id, id desc) where keeper_person_id is not null;
