-- An arrangement goes out: publications with their hold, proposals with their clocks, replies, talks, and the places they take.

-- How long a publication is held at least. No row: 30 minutes.
create table publication_setting (
  organization_id uuid not null,
  program_id uuid not null,
  hold_minutes integer not null check (hold_minutes between 1 and 1440),
  primary key (organization_id, program_id),
  foreign key (organization_id, program_id) references program (organization_id, id)
);
call fence('publication_setting');

-- What was opened and read before going out: the list of who is not placed, the names, one example.
create table publication_reading (
  organization_id uuid not null,
  arrangement_id uuid not null,
  part text not null check (part in ('unmatched', 'names', 'example')),
  person_id uuid not null,
  read_at timestamptz not null,
  primary key (organization_id, arrangement_id, part, person_id),
  foreign key (organization_id, arrangement_id) references arrangement (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
call fence('publication_reading');

create table publication (
  organization_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  arrangement_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  state text not null check (state in ('held', 'released', 'stopped', 'refused')),
  publishes_at timestamptz not null,
  -- new pairs and unique people who are asked
  pair_count integer not null check (pair_count >= 1),
  person_count integer not null check (person_count >= 1),
  -- open points that went out knowingly: code and line, for the minutes
  waivers jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  -- why it could not go out: a refusal code with its facts
  failure jsonb,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, round_id) references match_round (organization_id, id),
  foreign key (organization_id, arrangement_id) references arrangement (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id)
);
-- a round goes out once, from whichever browser
create unique index publication_of_round on publication (organization_id, round_id) where state in ('held', 'released');
create index publication_of_cohort on publication (organization_id, cohort_id, made_at desc);
call fence('publication');

create table proposal (
  organization_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  round_id uuid not null,
  arrangement_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  mentor_participant_id uuid not null,
  mentee_participant_id uuid not null,
  mentor_person_id uuid not null,
  mentee_person_id uuid not null,
  -- the explanation as data, as the arrangement gave it
  contributions jsonb not null,
  state text not null check (state in ('proposed', 'accepted', 'declined', 'expired', 'withdrawn')),
  proposed_at timestamptz not null,
  -- the clocks: reminder, task for the coordinator, end; they stand still while somebody waits for a talk
  remind_at timestamptz not null,
  raise_at timestamptz not null,
  expires_at timestamptz not null,
  stopped_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, publication_id) references publication (organization_id, id),
  foreign key (organization_id, arrangement_id) references arrangement (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id),
  foreign key (organization_id, mentor_participant_id) references participant (organization_id, id),
  foreign key (organization_id, mentee_participant_id) references participant (organization_id, id),
  check (mentor_person_id <> mentee_person_id),
  check ((state = 'proposed') = (ended_at is null))
);
-- nobody waits for two answers at once, and no pair is asked twice
create unique index proposal_of_mentee on proposal (organization_id, mentee_participant_id) where state = 'proposed';
create unique index proposal_of_pair on proposal (organization_id, mentee_participant_id, mentor_participant_id) where state in ('proposed', 'accepted');
create index proposal_of_cohort on proposal (organization_id, cohort_id, proposed_at desc, id);
create index proposal_of_mentor_person on proposal (organization_id, mentor_person_id, proposed_at desc);
create index proposal_of_mentee_person on proposal (organization_id, mentee_person_id, proposed_at desc);
create index proposal_of_mentor on proposal (organization_id, mentor_participant_id) where state = 'proposed';
create index proposal_of_publication on proposal (organization_id, publication_id);
call fence('proposal');

create table reply (
  organization_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  side text not null check (side in ('mentor', 'mentee')),
  participant_id uuid not null,
  person_id uuid not null,
  answer text not null check (answer in ('yes', 'no')),
  -- private: for the coordinators of the program, never for the other side
  reason text check (reason in ('not-now', 'not-this-person', 'not-this-topic')),
  sealed_line bytea,
  replied_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, proposal_id) references proposal (organization_id, id),
  foreign key (organization_id, participant_id) references participant (organization_id, id),
  check (answer = 'no' or (reason is null and sealed_line is null))
);
create unique index reply_of_side on reply (organization_id, proposal_id, side);
create index reply_of_participant on reply (organization_id, participant_id, answer);
call fence('reply');

-- Somebody wants, or needs, a word with the coordinator before an answer or before another proposal.
create table talk (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  proposal_id uuid,
  cause text not null check (cause in ('asked', 'second-no')),
  asked_at timestamptz not null,
  due_on date not null,
  done_at timestamptz,
  done_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, participant_id) references participant (organization_id, id),
  foreign key (organization_id, proposal_id) references proposal (organization_id, id)
);
create unique index talk_open on talk (organization_id, participant_id, cause) where done_at is null;
create index talk_of_cohort on talk (organization_id, cohort_id, due_on) where done_at is null;
call fence('talk');

-- A mentor's place, taken from the day it is proposed until it is given back. Load is counted over days and over all programs.
create table place (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  proposal_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  primary key (organization_id, id),
  foreign key (organization_id, participant_id) references participant (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id),
  foreign key (organization_id, proposal_id) references proposal (organization_id, id),
  check (ends_on >= starts_on)
);
create unique index place_of_proposal on place (organization_id, proposal_id);
create index place_of_person on place (organization_id, person_id, ends_on);
call fence('place');
