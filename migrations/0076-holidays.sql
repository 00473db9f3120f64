-- Days on which nobody works: what falls due in working days leaves them out.
alter table organization add column holidays text[] not null default '{}' check (cardinality(holidays) <= 200);
