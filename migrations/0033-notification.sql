-- What waits for its time to go out to many, and can be stopped until then. Whoever holds something announces it here.

create table hold (
  organization_id uuid not null,
  id uuid not null,
  -- the program that it belongs to, and the thing that is held; both opaque here
  scope_id uuid not null,
  subject_id uuid not null,
  reason text not null check (length(reason) <= 80),
  people integer not null check (people >= 1),
  leaves_at timestamptz not null,
  state text not null check (state in ('held', 'gone', 'stopped')),
  made_by uuid,
  made_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id) references organization (id),
  check ((state = 'held') = (ended_at is null))
);
create unique index hold_of_subject on hold (organization_id, subject_id);
create index hold_open on hold (organization_id, leaves_at) where state = 'held';
call fence('hold');

create index mail_by_state on mail (organization_id, state, created_at desc, id desc);
