-- Who opened a kept letter that signs somebody in: its reader finds it at the next sign-in.
create index history_entry_of_way_in on history_entry (organization_id, (facts ->> 'person'), id desc) where name = 'person.way-in-opened';
