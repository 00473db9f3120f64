-- Files of people on their way in: looked at before anything is written, undone for a week where nobody has touched it since.

create table participant_import (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  byte_count bigint not null,
  file_hash text not null,
  state text not null check (state in (
    'receiving', 'unmapped', 'checking', 'checked', 'unreadable', 'cancelled', 'importing', 'imported', 'stopped', 'undoing', 'undone'
  )),
  -- how somebody wants the file read, and how it is read
  wish jsonb not null,
  reading jsonb,
  headings jsonb not null,
  headings_hash text not null,
  mapping jsonb not null,
  readings jsonb not null,
  -- the dry run whose problems and changes are shown
  run integer not null,
  -- what the cohort will ask its people once this is in, and the version that asks it
  questions jsonb not null,
  questionnaire_version_id uuid,
  -- the people against whom the dry run was worked out
  worked_out_against text not null,
  -- the sums of the dry run, and of what is written so far
  tally jsonb,
  written jsonb,
  trouble jsonb,
  done_count bigint not null,
  total_count bigint not null,
  done_line integer not null,
  undone jsonb,
  received_by uuid,
  received_at timestamptz not null,
  checked_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  finished_at timestamptz,
  forget_at timestamptz not null,
  forgotten_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id)
);
create index participant_import_of_cohort on participant_import (organization_id, cohort_id, received_at desc);
create unique index participant_import_running on participant_import (organization_id, cohort_id) where state in ('importing', 'undoing');
call fence('participant_import');

-- The file itself, sealed, in pieces of a quarter of a megabyte.
create table participant_import_piece (
  organization_id uuid not null,
  import_id uuid not null,
  number integer not null,
  sealed bytea not null,
  primary key (organization_id, import_id, number),
  foreign key (organization_id, import_id) references participant_import (organization_id, id) on delete cascade
);
-- sealed bytes cannot be made smaller; trying costs more than writing them
alter table participant_import_piece alter column sealed set storage external;
call fence('participant_import_piece');

-- Everything that is to be looked at, by line and column.
create table participant_import_problem (
  organization_id uuid not null,
  import_id uuid not null,
  run integer not null,
  number integer not null,
  line integer not null,
  column_index integer,
  code text not null check (length(code) <= 60),
  effect text not null check (effect in ('left-out', 'gap', 'remark')),
  cell text not null,
  facts jsonb not null,
  reading text,
  primary key (organization_id, import_id, run, number),
  foreign key (organization_id, import_id) references participant_import (organization_id, id) on delete cascade
);
call fence('participant_import_problem');

-- What will change on known people, old and new side by side.
create table participant_import_change (
  organization_id uuid not null,
  import_id uuid not null,
  run integer not null,
  line integer not null,
  external_id text not null,
  changes jsonb not null,
  primary key (organization_id, import_id, run, line),
  foreign key (organization_id, import_id) references participant_import (organization_id, id) on delete cascade
);
call fence('participant_import_change');

-- What the import did, with what was there before: enough to take it back.
create table participant_import_effect (
  organization_id uuid not null,
  import_id uuid not null,
  subject_id uuid not null,
  kind text not null check (kind in ('participant-added', 'participant-changed', 'person-added', 'person-changed')),
  before jsonb,
  version_after integer not null,
  primary key (organization_id, import_id, subject_id),
  foreign key (organization_id, import_id) references participant_import (organization_id, id) on delete cascade
);
call fence('participant_import_effect');

-- Which heading goes where, kept for the next file with the same headings.
create table participant_import_mapping (
  organization_id uuid not null,
  program_id uuid not null,
  headings_hash text not null,
  mapping jsonb not null,
  kept_at timestamptz not null,
  primary key (organization_id, program_id, headings_hash)
);
call fence('participant_import_mapping');
