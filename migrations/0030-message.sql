-- Threads and their messages. Upper floors open a thread for a scope and say who is in it; the words are sealed.

create table thread (
  organization_id uuid not null references organization (id),
  id uuid not null,
  -- whatever the thread belongs to; opaque here
  scope_id uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (organization_id, id)
);
create unique index thread_of_scope on thread (organization_id, scope_id);
call fence('thread');

create table thread_member (
  organization_id uuid not null,
  thread_id uuid not null,
  person_id uuid not null,
  joined_at timestamptz not null,
  -- until when this person has looked; told to nobody but themself
  seen_until timestamptz,
  primary key (organization_id, thread_id, person_id),
  foreign key (organization_id, thread_id) references thread (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
create index thread_member_of_person on thread_member (organization_id, person_id);
call fence('thread_member');

create table message (
  organization_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  author_person_id uuid not null,
  -- null once the author took it back
  sealed bytea,
  sent_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (organization_id, id),
  -- only a member of an existing thread can have written it
  foreign key (organization_id, thread_id, author_person_id) references thread_member (organization_id, thread_id, person_id),
  check ((sealed is null) = (taken_back_at is not null))
);
create index message_of_thread on message (organization_id, thread_id, id desc);
call fence('message');
