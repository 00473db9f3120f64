-- When people go, PostgreSQL looks whether anything still refers to them or their responses; without these each look read a whole table.

create index participant_of_response on participant (organization_id, response_id) where response_id is not null;
create index access_token_of_person on access_token (organization_id, person_id);
