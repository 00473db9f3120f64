-- The whole database as the migrations leave it. Written by a program and compared by a test; change it by a new migration.

create collation cairn_text (provider = icu, locale = 'und');

CREATE OR REPLACE FUNCTION public.app_role()
 RETURNS name
 LANGUAGE sql
 IMMUTABLE
RETURN 'cairn_app'::name;
-- may be called by: public

CREATE OR REPLACE FUNCTION public.count_people_anew()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ begin analyze person; analyze response; analyze participant; end $function$;
-- may be called by: cairn_app

CREATE OR REPLACE FUNCTION public.current_organization()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid;
-- may be called by: cairn_app, public

CREATE OR REPLACE PROCEDURE public.fence(IN fenced regclass, IN organization_column name DEFAULT 'organization_id'::name)
 LANGUAGE plpgsql
AS $procedure$ begin call fence_with(fenced, organization_column, 'select, insert, update, delete'); end $procedure$;
-- may be called by: the owner alone

CREATE OR REPLACE PROCEDURE public.fence_append_only(IN fenced regclass, IN organization_column name DEFAULT 'organization_id'::name)
 LANGUAGE plpgsql
AS $procedure$ begin call fence_with(fenced, organization_column, 'select, insert'); end $procedure$;
-- may be called by: the owner alone

CREATE OR REPLACE PROCEDURE public.fence_with(IN fenced regclass, IN organization_column name, IN rights text)
 LANGUAGE plpgsql
AS $procedure$
begin
  if not exists (
    select from pg_attribute
    where attrelid = fenced and attname = organization_column and atttypid = 'uuid'::regtype and attnotnull and not attisdropped
  ) then
    raise exception 'table % cannot be fenced: it has no column % uuid not null', fenced, organization_column;
  end if;
  execute format('alter table %s enable row level security', fenced);
  execute format('alter table %s force row level security', fenced);
  execute format('drop policy if exists fence_app on %s', fenced);
  execute format('drop policy if exists fence_owner on %s', fenced);
  execute format('create policy fence_app on %s to %I using (%I = current_organization()) with check (%I = current_organization())',
    fenced, app_role(), organization_column, organization_column);
  execute format('create policy fence_owner on %s to %I using (true) with check (true)', fenced, current_user);
  execute format('revoke all on %s from public, %I, %I', fenced, app_role(), sign_in_role());
  execute format('grant %s on %s to %I', rights, fenced, app_role());
end $procedure$;
-- may be called by: the owner alone

CREATE OR REPLACE FUNCTION public.organization_by_slug(wanted text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select id from organization where slug = wanted $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION public.organizations_here()
 RETURNS TABLE(id uuid, slug text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select id, slug from organization order by created_at, id limit 1000 $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION public.persons_of_account(account text)
 RETURNS TABLE(organization_id uuid, person_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select organization_id, id from person where account_id = account and disabled_at is null $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION public.sign_in_role()
 RETURNS name
 LANGUAGE sql
 IMMUTABLE
RETURN 'cairn_sign_in'::name;
-- may be called by: public

create table absence (
  organization_id uuid not null,
  person_id uuid not null,
  until_on date not null,
  told_at timestamp with time zone not null,
  constraint absence_pkey PRIMARY KEY (organization_id, person_id),
  constraint absence_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
alter table absence enable row level security;
alter table absence force row level security;
create policy fence_app on absence for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on absence for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on absence to cairn_app;

create table access_token (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash text not null,
  name text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint access_token_pkey PRIMARY KEY (organization_id, id),
  constraint access_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint access_token_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
CREATE UNIQUE INDEX access_token_hash ON public.access_token USING btree (organization_id, token_hash);
CREATE INDEX access_token_of_person ON public.access_token USING btree (organization_id, person_id);
alter table access_token enable row level security;
alter table access_token force row level security;
create policy fence_app on access_token for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on access_token for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on access_token to cairn_app;

create table arrangement (
  organization_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  number integer not null,
  parent_id uuid,
  change jsonb not null,
  reason text,
  made_by uuid,
  made_at timestamp with time zone not null,
  locks jsonb not null,
  exclusions jsonb not null,
  result json not null,
  pairs jsonb not null,
  pair_count integer not null,
  matched integer not null,
  total bigint not null,
  lowest integer,
  first text,
  co_mentors jsonb default '[]'::jsonb not null,
  constraint arrangement_pkey PRIMARY KEY (organization_id, id),
  constraint arrangement_first_check CHECK ((first = ANY (ARRAY['matched'::text, 'total'::text, 'fairest'::text, 'stable'::text]))),
  constraint arrangement_number_check CHECK ((number >= 1)),
  constraint arrangement_reason_check CHECK ((length(reason) <= 500)),
  constraint arrangement_organization_id_parent_id_fkey FOREIGN KEY (organization_id, parent_id) REFERENCES arrangement(organization_id, id),
  constraint arrangement_organization_id_round_id_fkey FOREIGN KEY (organization_id, round_id) REFERENCES match_round(organization_id, id)
);
CREATE UNIQUE INDEX arrangement_follows ON public.arrangement USING btree (organization_id, parent_id);
CREATE UNIQUE INDEX arrangement_number ON public.arrangement USING btree (organization_id, round_id, number);
alter table arrangement enable row level security;
alter table arrangement force row level security;
create policy fence_app on arrangement for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on arrangement for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on arrangement to cairn_app;

create table arrangement_fairness (
  organization_id uuid not null,
  arrangement_id uuid not null,
  cohort_id uuid not null,
  told jsonb not null,
  is_own boolean not null,
  told_at timestamp with time zone not null,
  constraint arrangement_fairness_pkey PRIMARY KEY (organization_id, arrangement_id),
  constraint arrangement_fairness_organization_id_arrangement_id_fkey FOREIGN KEY (organization_id, arrangement_id) REFERENCES arrangement(organization_id, id)
);
CREATE INDEX arrangement_fairness_own ON public.arrangement_fairness USING btree (organization_id, cohort_id, told_at DESC) WHERE is_own;
alter table arrangement_fairness enable row level security;
alter table arrangement_fairness force row level security;
create policy fence_app on arrangement_fairness for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on arrangement_fairness for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on arrangement_fairness to cairn_app;

create table closure (
  organization_id uuid not null,
  id uuid not null,
  mentorship_id uuid not null,
  program_id uuid not null,
  chosen_by uuid not null,
  manner text not null,
  sealed_reason bytea,
  chosen_at timestamp with time zone not null,
  last_on date not null,
  state text not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  leaver_person_id uuid,
  constraint closure_pkey PRIMARY KEY (organization_id, id),
  constraint closure_check CHECK (((state = 'chosen'::text) = (ended_at IS NULL))),
  constraint closure_manner_check CHECK ((manner = ANY (ARRAY['last-talk'::text, 'without'::text]))),
  constraint closure_state_check CHECK ((state = ANY (ARRAY['chosen'::text, 'taken-back'::text, 'complete'::text]))),
  constraint closure_organization_id_chosen_by_fkey FOREIGN KEY (organization_id, chosen_by) REFERENCES person(organization_id, id),
  constraint closure_organization_id_mentorship_id_fkey FOREIGN KEY (organization_id, mentorship_id) REFERENCES mentorship(organization_id, id)
);
CREATE UNIQUE INDEX closure_of_leaver ON public.closure USING btree (organization_id, mentorship_id, leaver_person_id) WHERE ((state = ANY (ARRAY['chosen'::text, 'complete'::text])) AND (leaver_person_id IS NOT NULL));
CREATE UNIQUE INDEX closure_of_mentorship ON public.closure USING btree (organization_id, mentorship_id) WHERE ((state = ANY (ARRAY['chosen'::text, 'complete'::text])) AND (leaver_person_id IS NULL));
CREATE INDEX closure_of_program ON public.closure USING btree (organization_id, program_id, state, last_on);
alter table closure enable row level security;
alter table closure force row level security;
create policy fence_app on closure for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on closure for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on closure to cairn_app;

create table cohort (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  name text collate cairn_text not null,
  state text not null,
  starts_on date not null,
  ends_on date not null,
  created_at timestamp with time zone not null,
  version integer default 1 not null,
  mentors_per_mentee integer default 1 not null,
  group_smallest integer,
  group_largest integer,
  co_mentors integer default 0 not null,
  constraint cohort_pkey PRIMARY KEY (organization_id, id),
  constraint cohort_check CHECK ((ends_on > starts_on)),
  constraint cohort_co_mentors_check CHECK (((co_mentors >= 0) AND (co_mentors <= 3))),
  constraint cohort_group_sizes CHECK ((((group_smallest IS NULL) AND (group_largest IS NULL)) OR ((group_smallest IS NOT NULL) AND (group_largest IS NOT NULL) AND (2 <= group_smallest) AND (group_smallest <= group_largest) AND (group_largest <= 20)))),
  constraint cohort_mentors_per_mentee_check CHECK (((mentors_per_mentee >= 1) AND (mentors_per_mentee <= 5))),
  constraint cohort_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint cohort_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'open'::text, 'running'::text, 'closed'::text]))),
  constraint cohort_organization_id_program_id_fkey FOREIGN KEY (organization_id, program_id) REFERENCES program(organization_id, id)
);
CREATE INDEX cohort_of_program ON public.cohort USING btree (organization_id, program_id, starts_on DESC, id);
alter table cohort enable row level security;
alter table cohort force row level security;
create policy fence_app on cohort for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on cohort for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on cohort to cairn_app;

create table cohort_criteria (
  organization_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  criteria jsonb not null,
  requirements jsonb not null,
  first text not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  version integer default 1 not null,
  constraint cohort_criteria_pkey PRIMARY KEY (organization_id, cohort_id),
  constraint cohort_criteria_first_check CHECK ((first = ANY (ARRAY['matched'::text, 'total'::text, 'fairest'::text, 'stable'::text]))),
  constraint cohort_criteria_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id)
);
alter table cohort_criteria enable row level security;
alter table cohort_criteria force row level security;
create policy fence_app on cohort_criteria for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on cohort_criteria for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on cohort_criteria to cairn_app;

