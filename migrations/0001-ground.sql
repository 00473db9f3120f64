-- What every later table stands on: the fence around an organization's rows, the order of names, the schema of the sign-in library.
-- Roles have other names on managed servers; app_role() and sign_in_role() tell them, and were made before this file ran.

create schema sign_in;

-- Deterministic, so that it may stand in unique indexes; the root order of CLDR, alike on every PostgreSQL.
create collation cairn_text (provider = icu, locale = 'und');

-- Null while no organization is set, which equals nothing: rows stay hidden. After a local setting has ended PostgreSQL leaves ''.
create function current_organization() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.organization', true), '')::uuid;

-- New tables and functions give the application nothing until they are fenced; those of the sign-in library belong to its role.
do $$ begin
  execute format('alter default privileges revoke all on tables from public, %I, %I', app_role(), sign_in_role());
  execute format('alter default privileges revoke all on sequences from public, %I, %I', app_role(), sign_in_role());
  execute format('grant usage on schema public to %I', app_role());
  execute format('grant execute on function current_organization() to %I', app_role());
  execute format('grant usage on schema sign_in to %I', sign_in_role());
  execute format('alter default privileges in schema sign_in grant select, insert, update, delete on tables to %I', sign_in_role());
end $$;

-- The application sees and writes the rows of its organization only. FORCE binds the owner too, so the owner has a policy of its own;
-- without it migrations and backups would silently see nothing.
create procedure fence_with(fenced regclass, organization_column name, rights text)
language plpgsql as $$
begin
  if not exists (
    select from pg_attribute
    where attrelid = fenced and attname = organization_column and atttypid = 'uuid'::regtype and attnotnull and not attisdropped
  ) then
    raise exception 'table % cannot be fenced: it has no column % uuid not null', fenced, organization_column;
  end if;
  execute format('alter table %s enable row level security', fenced);
  execute format('alter table %s force row level security', fenced);
  execute format('drop policy if exists fence_app on %s', fenced);
  execute format('drop policy if exists fence_owner on %s', fenced);
  execute format('create policy fence_app on %s to %I using (%I = current_organization()) with check (%I = current_organization())',
    fenced, app_role(), organization_column, organization_column);
  execute format('create policy fence_owner on %s to %I using (true) with check (true)', fenced, current_user);
  execute format('revoke all on %s from public, %I, %I', fenced, app_role(), sign_in_role());
  execute format('grant %s on %s to %I', rights, fenced, app_role());
end $$;

-- call fence('application'); a table that is keyed by the organization itself names its column: call fence('organization', 'id')
create procedure fence(fenced regclass, organization_column name default 'organization_id')
language plpgsql as $$ begin call fence_with(fenced, organization_column, 'select, insert, update, delete'); end $$;

-- For what must never be changed, such as the history.
create procedure fence_append_only(fenced regclass, organization_column name default 'organization_id')
language plpgsql as $$ begin call fence_with(fenced, organization_column, 'select, insert'); end $$;

revoke execute on procedure fence_with(regclass, name, text), fence(regclass, name), fence_append_only(regclass, name) from public;
