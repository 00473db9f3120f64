-- A number under which somebody is asked belongs to the program that tells it to everybody; a person's own number stays theirs.
alter table program add column contact_phone text check (length(contact_phone) between 1 and 60);
alter table safe_contact add column phone text check (length(phone) between 1 and 60);

alter table program no force row level security;
alter table safe_contact no force row level security;
alter table person no force row level security;
update program set contact_phone = person.phone
  from person where person.organization_id = program.organization_id and person.id = program.contact_person_id;
update safe_contact set phone = person.phone
  from person where person.organization_id = safe_contact.organization_id and person.id = safe_contact.person_id;
alter table person force row level security;
alter table safe_contact force row level security;
alter table program force row level security;
