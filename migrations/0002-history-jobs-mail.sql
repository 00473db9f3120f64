-- What the ground keeps for every capability: the history, answers by idempotency key, jobs done, mails, and the wrapped data keys.

create table history_entry (
  organization_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_person_id uuid,
  name text not null check (length(name) <= 80),
  facts jsonb not null,
  scope_id uuid,
  request_id text not null,
  primary key (organization_id, id)
);
create index history_entry_of_scope on history_entry (organization_id, scope_id, id desc);
call fence_append_only('history_entry');

create table idempotency (
  organization_id uuid not null,
  person_id uuid not null,
  key text not null check (length(key) <= 200),
  operation_id text not null,
  request_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (organization_id, person_id, key)
);
create index idempotency_by_age on idempotency (organization_id, at);
call fence('idempotency');

create table job_done (
  organization_id uuid not null,
  job_id text not null check (length(job_id) <= 200),
  at timestamptz not null,
  primary key (organization_id, job_id)
);
create index job_done_by_age on job_done (organization_id, at);
call fence('job_done');

create table mail (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid,
  scope_id uuid,
  to_address text check (length(to_address) <= 254),
  reason text not null check (length(reason) <= 80),
  sealed bytea not null,
  message_id text not null,
  state text not null check (state in ('due', 'sent', 'kept', 'stopped', 'failed')),
  due_at timestamptz not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  last_answer text,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index mail_by_time on mail (organization_id, created_at desc, id desc);
create index mail_of_person on mail (organization_id, person_id, id desc);
create index mail_due on mail (organization_id, due_at) where state = 'due';
call fence('mail');

create table organization_key (
  organization_id uuid primary key,
  wrapped bytea not null
);
call fence('organization_key');
