-- While mail is paused for a program, or for all of an organization's, nothing of it leaves; sign-in links belong to no program and go on.
create table mail_pause (
  organization_id uuid not null,
  scope_id uuid not null,
  paused_by uuid,
  paused_at timestamptz not null,
  primary key (organization_id, scope_id)
);
call fence('mail_pause');
create index mail_due_in_scope on mail (organization_id, scope_id, due_at) where state = 'due';
