-- Coordinators say before a round by which questions fairness is looked at; what is told by group is kept beside the arrangement that it was told with.
create table fairness_choice (
  organization_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  version integer not null,
  questions jsonb not null,
  chosen_by uuid,
  chosen_at timestamptz not null,
  primary key (organization_id, cohort_id, version),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id),
  check (jsonb_array_length(questions) <= 3)
);
call fence('fairness_choice');

create table arrangement_fairness (
  organization_id uuid not null,
  arrangement_id uuid not null,
  cohort_id uuid not null,
  told jsonb not null,
  -- some of it is of this arrangement, and not only what was told before
  is_own boolean not null,
  told_at timestamptz not null,
  primary key (organization_id, arrangement_id),
  foreign key (organization_id, arrangement_id) references arrangement (organization_id, id)
);
call fence('arrangement_fairness');
create index arrangement_fairness_own on arrangement_fairness (organization_id, cohort_id, told_at desc) where is_own;
