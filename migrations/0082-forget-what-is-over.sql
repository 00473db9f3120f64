-- Answers that may be asked for again hold what people wrote, so they are sealed like it; those that wait lived a day at most.
delete from idempotency;
alter table idempotency drop column answer;
alter table idempotency add column sealed bytea;

-- The words of a mail go after a while; that it was sent, to whom and why, stays.
alter table mail alter column sealed drop not null;
create index mail_by_age on mail (organization_id, (coalesce(finished_at, created_at))) where sealed is not null;