create table concern (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  person_id uuid not null,
  mentorship_id uuid,
  partner_person_id uuid,
  kind text not null,
  wish text,
  recipient_person_id uuid,
  state text not null,
  asked_at timestamp with time zone not null,
  due_on date,
  ended_at timestamp with time zone,
  version integer default 1 not null,
  until_on date,
  passes_on boolean default true not null,
  constraint concern_pkey PRIMARY KEY (organization_id, id),
  constraint concern_check1 CHECK (((state = ANY (ARRAY['done'::text, 'taken-back'::text])) = (ended_at IS NOT NULL))),
  constraint concern_kind_check CHECK ((kind = ANY (ARRAY['talk'::text, 'pause'::text, 'change'::text, 'not-right'::text, 'end'::text]))),
  constraint concern_not_to_oneself CHECK (((recipient_person_id IS NULL) OR ((recipient_person_id <> person_id) AND (recipient_person_id IS DISTINCT FROM partner_person_id)))),
  constraint concern_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'read'::text, 'underway'::text, 'done'::text, 'taken-back'::text]))),
  constraint concern_wish_check CHECK ((wish = ANY (ARRAY['know'::text, 'talk'::text, 'act'::text]))),
  constraint concern_organization_id_mentorship_id_fkey FOREIGN KEY (organization_id, mentorship_id) REFERENCES mentorship(organization_id, id),
  constraint concern_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id),
  constraint concern_organization_id_program_id_fkey FOREIGN KEY (organization_id, program_id) REFERENCES program(organization_id, id),
  constraint concern_organization_id_recipient_person_id_fkey FOREIGN KEY (organization_id, recipient_person_id) REFERENCES person(organization_id, id)
);
CREATE INDEX concern_of_person ON public.concern USING btree (organization_id, person_id, asked_at DESC);
CREATE INDEX concern_of_recipient ON public.concern USING btree (organization_id, recipient_person_id, program_id, due_on);
alter table concern enable row level security;
alter table concern force row level security;
create policy fence_app on concern for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on concern for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on concern to cairn_app;

create table concern_step (
  organization_id uuid not null,
  id uuid not null,
  concern_id uuid not null,
  number integer not null,
  step text not null,
  person_id uuid not null,
  from_person_id uuid,
  at timestamp with time zone not null,
  sealed bytea,
  constraint concern_step_pkey PRIMARY KEY (organization_id, id),
  constraint concern_step_number_check CHECK ((number >= 1)),
  constraint concern_step_step_check CHECK ((step = ANY (ARRAY['asked'::text, 'added'::text, 'read'::text, 'noted'::text, 'passed'::text, 'left'::text, 'replied'::text, 'done'::text, 'taken-back'::text]))),
  constraint concern_step_organization_id_concern_id_fkey FOREIGN KEY (organization_id, concern_id) REFERENCES concern(organization_id, id),
  constraint concern_step_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
CREATE UNIQUE INDEX concern_step_of_concern ON public.concern_step USING btree (organization_id, concern_id, number);
alter table concern_step enable row level security;
alter table concern_step force row level security;
create policy fence_app on concern_step for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on concern_step for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on concern_step to cairn_app;

create table fairness_choice (
  organization_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  version integer not null,
  questions jsonb not null,
  chosen_by uuid,
  chosen_at timestamp with time zone not null,
  constraint fairness_choice_pkey PRIMARY KEY (organization_id, cohort_id, version),
  constraint fairness_choice_questions_check CHECK ((jsonb_array_length(questions) <= 3)),
  constraint fairness_choice_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id)
);
alter table fairness_choice enable row level security;
alter table fairness_choice force row level security;
create policy fence_app on fairness_choice for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on fairness_choice for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on fairness_choice to cairn_app;

create table history_entry (
  organization_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor_person_id uuid,
  name text not null,
  facts jsonb not null,
  scope_id uuid,
  request_id text not null,
  constraint history_entry_pkey PRIMARY KEY (organization_id, id),
  constraint history_entry_name_check CHECK ((length(name) <= 80))
);
CREATE INDEX history_entry_of_actor ON public.history_entry USING btree (organization_id, actor_person_id, name, id DESC) WHERE (actor_person_id IS NOT NULL);
CREATE INDEX history_entry_of_kind ON public.history_entry USING btree (organization_id, name, id DESC);
CREATE INDEX history_entry_of_scope ON public.history_entry USING btree (organization_id, scope_id, name, id DESC);
CREATE INDEX history_entry_of_way_in ON public.history_entry USING btree (organization_id, ((facts ->> 'person'::text)), id DESC) WHERE (name = 'person.way-in-opened'::text);
alter table history_entry enable row level security;
alter table history_entry force row level security;
create policy fence_app on history_entry for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on history_entry for all to cairn_owner using (true) with check (true);
grant insert, select on history_entry to cairn_app;

