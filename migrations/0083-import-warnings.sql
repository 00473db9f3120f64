-- What should be looked at before an import: the file as a whole seems to be another one, or a column is read as what it is not.
alter table participant_import add column warnings jsonb not null default '[]';
