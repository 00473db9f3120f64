-- The bodies that run mentoring here. An organization is fenced by its own id; its slug names it in addresses.

create table organization (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name text collate cairn_text not null check (length(name) between 1 and 200),
  language text not null default 'en',
  zone text not null default 'UTC',
  created_at timestamptz not null,
  -- true for the one that set-up made; the index lets there be one, so two browsers cannot set up twice
  is_first boolean not null default false,
  version integer not null default 1
);
create unique index organization_first on organization (is_first) where is_first;
call fence('organization', 'id');

-- Two questions must be answered before the fence can be set: which organization a slug names, and which there are.
-- They run with the owner's rights and tell nothing else.
create function organization_by_slug(wanted text) returns uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id from organization where slug = wanted $$;

create function organizations_here() returns table (id uuid, slug text)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id, slug from organization order by created_at, id limit 1000 $$;
