-- While tables are new PostgreSQL has no figures about them, and took whichever index begins with the organization to check a foreign
-- key: to it each gave one row, but all but the primary key read everybody of the organization. 3,000 people took 20 seconds to import,
-- and quadratically more. Indexes that hold only rows with a value cannot be taken for that; and an import has figures made as it goes.

drop index person_external_id;
drop index person_email;
drop index person_account;
drop index person_by_name;
create unique index person_external_id on person (organization_id, external_id) where external_id is not null;
create unique index person_email on person (organization_id, email) where email is not null;
create unique index person_account on person (organization_id, account_id) where account_id is not null;
create index person_by_name on person (organization_id, name, id) where name is not null;

create function count_people_anew() returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin analyze person; analyze response; analyze participant; end $$;
revoke execute on function count_people_anew() from public;
do $$ begin execute format('grant execute on function count_people_anew() to %I', app_role()); end $$;
