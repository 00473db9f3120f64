-- Somebody asks for a word, wants something changed, or says that something is not right; and whom the last goes to.

create table safe_contact (
  organization_id uuid not null,
  program_id uuid not null,
  -- the first, and a second for when the first is part of it
  position integer not null check (position in (1, 2)),
  person_id uuid not null,
  -- such as "Looks after safety here"
  line text not null check (length(line) between 1 and 300),
  is_outside boolean not null,
  primary key (organization_id, program_id, position),
  foreign key (organization_id, program_id) references program (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
create unique index safe_contact_person on safe_contact (organization_id, program_id, person_id);
call fence('safe_contact');

create table concern (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  person_id uuid not null,
  mentorship_id uuid,
  -- the other one of the mentorship: never sees it, also not as a coordinator
  partner_person_id uuid,
  kind text not null check (kind in ('talk', 'change', 'not-right')),
  wish text check (wish in ('know', 'talk', 'act')),
  -- whom it was given to alone
  recipient_person_id uuid,
  sealed_words bytea,
  state text not null check (state in ('asked', 'read', 'underway', 'done', 'taken-back')),
  asked_at timestamptz not null,
  due_on date not null,
  read_at timestamptz,
  read_by uuid,
  -- what is being done, as the sender reads it
  sealed_note bytea,
  noted_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, program_id) references program (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id),
  foreign key (organization_id, recipient_person_id) references person (organization_id, id),
  foreign key (organization_id, mentorship_id) references mentorship (organization_id, id),
  check (kind <> 'not-right' or (recipient_person_id is not null and wish is not null)),
  check ((state in ('done', 'taken-back')) = (ended_at is not null))
);
create index concern_of_program on concern (organization_id, program_id, state, due_on);
create index concern_of_person on concern (organization_id, person_id, asked_at desc);
create index concern_of_recipient on concern (organization_id, recipient_person_id, asked_at desc) where recipient_person_id is not null;
call fence('concern');
