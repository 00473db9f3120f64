-- Every step of a request with its day and sealed words, how its sender wants it treated, and one person at a time who has it.

alter table concern
  drop column sealed_words,
  drop column sealed_note,
  drop column read_at,
  drop column read_by,
  drop column noted_at,
  add column until_on date,
  -- whether somebody else gets it when its day is over; of what is not right only if the sender said so
  add column passes_on boolean not null default true,
  -- null: they have heard, or there is nothing to hear
  alter column due_on drop not null,
  alter column recipient_person_id set not null,
  drop constraint concern_kind_check,
  add constraint concern_kind_check check (kind in ('talk', 'pause', 'change', 'not-right', 'end')),
  drop constraint concern_check,
  add constraint concern_not_to_oneself check (recipient_person_id <> person_id and recipient_person_id is distinct from partner_person_id);
drop index concern_of_program;
drop index concern_of_recipient;
create index concern_of_recipient on concern (organization_id, recipient_person_id, program_id, due_on);

create table concern_step (
  organization_id uuid not null,
  id uuid not null,
  concern_id uuid not null,
  -- its place among the steps of the request
  number integer not null check (number >= 1),
  step text not null check (step in ('asked', 'added', 'read', 'noted', 'passed', 'replied', 'done', 'taken-back')),
  -- who took it; of 'passed', who has it since
  person_id uuid not null,
  -- of 'passed', who had it before
  from_person_id uuid,
  at timestamptz not null,
  sealed bytea,
  primary key (organization_id, id),
  foreign key (organization_id, concern_id) references concern (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
create unique index concern_step_of_concern on concern_step (organization_id, concern_id, number);
call fence('concern_step');