create table hold (
  organization_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  subject_id uuid not null,
  reason text not null,
  people integer not null,
  leaves_at timestamp with time zone not null,
  state text not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint hold_pkey PRIMARY KEY (organization_id, id),
  constraint hold_check CHECK (((state = 'held'::text) = (ended_at IS NULL))),
  constraint hold_people_check CHECK ((people >= 1)),
  constraint hold_reason_check CHECK ((length(reason) <= 80)),
  constraint hold_state_check CHECK ((state = ANY (ARRAY['held'::text, 'gone'::text, 'stopped'::text]))),
  constraint hold_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE UNIQUE INDEX hold_of_subject ON public.hold USING btree (organization_id, subject_id);
CREATE INDEX hold_open ON public.hold USING btree (organization_id, leaves_at) WHERE (state = 'held'::text);
alter table hold enable row level security;
alter table hold force row level security;
create policy fence_app on hold for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on hold for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on hold to cairn_app;

create table idempotency (
  organization_id uuid not null,
  person_id uuid not null,
  key text not null,
  operation_id text not null,
  request_hash text not null,
  at timestamp with time zone not null,
  sealed bytea,
  constraint idempotency_pkey PRIMARY KEY (organization_id, person_id, key),
  constraint idempotency_key_check CHECK ((length(key) <= 200))
);
CREATE INDEX idempotency_by_age ON public.idempotency USING btree (organization_id, at);
alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy fence_app on idempotency for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on idempotency for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on idempotency to cairn_app;

create table invitation (
  organization_id uuid not null,
  id uuid not null,
  email text not null,
  name text collate cairn_text not null,
  relation text not null,
  scope_id uuid not null,
  token_hash text not null,
  invited_by uuid,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (organization_id, id),
  constraint invitation_email_check CHECK ((length(email) <= 254)),
  constraint invitation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint invitation_relation_check CHECK ((relation = ANY (ARRAY['administrator'::text, 'coordinator'::text])))
);
CREATE UNIQUE INDEX invitation_open ON public.invitation USING btree (organization_id, email, relation, scope_id) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX invitation_token ON public.invitation USING btree (organization_id, token_hash);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy fence_app on invitation for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on invitation for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on invitation to cairn_app;

create table job_done (
  organization_id uuid not null,
  job_id text not null,
  at timestamp with time zone not null,
  constraint job_done_pkey PRIMARY KEY (organization_id, job_id),
  constraint job_done_job_id_check CHECK ((length(job_id) <= 200))
);
CREATE INDEX job_done_by_age ON public.job_done USING btree (organization_id, at);
alter table job_done enable row level security;
alter table job_done force row level security;
create policy fence_app on job_done for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on job_done for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on job_done to cairn_app;

create table link (
  organization_id uuid not null,
  token_hash text not null,
  person_id uuid not null,
  act text not null,
  subject_id uuid,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint link_pkey PRIMARY KEY (organization_id, token_hash),
  constraint link_act_check CHECK ((length(act) <= 80)),
  constraint link_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
CREATE INDEX link_of_person ON public.link USING btree (organization_id, person_id, act);
alter table link enable row level security;
alter table link force row level security;
create policy fence_app on link for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on link for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on link to cairn_app;

create table mail (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid,
  scope_id uuid,
  to_address text,
  reason text not null,
  sealed bytea,
  message_id text,
  state text not null,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  attempts integer default 0 not null,
  last_answer text,
  finished_at timestamp with time zone,
  about uuid[] default '{}'::uuid[] not null,
  keeper_person_id uuid,
  handed_by uuid,
  constraint mail_pkey PRIMARY KEY (organization_id, id),
  constraint mail_handed_check CHECK (((handed_by IS NULL) OR (state = 'handed-over'::text))),
  constraint mail_reason_check CHECK ((length(reason) <= 80)),
  constraint mail_state_check CHECK ((state = ANY (ARRAY['due'::text, 'sent'::text, 'kept'::text, 'handed-over'::text, 'stopped'::text, 'dropped'::text, 'failed'::text]))),
  constraint mail_to_address_check CHECK ((length(to_address) <= 254))
);
CREATE INDEX mail_by_age ON public.mail USING btree (organization_id, COALESCE(finished_at, created_at)) WHERE (sealed IS NOT NULL);
CREATE INDEX mail_by_state ON public.mail USING btree (organization_id, state, created_at DESC, id DESC);
CREATE INDEX mail_by_time ON public.mail USING btree (organization_id, created_at DESC, id DESC);
CREATE INDEX mail_due ON public.mail USING btree (organization_id, due_at) WHERE (state = 'due'::text);
CREATE INDEX mail_due_in_scope ON public.mail USING btree (organization_id, scope_id, due_at) WHERE (state = 'due'::text);
CREATE INDEX mail_of_keeper ON public.mail USING btree (organization_id, keeper_person_id, id DESC) WHERE (keeper_person_id IS NOT NULL);
CREATE INDEX mail_of_person ON public.mail USING btree (organization_id, person_id, id DESC);
alter table mail enable row level security;
alter table mail force row level security;
create policy fence_app on mail for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on mail for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on mail to cairn_app;

create table mail_pause (
  organization_id uuid not null,
  scope_id uuid not null,
  paused_by uuid,
  paused_at timestamp with time zone not null,
  constraint mail_pause_pkey PRIMARY KEY (organization_id, scope_id)
);
alter table mail_pause enable row level security;
alter table mail_pause force row level security;
create policy fence_app on mail_pause for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on mail_pause for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on mail_pause to cairn_app;

create table match_round (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  state text not null,
  criteria jsonb not null,
  requirements jsonb not null,
  first text not null,
  questionnaire_version_id uuid,
  started_by uuid,
  started_at timestamp with time zone not null,
  progress jsonb,
  alive_at timestamp with time zone,
  ended_at timestamp with time zone,
  failure jsonb,
  problem text,
  problem_sha256 text,
  engine text,
  seed text not null,
  version integer default 1 not null,
  groups jsonb,
  constraint match_round_pkey PRIMARY KEY (organization_id, id),
  constraint match_round_first_check CHECK ((first = ANY (ARRAY['matched'::text, 'total'::text, 'fairest'::text, 'stable'::text]))),
  constraint match_round_problem_sha256_check CHECK ((problem_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint match_round_seed_check CHECK ((length(seed) <= 100)),
  constraint match_round_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'solving'::text, 'ready'::text, 'published'::text, 'discarded'::text, 'cancelled'::text, 'failed'::text]))),
  constraint match_round_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id),
  constraint match_round_organization_id_questionnaire_version_id_fkey FOREIGN KEY (organization_id, questionnaire_version_id) REFERENCES questionnaire_version(organization_id, id)
);
CREATE INDEX match_round_of_cohort ON public.match_round USING btree (organization_id, cohort_id, started_at DESC, id);
CREATE UNIQUE INDEX match_round_open ON public.match_round USING btree (organization_id, cohort_id) WHERE (state = ANY (ARRAY['queued'::text, 'solving'::text, 'ready'::text]));
alter table match_round enable row level security;
alter table match_round force row level security;
create policy fence_app on match_round for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on match_round for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on match_round to cairn_app;

