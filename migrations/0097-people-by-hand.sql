-- Somebody who was typed in is an import of one row that never was a file: undone, forgotten and told as one.
alter table participant_import add column origin text not null default 'file' check (origin in ('file', 'hand'));
