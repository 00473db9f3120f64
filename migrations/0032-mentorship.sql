-- Who mentors whom, and where that stands.

create table mentorship (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  proposal_id uuid not null,
  state text not null check (state in ('active', 'paused', 'closing', 'closed')),
  -- its own dates: somebody who joins late has later ones
  starts_on date not null,
  ends_on date not null,
  began_at timestamptz not null,
  first_met_on date,
  closed_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, program_id) references program (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id),
  check (ends_on >= starts_on),
  check ((state = 'closed') = (closed_at is not null))
);
-- a proposal begins one mentorship, however often the reaction runs
create unique index mentorship_of_proposal on mentorship (organization_id, proposal_id);
create index mentorship_of_cohort on mentorship (organization_id, cohort_id, state, began_at);
create index mentorship_of_program on mentorship (organization_id, program_id, state, began_at);
call fence('mentorship');

create table mentorship_member (
  organization_id uuid not null,
  mentorship_id uuid not null,
  person_id uuid not null,
  participant_id uuid not null,
  side text not null check (side in ('mentor', 'mentee')),
  primary key (organization_id, mentorship_id, person_id),
  foreign key (organization_id, mentorship_id) references mentorship (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id),
  foreign key (organization_id, participant_id) references participant (organization_id, id)
);
create index mentorship_member_of_person on mentorship_member (organization_id, person_id);
call fence('mentorship_member');

-- Nothing is asked of the two until a day. Why is never asked.
create table pause (
  organization_id uuid not null,
  id uuid not null,
  mentorship_id uuid not null,
  asked_by uuid,
  from_on date not null,
  until_on date not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, mentorship_id) references mentorship (organization_id, id),
  check (until_on > from_on)
);
create unique index pause_open on pause (organization_id, mentorship_id) where ended_at is null;
call fence('pause');

-- A person is away until about a day; the people they are with see the day, never why.
create table absence (
  organization_id uuid not null,
  person_id uuid not null,
  until_on date not null,
  told_at timestamptz not null,
  primary key (organization_id, person_id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
call fence('absence');
