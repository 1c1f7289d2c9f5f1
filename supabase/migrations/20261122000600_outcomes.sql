-- What became of a document that a device sent: how the device learns it.

create table public.document_outcomes (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  entity_type public.entity_type not null,
  outcome public.document_outcome not null,
  journal_seq bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict
);
comment on table public.document_outcomes is
  'The server''s answer about one document (`id` is the document''s), streamed to the device that made it together with the balances it changed, so that stock on hand never counts it twice. Kept 60 days; a repeated push writes it anew.';
alter table public.document_outcomes enable row level security;
create index document_outcomes_device on public.document_outcomes (device_id);
create index document_outcomes_location on public.document_outcomes (location_id, created_at);

create table public.rejected_documents (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  entity_type text not null,
  document_id text not null,
  number text not null,
  code text not null,
  message text not null,
  field text,
  record jsonb not null,
  tries integer not null default 1,
  resolved_at timestamptz,
  resolved_by uuid references auth.users (id) on delete restrict,
  resolution public.document_outcome,
  resolution_reason text not null default '' check (length(resolution_reason) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint one_refusal_per_document_and_reason unique (location_id, created_by, document_id, code)
);
comment on table public.rejected_documents is
  'What was refused, whole and as it was sent (its parts as text, since a bad one is why it is here), so that no sale is ever only on a device. `created_by` sent it. Open until `resolved_at`: then it is posted after all or void, by whom and why.';
alter table public.rejected_documents enable row level security;
create index rejected_documents_location on public.rejected_documents (location_id, document_id);

create table public.voided_documents (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  entity_type public.entity_type not null,
  number text not null check (length(number) between 1 and 64),
  reason text not null check (length(btrim(reason)) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict
);
comment on table public.voided_documents is
  'A document that was refused and that a manager closed for good (`id` is the document''s): it never enters the books, its number stays taken, and a device that still sends it is told so.';
alter table public.voided_documents enable row level security;
create index voided_documents_location on public.voided_documents (location_id, created_at);
create index voided_documents_device on public.voided_documents (device_id);
create trigger _100_facts before update or delete on public.voided_documents
  for each row execute function app.tg__refuse_change();
create trigger _100_facts_all before truncate on public.voided_documents
  for each statement execute function app.tg__refuse_change();

create policy "members see what is void" on public.voided_documents
  for select to authenticated using (location_id in (select app.my_location_ids()));
create policy "voiding sees what is void" on public.voided_documents
  for select to flux_writer using (location_id = app.posting_location_id());
create policy "voiding adds" on public.voided_documents
  for insert to flux_writer with check (location_id = app.posting_location_id() and created_by = app.current_user_id());
grant select on public.voided_documents to authenticated, flux_writer;
grant insert on public.voided_documents to flux_writer;

create policy "members see the answers of their location" on public.document_outcomes
  for select to authenticated using (location_id in (select app.my_location_ids()));
create policy "posting sees answers" on public.document_outcomes
  for select to flux_writer using (location_id = app.posting_location_id());
create policy "posting answers" on public.document_outcomes
  for insert to flux_writer with check (location_id = app.posting_location_id());

create policy "senders and managers see refusals" on public.rejected_documents
  for select to authenticated
  using (location_id in (select app.my_location_ids())
    and (created_by = (select app.current_user_id())
      or app.role_of((select app.current_user_id()), location_id) in ('manager', 'admin')));
create policy "posting sees refusals" on public.rejected_documents
  for select to flux_writer using (location_id = app.posting_location_id());
create policy "posting keeps what it refuses" on public.rejected_documents
  for insert to flux_writer
  with check (location_id = app.posting_location_id() and created_by = app.current_user_id());
create policy "posting counts tries and resolves" on public.rejected_documents
  for update to flux_writer
  using (location_id = app.posting_location_id()) with check (location_id = app.posting_location_id());

grant execute on function app.role_of(uuid, uuid) to authenticated;
grant select on public.document_outcomes, public.rejected_documents to authenticated, flux_writer;
grant insert on public.document_outcomes, public.rejected_documents to flux_writer;
grant update (tries, message, field, record, resolved_at, resolved_by, resolution, resolution_reason, updated_at) on public.rejected_documents to flux_writer;
