-- How a mentorship ends: who chose it, in which manner, by when.

create table closure (
  organization_id uuid not null,
  id uuid not null,
  mentorship_id uuid not null,
  program_id uuid not null,
  chosen_by uuid not null,
  manner text not null check (manner in ('last-talk', 'without')),
  -- private: for the coordinators of the program, never for the other side
  sealed_reason bytea,
  chosen_at timestamptz not null,
  -- the last day, after which it is closed by itself
  last_on date not null,
  state text not null check (state in ('chosen', 'taken-back', 'complete')),
  ended_at timestamptz,
  ended_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, mentorship_id) references mentorship (organization_id, id),
  foreign key (organization_id, chosen_by) references person (organization_id, id),
  check ((state = 'chosen') = (ended_at is null))
);
create unique index closure_of_mentorship on closure (organization_id, mentorship_id) where state in ('chosen', 'complete');
create index closure_of_program on closure (organization_id, program_id, state, last_on);
call fence('closure');