create table match_round_participant (
  organization_id uuid not null,
  round_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  role text not null,
  stable_id text not null,
  capacity integer not null,
  response_id uuid,
  comes_first boolean default false not null,
  constraint match_round_participant_pkey PRIMARY KEY (organization_id, round_id, participant_id),
  constraint match_round_participant_capacity_check CHECK ((capacity >= 0)),
  constraint match_round_participant_role_check CHECK ((role = ANY (ARRAY['mentor'::text, 'mentee'::text]))),
  constraint match_round_participant_stable_id_check CHECK (((length(stable_id) >= 1) AND (length(stable_id) <= 200))),
  constraint match_round_participant_organization_id_participant_id_fkey FOREIGN KEY (organization_id, participant_id) REFERENCES participant(organization_id, id),
  constraint match_round_participant_organization_id_response_id_fkey FOREIGN KEY (organization_id, response_id) REFERENCES response(organization_id, id),
  constraint match_round_participant_organization_id_round_id_fkey FOREIGN KEY (organization_id, round_id) REFERENCES match_round(organization_id, id)
);
CREATE INDEX match_round_participant_of_participant ON public.match_round_participant USING btree (organization_id, participant_id);
alter table match_round_participant enable row level security;
alter table match_round_participant force row level security;
create policy fence_app on match_round_participant for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on match_round_participant for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on match_round_participant to cairn_app;

create table mentorship (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  proposal_id uuid,
  state text not null,
  starts_on date not null,
  ends_on date not null,
  began_at timestamp with time zone not null,
  first_met_on date,
  closed_at timestamp with time zone,
  version integer default 1 not null,
  last_on date,
  last_talk boolean,
  called_on date,
  group_id uuid,
  constraint mentorship_pkey PRIMARY KEY (organization_id, id),
  constraint mentorship_check CHECK ((ends_on >= starts_on)),
  constraint mentorship_check1 CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint mentorship_of_one CHECK ((num_nonnulls(proposal_id, group_id) = 1)),
  constraint mentorship_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'closing'::text, 'closed'::text]))),
  constraint mentorship_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id),
  constraint mentorship_organization_id_program_id_fkey FOREIGN KEY (organization_id, program_id) REFERENCES program(organization_id, id)
);
CREATE INDEX mentorship_of_cohort ON public.mentorship USING btree (organization_id, cohort_id, state, began_at);
CREATE UNIQUE INDEX mentorship_of_group ON public.mentorship USING btree (organization_id, group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX mentorship_of_program ON public.mentorship USING btree (organization_id, program_id, state, began_at);
CREATE UNIQUE INDEX mentorship_of_proposal ON public.mentorship USING btree (organization_id, proposal_id);
alter table mentorship enable row level security;
alter table mentorship force row level security;
create policy fence_app on mentorship for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on mentorship for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on mentorship to cairn_app;

create table mentorship_member (
  organization_id uuid not null,
  mentorship_id uuid not null,
  person_id uuid not null,
  participant_id uuid not null,
  side text not null,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  last_on date,
  last_talk boolean,
  promised_at timestamp with time zone,
  constraint mentorship_member_pkey PRIMARY KEY (organization_id, mentorship_id, person_id),
  constraint mentorship_member_side_check CHECK ((side = ANY (ARRAY['mentor'::text, 'mentee'::text]))),
  constraint mentorship_member_organization_id_mentorship_id_fkey FOREIGN KEY (organization_id, mentorship_id) REFERENCES mentorship(organization_id, id),
  constraint mentorship_member_organization_id_participant_id_fkey FOREIGN KEY (organization_id, participant_id) REFERENCES participant(organization_id, id),
  constraint mentorship_member_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
CREATE INDEX mentorship_member_of_person ON public.mentorship_member USING btree (organization_id, person_id);
alter table mentorship_member enable row level security;
alter table mentorship_member force row level security;
create policy fence_app on mentorship_member for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on mentorship_member for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on mentorship_member to cairn_app;

create table message (
  organization_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  author_person_id uuid not null,
  sealed bytea,
  sent_at timestamp with time zone not null,
  taken_back_at timestamp with time zone,
  constraint message_pkey PRIMARY KEY (organization_id, id),
  constraint message_check CHECK (((sealed IS NULL) = (taken_back_at IS NOT NULL))),
  constraint message_organization_id_thread_id_author_person_id_fkey FOREIGN KEY (organization_id, thread_id, author_person_id) REFERENCES thread_member(organization_id, thread_id, person_id)
);
CREATE INDEX message_of_thread ON public.message USING btree (organization_id, thread_id, id DESC);
alter table message enable row level security;
alter table message force row level security;
create policy fence_app on message for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on message for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on message to cairn_app;

create table migration (
  name text not null,
  sha256 text not null,
  at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table organization (
  id uuid not null,
  slug text not null,
  name text collate cairn_text not null,
  language text default 'en'::text not null,
  zone text default 'UTC'::text not null,
  created_at timestamp with time zone not null,
  is_first boolean default false not null,
  version integer default 1 not null,
  holidays text[] default '{}'::text[] not null,
  constraint organization_pkey PRIMARY KEY (id),
  constraint organization_holidays_check CHECK ((cardinality(holidays) <= 200)),
  constraint organization_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organization_slug_check CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'::text)),
  constraint organization_slug_key UNIQUE (slug)
);
CREATE UNIQUE INDEX organization_first ON public.organization USING btree (is_first) WHERE is_first;
alter table organization enable row level security;
alter table organization force row level security;
create policy fence_app on organization for all to cairn_app using ((id = current_organization())) with check ((id = current_organization()));
create policy fence_owner on organization for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on organization to cairn_app;

create table organization_key (
  organization_id uuid not null,
  wrapped bytea not null,
  constraint organization_key_pkey PRIMARY KEY (organization_id)
);
alter table organization_key enable row level security;
alter table organization_key force row level security;
create policy fence_app on organization_key for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on organization_key for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on organization_key to cairn_app;

create table participant (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  person_id uuid not null,
  role text not null,
  state text not null,
  capacity integer not null,
  response_id uuid,
  joined_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  version integer default 1 not null,
  another_wished_at timestamp with time zone,
  constraint participant_pkey PRIMARY KEY (organization_id, id),
  constraint participant_capacity_check CHECK (((capacity >= 0) AND (capacity <= 100))),
  constraint participant_mentors_wished CHECK (((role = 'mentor'::text) OR ((capacity >= 1) AND (capacity <= 5)))),
  constraint participant_role_check CHECK ((role = ANY (ARRAY['mentor'::text, 'mentee'::text]))),
  constraint participant_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'withdrawn'::text]))),
  constraint participant_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id),
  constraint participant_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id),
  constraint participant_organization_id_response_id_fkey FOREIGN KEY (organization_id, response_id) REFERENCES response(organization_id, id)
);
CREATE INDEX participant_of_cohort ON public.participant USING btree (organization_id, cohort_id, role, state);
CREATE INDEX participant_of_person ON public.participant USING btree (organization_id, person_id);
CREATE INDEX participant_of_response ON public.participant USING btree (organization_id, response_id) WHERE (response_id IS NOT NULL);
CREATE UNIQUE INDEX participant_once ON public.participant USING btree (organization_id, cohort_id, person_id, role);
alter table participant enable row level security;
alter table participant force row level security;
create policy fence_app on participant for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on participant for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on participant to cairn_app;

