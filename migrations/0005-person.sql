-- Humans known to an organization, what they are trusted with, and the links and tokens that speak for them.

create table person (
  organization_id uuid not null references organization (id),
  id uuid not null,
  external_id text check (length(external_id) between 1 and 200),
  name text collate cairn_text check (length(name) between 1 and 200),
  email text check (length(email) <= 254 and email = lower(email)),
  account_id text,
  zone text,
  language text,
  phone text check (length(phone) <= 60),
  capacity_mentees integer check (capacity_mentees between 0 and 100),
  disabled_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organization_id, id)
);
create unique index person_external_id on person (organization_id, external_id);
create unique index person_email on person (organization_id, email);
create unique index person_account on person (organization_id, account_id);
create index person_by_name on person (organization_id, name, id);
call fence('person');

create table staff_grant (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  relation text not null check (relation in ('administrator', 'coordinator')),
  scope_id uuid not null,
  granted_at timestamptz not null,
  granted_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
create unique index staff_grant_once on staff_grant (organization_id, person_id, relation, scope_id);
create index staff_grant_of_scope on staff_grant (organization_id, scope_id, relation);
call fence('staff_grant');

create table invitation (
  organization_id uuid not null,
  id uuid not null,
  email text not null check (length(email) <= 254),
  name text collate cairn_text not null check (length(name) between 1 and 200),
  relation text not null check (relation in ('administrator', 'coordinator')),
  scope_id uuid not null,
  token_hash text not null,
  invited_by uuid,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (organization_id, id)
);
create unique index invitation_token on invitation (organization_id, token_hash);
create unique index invitation_open on invitation (organization_id, email, relation, scope_id) where accepted_at is null and withdrawn_at is null;
call fence('invitation');

-- A link that does one named act for one person, or signs them in. Only the hash of its token is here.
create table link (
  organization_id uuid not null,
  token_hash text not null,
  person_id uuid not null,
  act text not null check (length(act) <= 80),
  subject_id uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organization_id, token_hash),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
create index link_of_person on link (organization_id, person_id, act);
call fence('link');

-- Bearer tokens for programs, of the form <organization id>.<random>.
create table access_token (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash text not null,
  name text not null check (length(name) between 1 and 200),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
create unique index access_token_hash on access_token (organization_id, token_hash);
call fence('access_token');

-- The one door between accounts and persons: which organizations an account can enter.
create function persons_of_account(account text) returns table (organization_id uuid, person_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select organization_id, id from person where account_id = account and disabled_at is null $$;
