-- Whoever looks after programs can put one need of their page Today off until a day; only they see that, and it is back by then.
create table postponement (
  organization_id uuid not null,
  person_id uuid not null,
  need text not null check (length(need) <= 80),
  until_on date not null,
  made_at timestamptz not null,
  primary key (organization_id, person_id, need),
  foreign key (organization_id, person_id) references person (organization_id, id)
);
call fence('postponement');
