-- The page of the history reads the latest entries of each kind: of the organization, of a program, by a person.
drop index history_entry_of_scope;
create index history_entry_of_scope on history_entry (organization_id, scope_id, name, id desc);
create index history_entry_of_kind on history_entry (organization_id, name, id desc);
create index history_entry_of_actor on history_entry (organization_id, actor_person_id, name, id desc) where actor_person_id is not null;
