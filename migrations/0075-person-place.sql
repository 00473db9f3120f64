-- Lists of people are in the order of what people are called: their name, else the id that the organization knows them by.

create index person_place on person (organization_id, (coalesce(name, external_id, '')) collate cairn_text, id);
