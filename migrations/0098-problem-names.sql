-- A row to look at says whom it is about, where the file says a name.
alter table participant_import_problem add column name text;