create table participant_import (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  file_name text not null,
  byte_count bigint not null,
  file_hash text not null,
  state text not null,
  wish jsonb not null,
  reading jsonb,
  headings jsonb not null,
  headings_hash text not null,
  mapping jsonb not null,
  readings jsonb not null,
  run integer not null,
  questions jsonb not null,
  questionnaire_version_id uuid,
  worked_out_against text not null,
  tally jsonb,
  written jsonb,
  trouble jsonb,
  done_count bigint not null,
  total_count bigint not null,
  done_line integer not null,
  undone jsonb,
  received_by uuid,
  received_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  finished_at timestamp with time zone,
  forget_at timestamp with time zone not null,
  forgotten_at timestamp with time zone,
  version integer default 1 not null,
  warnings jsonb default '[]'::jsonb not null,
  origin text default 'file'::text not null,
  constraint participant_import_pkey PRIMARY KEY (organization_id, id),
  constraint participant_import_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200))),
  constraint participant_import_origin_check CHECK ((origin = ANY (ARRAY['file'::text, 'hand'::text]))),
  constraint participant_import_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'unmapped'::text, 'checking'::text, 'checked'::text, 'unreadable'::text, 'cancelled'::text, 'importing'::text, 'imported'::text, 'stopped'::text, 'undoing'::text, 'undone'::text]))),
  constraint participant_import_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id)
);
CREATE INDEX participant_import_of_cohort ON public.participant_import USING btree (organization_id, cohort_id, received_at DESC);
CREATE UNIQUE INDEX participant_import_running ON public.participant_import USING btree (organization_id, cohort_id) WHERE (state = ANY (ARRAY['importing'::text, 'undoing'::text]));
alter table participant_import enable row level security;
alter table participant_import force row level security;
create policy fence_app on participant_import for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on participant_import for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on participant_import to cairn_app;

create table participant_import_change (
  organization_id uuid not null,
  import_id uuid not null,
  run integer not null,
  line integer not null,
  external_id text not null,
  changes jsonb not null,
  constraint participant_import_change_pkey PRIMARY KEY (organization_id, import_id, run, line),
  constraint participant_import_change_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES participant_import(organization_id, id) ON DELETE CASCADE
);
alter table participant_import_change enable row level security;
alter table participant_import_change force row level security;
create policy fence_app on participant_import_change for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on participant_import_change for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on participant_import_change to cairn_app;

create table participant_import_effect (
  organization_id uuid not null,
  import_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  before jsonb,
  version_after integer not null,
  constraint participant_import_effect_pkey PRIMARY KEY (organization_id, import_id, subject_id),
  constraint participant_import_effect_kind_check CHECK ((kind = ANY (ARRAY['participant-added'::text, 'participant-changed'::text, 'person-added'::text, 'person-changed'::text]))),
  constraint participant_import_effect_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES participant_import(organization_id, id) ON DELETE CASCADE
);
alter table participant_import_effect enable row level security;
alter table participant_import_effect force row level security;
create policy fence_app on participant_import_effect for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on participant_import_effect for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on participant_import_effect to cairn_app;

create table participant_import_mapping (
  organization_id uuid not null,
  program_id uuid not null,
  headings_hash text not null,
  mapping jsonb not null,
  kept_at timestamp with time zone not null,
  constraint participant_import_mapping_pkey PRIMARY KEY (organization_id, program_id, headings_hash)
);
alter table participant_import_mapping enable row level security;
alter table participant_import_mapping force row level security;
create policy fence_app on participant_import_mapping for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on participant_import_mapping for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on participant_import_mapping to cairn_app;

create table participant_import_piece (
  organization_id uuid not null,
  import_id uuid not null,
  number integer not null,
  sealed bytea not null,
  constraint participant_import_piece_pkey PRIMARY KEY (organization_id, import_id, number),
  constraint participant_import_piece_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES participant_import(organization_id, id) ON DELETE CASCADE
);
alter table participant_import_piece enable row level security;
alter table participant_import_piece force row level security;
create policy fence_app on participant_import_piece for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on participant_import_piece for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on participant_import_piece to cairn_app;

create table participant_import_problem (
  organization_id uuid not null,
  import_id uuid not null,
  run integer not null,
  number integer not null,
  line integer not null,
  column_index integer,
  code text not null,
  effect text not null,
  cell text not null,
  facts jsonb not null,
  reading text,
  name text,
  constraint participant_import_problem_pkey PRIMARY KEY (organization_id, import_id, run, number),
  constraint participant_import_problem_code_check CHECK ((length(code) <= 60)),
  constraint participant_import_problem_effect_check CHECK ((effect = ANY (ARRAY['left-out'::text, 'gap'::text, 'remark'::text]))),
  constraint participant_import_problem_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES participant_import(organization_id, id) ON DELETE CASCADE
);
alter table participant_import_problem enable row level security;
alter table participant_import_problem force row level security;
create policy fence_app on participant_import_problem for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on participant_import_problem for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on participant_import_problem to cairn_app;

create table pause (
  organization_id uuid not null,
  id uuid not null,
  mentorship_id uuid not null,
  asked_by uuid,
  from_on date not null,
  until_on date not null,
  ended_at timestamp with time zone,
  person_id uuid,
  constraint pause_pkey PRIMARY KEY (organization_id, id),
  constraint pause_check CHECK ((until_on > from_on)),
  constraint pause_organization_id_mentorship_id_fkey FOREIGN KEY (organization_id, mentorship_id) REFERENCES mentorship(organization_id, id)
);
CREATE UNIQUE INDEX pause_open ON public.pause USING btree (organization_id, mentorship_id) WHERE ((ended_at IS NULL) AND (person_id IS NULL));
CREATE UNIQUE INDEX pause_open_of_member ON public.pause USING btree (organization_id, mentorship_id, person_id) WHERE ((ended_at IS NULL) AND (person_id IS NOT NULL));
alter table pause enable row level security;
alter table pause force row level security;
create policy fence_app on pause for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on pause for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on pause to cairn_app;

