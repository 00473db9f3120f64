-- A mentee who lost a place through somebody else is placed first in the next round, as they were told.
alter table match_round_participant add column comes_first boolean not null default false;
