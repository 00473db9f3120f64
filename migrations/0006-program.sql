-- Standing offers of mentoring and their runs.

create table program (
  organization_id uuid not null references organization (id),
  id uuid not null,
  name text collate cairn_text not null check (length(name) between 1 and 200),
  purpose text not null default '' check (length(purpose) <= 2000),
  format text not null check (format in ('one-to-one')),
  contact_person_id uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, contact_person_id) references person (organization_id, id)
);
create index program_by_name on program (organization_id, name, id);
call fence('program');

create table cohort (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  name text collate cairn_text not null check (length(name) between 1 and 200),
  state text not null check (state in ('preparing', 'open', 'running', 'closed')),
  starts_on date not null,
  ends_on date not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, program_id) references program (organization_id, id),
  check (ends_on > starts_on)
);
create index cohort_of_program on cohort (organization_id, program_id, starts_on desc, id);
call fence('cohort');
