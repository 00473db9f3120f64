-- A letter that was handed over on paper is done with: it says so, with who did it, and can be found again and taken back.
alter table mail add column handed_by uuid;
alter table mail drop constraint mail_state_check;
alter table mail add constraint mail_state_check check (state in ('due', 'sent', 'kept', 'handed-over', 'stopped', 'dropped', 'failed'));
alter table mail add constraint mail_handed_check check (handed_by is null or state = 'handed-over');
