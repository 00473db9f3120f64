-- Where mentors are scarce the mentor is asked first, and the mentee once the mentor has said yes.
alter table publication_setting add column asks text not null default 'both' check (asks in ('both', 'mentor-first'));
alter table publication add column asks text not null default 'both' check (asks in ('both', 'mentor-first'));
alter table proposal add column mentee_asked_at timestamptz;

alter table proposal no force row level security;
update proposal set mentee_asked_at = proposed_at;
alter table proposal force row level security;
