-- Coordinators search what people answered; the words of answers are indexed, their keys and kinds are not.

alter table response add column words tsvector generated always as (
  jsonb_to_tsvector(
    'simple'::regconfig,
    jsonb_path_query_array(answers, '$.*.choices') || jsonb_path_query_array(answers, '$.*.choice')
      || jsonb_path_query_array(answers, '$.*.ranked') || jsonb_path_query_array(answers, '$.*.text'),
    '["string"]'
  )
) stored;
create index response_words on response using gin (words);
