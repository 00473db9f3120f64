-- People in one role in one cohort. Somebody in both roles is one person and two participants.

create table participant (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('mentor', 'mentee')),
  state text not null check (state in ('active', 'paused', 'withdrawn')),
  -- how many mentees a mentor takes on here, at most the person's own ceiling; for mentees always 1
  capacity integer not null check (capacity between 0 and 100),
  response_id uuid,
  joined_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id),
  foreign key (organization_id, response_id) references response (organization_id, id)
);
create unique index participant_once on participant (organization_id, cohort_id, person_id, role);
create index participant_of_cohort on participant (organization_id, cohort_id, role, state);
create index participant_of_person on participant (organization_id, person_id);
call fence('participant');