create table person (
  organization_id uuid not null,
  id uuid not null,
  external_id text,
  name text collate cairn_text,
  email text,
  account_id text,
  zone text,
  language text,
  phone text,
  capacity_mentees integer,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer default 1 not null,
  constraint person_pkey PRIMARY KEY (organization_id, id),
  constraint person_capacity_mentees_check CHECK (((capacity_mentees >= 0) AND (capacity_mentees <= 100))),
  constraint person_email_check CHECK (((length(email) <= 254) AND (email = lower(email)))),
  constraint person_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
  constraint person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint person_phone_check CHECK ((length(phone) <= 60)),
  constraint person_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE UNIQUE INDEX person_account ON public.person USING btree (organization_id, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX person_by_name ON public.person USING btree (organization_id, name, id) WHERE (name IS NOT NULL);
CREATE UNIQUE INDEX person_email ON public.person USING btree (organization_id, email) WHERE (email IS NOT NULL);
CREATE UNIQUE INDEX person_external_id ON public.person USING btree (organization_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX person_place ON public.person USING btree (organization_id, COALESCE(name, external_id, ''::text), id);
alter table person enable row level security;
alter table person force row level security;
create policy fence_app on person for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on person for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on person to cairn_app;

create table place (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  proposal_id uuid,
  starts_on date not null,
  ends_on date not null,
  group_id uuid,
  constraint place_pkey PRIMARY KEY (organization_id, id),
  constraint place_check CHECK ((ends_on >= starts_on)),
  constraint place_of_one CHECK ((num_nonnulls(proposal_id, group_id) = 1)),
  constraint place_group_fkey FOREIGN KEY (organization_id, group_id) REFERENCES proposal_group(organization_id, id),
  constraint place_organization_id_participant_id_fkey FOREIGN KEY (organization_id, participant_id) REFERENCES participant(organization_id, id),
  constraint place_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id),
  constraint place_organization_id_proposal_id_fkey FOREIGN KEY (organization_id, proposal_id) REFERENCES proposal(organization_id, id)
);
CREATE UNIQUE INDEX place_of_group ON public.place USING btree (organization_id, group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX place_of_person ON public.place USING btree (organization_id, person_id, ends_on);
CREATE UNIQUE INDEX place_of_proposal ON public.place USING btree (organization_id, proposal_id);
alter table place enable row level security;
alter table place force row level security;
create policy fence_app on place for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on place for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on place to cairn_app;

create table postponement (
  organization_id uuid not null,
  person_id uuid not null,
  need text not null,
  until_on date not null,
  made_at timestamp with time zone not null,
  constraint postponement_pkey PRIMARY KEY (organization_id, person_id, need),
  constraint postponement_need_check CHECK ((length(need) <= 80)),
  constraint postponement_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
alter table postponement enable row level security;
alter table postponement force row level security;
create policy fence_app on postponement for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on postponement for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on postponement to cairn_app;

create table program (
  organization_id uuid not null,
  id uuid not null,
  name text collate cairn_text not null,
  purpose text default ''::text not null,
  format text not null,
  contact_person_id uuid,
  created_at timestamp with time zone not null,
  version integer default 1 not null,
  contact_phone text,
  format_settled_at timestamp with time zone,
  constraint program_pkey PRIMARY KEY (organization_id, id),
  constraint program_contact_phone_check CHECK (((length(contact_phone) >= 1) AND (length(contact_phone) <= 60))),
  constraint program_format_check CHECK ((format = ANY (ARRAY['one-to-one'::text, 'reverse'::text, 'group'::text]))),
  constraint program_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint program_purpose_check CHECK ((length(purpose) <= 2000)),
  constraint program_organization_id_contact_person_id_fkey FOREIGN KEY (organization_id, contact_person_id) REFERENCES person(organization_id, id),
  constraint program_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX program_by_name ON public.program USING btree (organization_id, name, id);
alter table program enable row level security;
alter table program force row level security;
create policy fence_app on program for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on program for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on program to cairn_app;

create table proposal (
  organization_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  round_id uuid not null,
  arrangement_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  mentor_participant_id uuid not null,
  mentee_participant_id uuid not null,
  mentor_person_id uuid not null,
  mentee_person_id uuid not null,
  contributions jsonb not null,
  state text not null,
  proposed_at timestamp with time zone not null,
  remind_at timestamp with time zone not null,
  raise_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  ended_at timestamp with time zone,
  version integer default 1 not null,
  mentee_asked_at timestamp with time zone,
  group_id uuid,
  constraint proposal_pkey PRIMARY KEY (organization_id, id),
  constraint proposal_check CHECK ((mentor_person_id <> mentee_person_id)),
  constraint proposal_check1 CHECK (((state = 'proposed'::text) = (ended_at IS NULL))),
  constraint proposal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text]))),
  constraint proposal_group_fkey FOREIGN KEY (organization_id, group_id) REFERENCES proposal_group(organization_id, id),
  constraint proposal_organization_id_arrangement_id_fkey FOREIGN KEY (organization_id, arrangement_id) REFERENCES arrangement(organization_id, id),
  constraint proposal_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id),
  constraint proposal_organization_id_mentee_participant_id_fkey FOREIGN KEY (organization_id, mentee_participant_id) REFERENCES participant(organization_id, id),
  constraint proposal_organization_id_mentor_participant_id_fkey FOREIGN KEY (organization_id, mentor_participant_id) REFERENCES participant(organization_id, id),
  constraint proposal_organization_id_publication_id_fkey FOREIGN KEY (organization_id, publication_id) REFERENCES publication(organization_id, id)
);
CREATE INDEX proposal_of_cohort ON public.proposal USING btree (organization_id, cohort_id, proposed_at DESC, id);
CREATE INDEX proposal_of_group ON public.proposal USING btree (organization_id, group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX proposal_of_mentee_person ON public.proposal USING btree (organization_id, mentee_person_id, proposed_at DESC);
CREATE INDEX proposal_of_mentor ON public.proposal USING btree (organization_id, mentor_participant_id) WHERE (state = 'proposed'::text);
CREATE INDEX proposal_of_mentor_person ON public.proposal USING btree (organization_id, mentor_person_id, proposed_at DESC);
CREATE UNIQUE INDEX proposal_of_pair ON public.proposal USING btree (organization_id, mentee_participant_id, mentor_participant_id) WHERE (state = ANY (ARRAY['proposed'::text, 'accepted'::text]));
CREATE INDEX proposal_of_publication ON public.proposal USING btree (organization_id, publication_id);
alter table proposal enable row level security;
alter table proposal force row level security;
create policy fence_app on proposal for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on proposal for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on proposal to cairn_app;

create table proposal_group (
  organization_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  leader_participant_id uuid not null,
  leader_person_id uuid not null,
  smallest integer not null,
  state text not null,
  asked_at timestamp with time zone not null,
  short_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by uuid,
  reason text,
  version integer default 1 not null,
  constraint proposal_group_pkey PRIMARY KEY (organization_id, id),
  constraint proposal_group_check CHECK (((state = ANY (ARRAY['begun'::text, 'dissolved'::text])) = (decided_at IS NOT NULL))),
  constraint proposal_group_smallest_check CHECK (((smallest >= 2) AND (smallest <= 20))),
  constraint proposal_group_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'short'::text, 'begun'::text, 'dissolved'::text]))),
  constraint proposal_group_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id),
  constraint proposal_group_organization_id_leader_participant_id_fkey FOREIGN KEY (organization_id, leader_participant_id) REFERENCES participant(organization_id, id),
  constraint proposal_group_organization_id_leader_person_id_fkey FOREIGN KEY (organization_id, leader_person_id) REFERENCES person(organization_id, id),
  constraint proposal_group_organization_id_publication_id_fkey FOREIGN KEY (organization_id, publication_id) REFERENCES publication(organization_id, id)
);
CREATE INDEX proposal_group_of_cohort ON public.proposal_group USING btree (organization_id, cohort_id, state);
alter table proposal_group enable row level security;
alter table proposal_group force row level security;
create policy fence_app on proposal_group for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on proposal_group for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on proposal_group to cairn_app;

create table publication (
  organization_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  arrangement_id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  state text not null,
  publishes_at timestamp with time zone not null,
  pair_count integer not null,
  person_count integer not null,
  waivers jsonb not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  failure jsonb,
  version integer default 1 not null,
  asks text default 'both'::text not null,
  constraint publication_pkey PRIMARY KEY (organization_id, id),
  constraint publication_asks_check CHECK ((asks = ANY (ARRAY['both'::text, 'mentor-first'::text]))),
  constraint publication_pair_count_check CHECK ((pair_count >= 1)),
  constraint publication_person_count_check CHECK ((person_count >= 1)),
  constraint publication_state_check CHECK ((state = ANY (ARRAY['held'::text, 'released'::text, 'stopped'::text, 'refused'::text]))),
  constraint publication_organization_id_arrangement_id_fkey FOREIGN KEY (organization_id, arrangement_id) REFERENCES arrangement(organization_id, id),
  constraint publication_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id),
  constraint publication_organization_id_round_id_fkey FOREIGN KEY (organization_id, round_id) REFERENCES match_round(organization_id, id)
);
CREATE INDEX publication_of_cohort ON public.publication USING btree (organization_id, cohort_id, made_at DESC);
CREATE UNIQUE INDEX publication_of_round ON public.publication USING btree (organization_id, round_id) WHERE (state = ANY (ARRAY['held'::text, 'released'::text]));
alter table publication enable row level security;
alter table publication force row level security;
create policy fence_app on publication for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on publication for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on publication to cairn_app;

