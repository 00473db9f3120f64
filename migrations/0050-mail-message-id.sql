-- A mail gets its Message-ID at its first try, under the sender's own domain, which is not known where it is written.

alter table mail alter column message_id drop not null;
