-- The books of the tests that kill things.
create table line (organization_id uuid not null, id uuid not null, primary key (organization_id, id));
do $$ begin execute format('grant select, insert on line to %I', app_role()); end $$;