create table publication_reading (
  organization_id uuid not null,
  arrangement_id uuid not null,
  part text not null,
  person_id uuid not null,
  read_at timestamp with time zone not null,
  constraint publication_reading_pkey PRIMARY KEY (organization_id, arrangement_id, part, person_id),
  constraint publication_reading_part_check CHECK ((part = ANY (ARRAY['unmatched'::text, 'names'::text, 'example'::text]))),
  constraint publication_reading_organization_id_arrangement_id_fkey FOREIGN KEY (organization_id, arrangement_id) REFERENCES arrangement(organization_id, id),
  constraint publication_reading_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
alter table publication_reading enable row level security;
alter table publication_reading force row level security;
create policy fence_app on publication_reading for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on publication_reading for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on publication_reading to cairn_app;

create table publication_setting (
  organization_id uuid not null,
  program_id uuid not null,
  hold_minutes integer not null,
  asks text default 'both'::text not null,
  constraint publication_setting_pkey PRIMARY KEY (organization_id, program_id),
  constraint publication_setting_asks_check CHECK ((asks = ANY (ARRAY['both'::text, 'mentor-first'::text]))),
  constraint publication_setting_hold_minutes_check CHECK (((hold_minutes >= 0) AND (hold_minutes <= 1440))),
  constraint publication_setting_organization_id_program_id_fkey FOREIGN KEY (organization_id, program_id) REFERENCES program(organization_id, id)
);
alter table publication_setting enable row level security;
alter table publication_setting force row level security;
create policy fence_app on publication_setting for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on publication_setting for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on publication_setting to cairn_app;

create table questionnaire (
  organization_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  purpose text not null,
  created_at timestamp with time zone not null,
  constraint questionnaire_pkey PRIMARY KEY (organization_id, id),
  constraint questionnaire_purpose_check CHECK ((length(purpose) <= 40)),
  constraint questionnaire_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE UNIQUE INDEX questionnaire_of_scope ON public.questionnaire USING btree (organization_id, scope_id, purpose);
alter table questionnaire enable row level security;
alter table questionnaire force row level security;
create policy fence_app on questionnaire for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on questionnaire for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on questionnaire to cairn_app;

create table questionnaire_version (
  organization_id uuid not null,
  id uuid not null,
  questionnaire_id uuid not null,
  number integer not null,
  questions jsonb not null,
  created_at timestamp with time zone not null,
  constraint questionnaire_version_pkey PRIMARY KEY (organization_id, id),
  constraint questionnaire_version_number_check CHECK ((number >= 1)),
  constraint questionnaire_version_organization_id_questionnaire_id_fkey FOREIGN KEY (organization_id, questionnaire_id) REFERENCES questionnaire(organization_id, id)
);
CREATE UNIQUE INDEX questionnaire_version_number ON public.questionnaire_version USING btree (organization_id, questionnaire_id, number);
alter table questionnaire_version enable row level security;
alter table questionnaire_version force row level security;
create policy fence_app on questionnaire_version for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on questionnaire_version for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on questionnaire_version to cairn_app;

create table reply (
  organization_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  side text not null,
  participant_id uuid not null,
  person_id uuid not null,
  answer text not null,
  reason text,
  sealed_line bytea,
  replied_at timestamp with time zone not null,
  constraint reply_pkey PRIMARY KEY (organization_id, id),
  constraint reply_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint reply_check CHECK (((answer = 'no'::text) OR ((reason IS NULL) AND (sealed_line IS NULL)))),
  constraint reply_reason_check CHECK ((reason = ANY (ARRAY['not-now'::text, 'not-this-person'::text, 'not-this-topic'::text]))),
  constraint reply_side_check CHECK ((side = ANY (ARRAY['mentor'::text, 'mentee'::text]))),
  constraint reply_organization_id_participant_id_fkey FOREIGN KEY (organization_id, participant_id) REFERENCES participant(organization_id, id),
  constraint reply_organization_id_proposal_id_fkey FOREIGN KEY (organization_id, proposal_id) REFERENCES proposal(organization_id, id)
);
CREATE INDEX reply_of_participant ON public.reply USING btree (organization_id, participant_id, answer);
CREATE UNIQUE INDEX reply_of_side ON public.reply USING btree (organization_id, proposal_id, side);
alter table reply enable row level security;
alter table reply force row level security;
create policy fence_app on reply for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on reply for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on reply to cairn_app;

create table response (
  organization_id uuid not null,
  id uuid not null,
  questionnaire_version_id uuid not null,
  person_id uuid not null,
  answers jsonb not null,
  source text not null,
  replaces_id uuid,
  submitted_at timestamp with time zone not null,
  words tsvector generated always as (jsonb_to_tsvector('simple'::regconfig, (((jsonb_path_query_array(answers, '$.*."choices"'::jsonpath) || jsonb_path_query_array(answers, '$.*."choice"'::jsonpath)) || jsonb_path_query_array(answers, '$.*."ranked"'::jsonpath)) || jsonb_path_query_array(answers, '$.*."text"'::jsonpath)), '["string"]'::jsonb)) stored,
  constraint response_pkey PRIMARY KEY (organization_id, id),
  constraint response_source_check CHECK ((source = ANY (ARRAY['person'::text, 'coordinator'::text, 'import'::text]))),
  constraint response_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id),
  constraint response_organization_id_questionnaire_version_id_fkey FOREIGN KEY (organization_id, questionnaire_version_id) REFERENCES questionnaire_version(organization_id, id)
);
CREATE INDEX response_of_person ON public.response USING btree (organization_id, person_id, submitted_at DESC);
CREATE INDEX response_of_version ON public.response USING btree (organization_id, questionnaire_version_id);
CREATE INDEX response_words ON public.response USING gin (words);
alter table response enable row level security;
alter table response force row level security;
create policy fence_app on response for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on response for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on response to cairn_app;

create table safe_contact (
  organization_id uuid not null,
  program_id uuid not null,
  "position" integer not null,
  person_id uuid not null,
  line text not null,
  is_outside boolean not null,
  phone text,
  constraint safe_contact_pkey PRIMARY KEY (organization_id, program_id, "position"),
  constraint safe_contact_line_check CHECK (((length(line) >= 1) AND (length(line) <= 300))),
  constraint safe_contact_phone_check CHECK (((length(phone) >= 1) AND (length(phone) <= 60))),
  constraint safe_contact_position_check CHECK (("position" = ANY (ARRAY[1, 2]))),
  constraint safe_contact_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id),
  constraint safe_contact_organization_id_program_id_fkey FOREIGN KEY (organization_id, program_id) REFERENCES program(organization_id, id)
);
CREATE UNIQUE INDEX safe_contact_person ON public.safe_contact USING btree (organization_id, program_id, person_id);
alter table safe_contact enable row level security;
alter table safe_contact force row level security;
create policy fence_app on safe_contact for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on safe_contact for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on safe_contact to cairn_app;

