-- Which questions are asked, and what people answered. Versions and responses are written once and never changed.

create table questionnaire (
  organization_id uuid not null references organization (id),
  id uuid not null,
  -- whoever asks; opaque here
  scope_id uuid not null,
  purpose text not null check (length(purpose) <= 40),
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index questionnaire_of_scope on questionnaire (organization_id, scope_id, purpose);
call fence('questionnaire');

create table questionnaire_version (
  organization_id uuid not null,
  id uuid not null,
  questionnaire_id uuid not null,
  number integer not null check (number >= 1),
  questions jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, questionnaire_id) references questionnaire (organization_id, id)
);
create unique index questionnaire_version_number on questionnaire_version (organization_id, questionnaire_id, number);
call fence('questionnaire_version');

create table response (
  organization_id uuid not null,
  id uuid not null,
  questionnaire_version_id uuid not null,
  person_id uuid not null,
  answers jsonb not null,
  source text not null check (source in ('person', 'coordinator', 'import')),
  replaces_id uuid,
  submitted_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, questionnaire_version_id) references questionnaire_version (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
create index response_of_person on response (organization_id, person_id, submitted_at desc);
create index response_of_version on response (organization_id, questionnaire_version_id);
call fence('response');
