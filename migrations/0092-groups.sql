-- In a group program a mentor leads a group of mentees. A cohort says how large groups are and how many mentors may join the leader.
alter table program drop constraint program_format_check;
alter table program add constraint program_format_check check (format in ('one-to-one', 'reverse', 'group'));
-- null: its program has no groups, or had none when the cohort was made; the usual sizes stand then
alter table cohort add column group_smallest integer;
alter table cohort add column group_largest integer;
alter table cohort add column co_mentors integer not null default 0 check (co_mentors between 0 and 3);
alter table cohort add constraint cohort_group_sizes check (
  (group_smallest is null and group_largest is null) or
  (group_smallest is not null and group_largest is not null and 2 <= group_smallest and group_smallest <= group_largest and group_largest <= 20)
);
-- null: it makes pairs. Otherwise the sizes that it was made for, since what comes first no longer tells it alone.
alter table match_round add column groups jsonb;
-- A group is all pairs with the same leading mentor. Who joins its leader is no pair, and stands here: [{leader, coMentor}], by participant.
alter table arrangement add column co_mentors jsonb not null default '[]';