create table staff_grant (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  relation text not null,
  scope_id uuid not null,
  granted_at timestamp with time zone not null,
  granted_by uuid,
  constraint staff_grant_pkey PRIMARY KEY (organization_id, id),
  constraint staff_grant_relation_check CHECK ((relation = ANY (ARRAY['administrator'::text, 'coordinator'::text]))),
  constraint staff_grant_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id)
);
CREATE INDEX staff_grant_of_scope ON public.staff_grant USING btree (organization_id, scope_id, relation);
CREATE UNIQUE INDEX staff_grant_once ON public.staff_grant USING btree (organization_id, person_id, relation, scope_id);
alter table staff_grant enable row level security;
alter table staff_grant force row level security;
create policy fence_app on staff_grant for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on staff_grant for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on staff_grant to cairn_app;

create table standing_exclusion (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  mentee_person_id uuid not null,
  mentor_person_id uuid not null,
  origin text not null,
  reason text,
  made_by uuid,
  made_at timestamp with time zone not null,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint standing_exclusion_pkey PRIMARY KEY (organization_id, id),
  constraint standing_exclusion_origin_check CHECK ((origin = ANY (ARRAY['coordinator'::text, 'reply'::text, 'topic'::text, 'closure'::text]))),
  constraint standing_exclusion_reason_check CHECK ((length(reason) <= 500)),
  constraint standing_exclusion_organization_id_mentee_person_id_fkey FOREIGN KEY (organization_id, mentee_person_id) REFERENCES person(organization_id, id),
  constraint standing_exclusion_organization_id_mentor_person_id_fkey FOREIGN KEY (organization_id, mentor_person_id) REFERENCES person(organization_id, id),
  constraint standing_exclusion_organization_id_program_id_fkey FOREIGN KEY (organization_id, program_id) REFERENCES program(organization_id, id)
);
CREATE INDEX standing_exclusion_of_mentor ON public.standing_exclusion USING btree (organization_id, mentor_person_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX standing_exclusion_once ON public.standing_exclusion USING btree (organization_id, mentee_person_id, mentor_person_id) WHERE (lifted_at IS NULL);
alter table standing_exclusion enable row level security;
alter table standing_exclusion force row level security;
create policy fence_app on standing_exclusion for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on standing_exclusion for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on standing_exclusion to cairn_app;

create table standing_lock (
  organization_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  program_id uuid not null,
  mentee_participant_id uuid not null,
  mentor_participant_id uuid not null,
  origin text not null,
  despite jsonb not null,
  reason text,
  made_by uuid,
  made_at timestamp with time zone not null,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint standing_lock_pkey PRIMARY KEY (organization_id, id),
  constraint standing_lock_origin_check CHECK ((origin = ANY (ARRAY['coordinator'::text, 'proposal'::text]))),
  constraint standing_lock_reason_check CHECK ((length(reason) <= 500)),
  constraint standing_lock_organization_id_cohort_id_fkey FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort(organization_id, id),
  constraint standing_lock_organization_id_mentee_participant_id_fkey FOREIGN KEY (organization_id, mentee_participant_id) REFERENCES participant(organization_id, id),
  constraint standing_lock_organization_id_mentor_participant_id_fkey FOREIGN KEY (organization_id, mentor_participant_id) REFERENCES participant(organization_id, id)
);
CREATE INDEX standing_lock_of_cohort ON public.standing_lock USING btree (organization_id, cohort_id) WHERE (lifted_at IS NULL);
CREATE INDEX standing_lock_of_mentor ON public.standing_lock USING btree (organization_id, mentor_participant_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX standing_lock_once ON public.standing_lock USING btree (organization_id, mentee_participant_id, mentor_participant_id) WHERE (lifted_at IS NULL);
alter table standing_lock enable row level security;
alter table standing_lock force row level security;
create policy fence_app on standing_lock for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on standing_lock for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on standing_lock to cairn_app;

create table talk (
  organization_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  cohort_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  proposal_id uuid,
  cause text not null,
  asked_at timestamp with time zone not null,
  due_on date not null,
  done_at timestamp with time zone,
  done_by uuid,
  constraint talk_pkey PRIMARY KEY (organization_id, id),
  constraint talk_cause_check CHECK ((cause = ANY (ARRAY['asked'::text, 'second-no'::text]))),
  constraint talk_organization_id_participant_id_fkey FOREIGN KEY (organization_id, participant_id) REFERENCES participant(organization_id, id),
  constraint talk_organization_id_proposal_id_fkey FOREIGN KEY (organization_id, proposal_id) REFERENCES proposal(organization_id, id)
);
CREATE INDEX talk_of_cohort ON public.talk USING btree (organization_id, cohort_id, due_on) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX talk_open ON public.talk USING btree (organization_id, participant_id) WHERE ((cause = 'second-no'::text) AND (done_at IS NULL));
CREATE UNIQUE INDEX talk_open_about ON public.talk USING btree (organization_id, participant_id, proposal_id) WHERE ((cause = 'asked'::text) AND (done_at IS NULL));
alter table talk enable row level security;
alter table talk force row level security;
create policy fence_app on talk for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on talk for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on talk to cairn_app;

create table thread (
  organization_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint thread_pkey PRIMARY KEY (organization_id, id),
  constraint thread_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE UNIQUE INDEX thread_of_scope ON public.thread USING btree (organization_id, scope_id);
alter table thread enable row level security;
alter table thread force row level security;
create policy fence_app on thread for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on thread for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on thread to cairn_app;

create table thread_member (
  organization_id uuid not null,
  thread_id uuid not null,
  person_id uuid not null,
  joined_at timestamp with time zone not null,
  seen_until timestamp with time zone,
  left_at timestamp with time zone,
  constraint thread_member_pkey PRIMARY KEY (organization_id, thread_id, person_id),
  constraint thread_member_organization_id_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES person(organization_id, id),
  constraint thread_member_organization_id_thread_id_fkey FOREIGN KEY (organization_id, thread_id) REFERENCES thread(organization_id, id)
);
CREATE INDEX thread_member_of_person ON public.thread_member USING btree (organization_id, person_id);
alter table thread_member enable row level security;
alter table thread_member force row level security;
create policy fence_app on thread_member for all to cairn_app using ((organization_id = current_organization())) with check ((organization_id = current_organization()));
create policy fence_owner on thread_member for all to cairn_owner using (true) with check (true);
grant delete, insert, select, update on thread_member to cairn_app;

create table sign_in.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES sign_in."user"(id) ON DELETE CASCADE
);
CREATE INDEX account_of_user ON sign_in.account USING btree ("userId");
grant delete, insert, select, update on sign_in.account to cairn_sign_in;

create table sign_in.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  "organizationId" text,
  constraint session_pkey PRIMARY KEY (id),
  constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES sign_in."user"(id) ON DELETE CASCADE,
  constraint session_token_key UNIQUE (token)
);
CREATE INDEX session_of_user ON sign_in.session USING btree ("userId");
grant delete, insert, select, update on sign_in.session to cairn_sign_in;

create table sign_in."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email)
);
grant delete, insert, select, update on sign_in."user" to cairn_sign_in;

create table sign_in.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_by_identifier ON sign_in.verification USING btree (identifier);
grant delete, insert, select, update on sign_in.verification to cairn_sign_in;
