-- A mentorship of many. Members come when they have said yes and may leave while the others go on; each may pause for themself, and says for
-- themself that what is said in the group stays there.
alter table mentorship_member add column joined_at timestamptz;
update mentorship_member set joined_at = mentorship.began_at
from mentorship
where mentorship.organization_id = mentorship_member.organization_id and mentorship.id = mentorship_member.mentorship_id;
alter table mentorship_member alter column joined_at set not null;
alter table mentorship_member add column left_at timestamptz;
-- the day after which they leave, once they chose to, and whether they say goodbye
alter table mentorship_member add column last_on date;
alter table mentorship_member add column last_talk boolean;
alter table mentorship_member add column promised_at timestamptz;
-- null: the whole mentorship pauses; otherwise this member of a group, whose place stays
alter table pause add column person_id uuid;
drop index pause_open;
create unique index pause_open on pause (organization_id, mentorship_id) where ended_at is null and person_id is null;
create unique index pause_open_of_member on pause (organization_id, mentorship_id, person_id) where ended_at is null and person_id is not null;
-- whoever has left writes no more, and reads what was written until then
alter table thread_member add column left_at timestamptz;
-- null: the mentorship ends; otherwise this member of a group leaves it
alter table closure add column leaver_person_id uuid;
drop index closure_of_mentorship;
create unique index closure_of_mentorship on closure (organization_id, mentorship_id) where state in ('chosen', 'complete') and leaver_person_id is null;
create unique index closure_of_leaver on closure (organization_id, mentorship_id, leaver_person_id)
  where state in ('chosen', 'complete') and leaver_person_id is not null;

-- A group is asked as one: the proposals of its members name it, its leader answers once and fills one place, and it begins when enough have said yes.
create table proposal_group (
  organization_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  leader_participant_id uuid not null,
  leader_person_id uuid not null,
  smallest integer not null check (smallest between 2 and 20),
  state text not null check (state in ('asked', 'short', 'begun', 'dissolved')),
  asked_at timestamptz not null,
  -- since when it is short of members and a coordinator decides
  short_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  -- why a coordinator let it begin smaller, or dissolved it
  reason text,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, publication_id) references publication (organization_id, id),
  foreign key (organization_id, cohort_id) references cohort (organization_id, id),
  foreign key (organization_id, leader_participant_id) references participant (organization_id, id),
  foreign key (organization_id, leader_person_id) references person (organization_id, id),
  check ((state in ('begun', 'dissolved')) = (decided_at is not null))
);
create index proposal_group_of_cohort on proposal_group (organization_id, cohort_id, state);
call fence('proposal_group');

alter table proposal add column group_id uuid;
alter table proposal add constraint proposal_group_fkey foreign key (organization_id, group_id) references proposal_group (organization_id, id);
create index proposal_of_group on proposal (organization_id, group_id) where group_id is not null;

-- one place for the whole group, not one for each member
alter table place alter column proposal_id drop not null;
alter table place add column group_id uuid;
alter table place add constraint place_group_fkey foreign key (organization_id, group_id) references proposal_group (organization_id, id);
alter table place add constraint place_of_one check (num_nonnulls(proposal_id, group_id) = 1);
create unique index place_of_group on place (organization_id, group_id) where group_id is not null;

alter table mentorship alter column proposal_id drop not null;
alter table mentorship add column group_id uuid;
alter table mentorship add constraint mentorship_of_one check (num_nonnulls(proposal_id, group_id) = 1);
create unique index mentorship_of_group on mentorship (organization_id, group_id) where group_id is not null;
