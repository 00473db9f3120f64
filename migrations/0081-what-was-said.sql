-- A mail that became pointless is dropped for good: unlike one that somebody stopped, nothing puts it back.
alter table mail drop constraint mail_state_check;
alter table mail add constraint mail_state_check check (state in ('due', 'sent', 'kept', 'stopped', 'dropped', 'failed'));

-- Whom a mail is about besides its reader: they find it in no list, whatever they are trusted with.
alter table mail add column about uuid[] not null default '{}';

-- "Not this topic" keeps two people apart until a coordinator has put the topic right.
alter table standing_exclusion drop constraint standing_exclusion_origin_check;
alter table standing_exclusion add constraint standing_exclusion_origin_check check (origin in ('coordinator', 'reply', 'topic', 'closure'));
