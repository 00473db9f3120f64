-- Who should be together, and why: what a cohort looks for, rounds, their arrangements, and what coordinators decided for good.

-- What pairs of a cohort must meet and what speaks for them. No row: the proposal from the questionnaire stands.
create table cohort_criteria (
  organization_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  criteria jsonb not null,
  requirements jsonb not null,
  first text not null check (first in ('matched', 'total')),
  changed_at timestamptz not null,
  changed_by uuid,
  version integer not null default 1,
  primary key (organization_id, cohort_id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id)
);
call fence('cohort_criteria');

create table match_round (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  state text not null check (state in ('queued', 'solving', 'ready', 'published', 'discarded', 'cancelled', 'failed')),
  -- its own copy of what it looked for, and the questionnaire that gives the words
  criteria jsonb not null,
  requirements jsonb not null,
  first text not null check (first in ('matched', 'total')),
  questionnaire_version_id uuid,
  started_by uuid,
  started_at timestamptz not null,
  -- while it is solving: how far, and when the worker was last heard of
  progress jsonb,
  alive_at timestamptz,
  ended_at timestamptz,
  -- why it failed: a refusal code with its facts
  failure jsonb,
  -- the engine's whole input, canonical JSON as a text so that its hash can be checked by anybody
  problem text,
  problem_sha256 text check (problem_sha256 ~ '^[0-9a-f]{64}$'),
  engine text,
  seed text not null check (length(seed) <= 100),
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id),
  foreign key (organization_id, questionnaire_version_id) references questionnaire_version (organization_id, id)
);
create unique index match_round_open on match_round (organization_id, cohort_id) where state in ('queued', 'solving', 'ready');
create index match_round_of_cohort on match_round (organization_id, cohort_id, started_at desc, id);
call fence('match_round');

-- Who was in a round, with which answers and as which stable id of the engine; tells what changed since.
create table match_round_participant (
  organization_id uuid not null,
  round_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('mentor', 'mentee')),
  stable_id text not null check (length(stable_id) between 1 and 200),
  capacity integer not null check (capacity >= 0),
  response_id uuid,
  primary key (organization_id, round_id, participant_id),
  foreign key (organization_id, round_id) references match_round (organization_id, id),
  foreign key (organization_id, participant_id) references participant (organization_id, id),
  foreign key (organization_id, response_id) references response (organization_id, id)
);
create index match_round_participant_of_participant on match_round_participant (organization_id, participant_id);
call fence('match_round_participant');

-- One complete result. Never changed: an override makes the next one.
create table arrangement (
  organization_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  number integer not null check (number >= 1),
  -- the one that it was made from; none for the first of a round
  parent_id uuid,
  change jsonb not null,
  reason text check (length(reason) <= 500),
  made_by uuid,
  made_at timestamptz not null,
  -- what stands fixed in it, beside the round's problem: together they are the engine's whole input
  locks jsonb not null,
  exclusions jsonb not null,
  -- the engine's answer with its certificate, to the letter (jsonb would put its keys in another order, and it is compared as a text);
  -- pairs again by participant, with the lines of their explanation
  result json not null,
  pairs jsonb not null,
  pair_count integer not null,
  matched integer not null,
  total bigint not null,
  lowest integer,
  primary key (organization_id, id),
  foreign key (organization_id, round_id) references match_round (organization_id, id),
  foreign key (organization_id, parent_id) references arrangement (organization_id, id)
);
create unique index arrangement_number on arrangement (organization_id, round_id, number);
-- an arrangement has one follower: the second of two hands at once is told so
create unique index arrangement_follows on arrangement (organization_id, parent_id);
call fence('arrangement');

-- Two people who are never proposed to each other again, in any round of the organization, until it is lifted.
create table standing_exclusion (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  mentee_person_id uuid not null,
  mentor_person_id uuid not null,
  origin text not null check (origin in ('coordinator', 'reply', 'closure')),
  reason text check (length(reason) <= 500),
  made_by uuid,
  made_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, program_id) references program (organization_id, id),
  foreign key (organization_id, mentee_person_id) references person (organization_id, id),
  foreign key (organization_id, mentor_person_id) references person (organization_id, id)
);
create unique index standing_exclusion_once on standing_exclusion (organization_id, mentee_person_id, mentor_person_id) where lifted_at is null;
create index standing_exclusion_of_mentor on standing_exclusion (organization_id, mentor_person_id) where lifted_at is null;
call fence('standing_exclusion');

-- Two participants of a cohort who stay together in every later round, until it is lifted.
create table standing_lock (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  mentee_participant_id uuid not null,
  mentor_participant_id uuid not null,
  -- a coordinator's own, or an open or agreed proposal of an earlier wave
  origin text not null check (origin in ('coordinator', 'proposal')),
  -- requirements that it knowingly bends
  despite jsonb not null,
  reason text check (length(reason) <= 500),
  made_by uuid,
  made_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id),
  foreign key (organization_id, mentee_participant_id) references participant (organization_id, id),
  foreign key (organization_id, mentor_participant_id) references participant (organization_id, id)
);
create unique index standing_lock_once on standing_lock (organization_id, mentee_participant_id, mentor_participant_id) where lifted_at is null;
create index standing_lock_of_cohort on standing_lock (organization_id, cohort_id) where lifted_at is null;
create index standing_lock_of_mentor on standing_lock (organization_id, mentor_participant_id) where lifted_at is null;
call fence('standing_lock');
