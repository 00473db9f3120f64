-- A program may go without a hold: a proof of the whole way cannot wait for one.

alter table publication_setting drop constraint publication_setting_hold_minutes_check;
alter table publication_setting add constraint publication_setting_hold_minutes_check check (hold_minutes between 0 and 1440);
