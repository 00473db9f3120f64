-- A cohort says how many mentors a mentee may have. Of a mentee the capacity is how many they would like at most, and until now it meant nothing:
-- nobody has said fewer than their cohort gives. Whoever has somebody is looked for again only since they wished for another one.
alter table cohort add column mentors_per_mentee integer not null default 1 check (mentors_per_mentee between 1 and 5);
update participant set capacity = 5 where role = 'mentee';
alter table participant add constraint participant_mentors_wished check (role = 'mentor' or capacity between 1 and 5);
alter table participant add column another_wished_at timestamptz;
-- A mentee may be asked about several mentors at once; about each of them once says proposal_of_pair.
drop index proposal_of_mentee;

-- Whoever was asked about several people may want a word about each, and each has a clock of its own that waits for it.
drop index talk_open;
create unique index talk_open on talk (organization_id, participant_id) where cause = 'second-no' and done_at is null;
create unique index talk_open_about on talk (organization_id, participant_id, proposal_id) where cause = 'asked' and done_at is null;
