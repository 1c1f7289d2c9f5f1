-- Goods from one location to another, in two steps (R9.2-5):
--
--   source       stock_transfers          its stock leaves as it is posted
--                     │
--                     ▼
--   both see     transfer_states          in transit ─► received
--                     ▲
--                     │
--   destination  stock_transfer_receipts  what came, into its own items
--
-- Each document belongs to one location, and only that one reads it. All that
-- one shows the other is the row in transfer_states: where from and where to,
-- and what the lines say that the other side needs (requirements !10). Neither
-- document ever changes.

create type public.transfer_state as enum ('in_transit', 'received');

create table public.stock_transfers (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  transfer_number text not null,
  printed_number text not null,
  status public.document_status not null,
  from_location_id uuid not null,
  to_location_id uuid not null references public.locations (id) on delete restrict,
  note text not null default '' check (length(note) <= 500),
  cashier_id uuid not null,
  approved_by uuid,
  approved_for jsonb not null default '[]',
  approval_reason text not null default '' check (length(approval_reason) <= 500),
  submitted_by uuid references auth.users (id) on delete restrict,
  flags jsonb not null default '[]',
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint transfer_number_is_unique_in_its_location unique (location_id, transfer_number),
  constraint a_transfer_belongs_to_its_source check (from_location_id = location_id),
  constraint a_transfer_goes_somewhere_else check (to_location_id <> from_location_id)
);
comment on table public.stock_transfers is
  'Goods sent to another location. It belongs to its source (R6.3-7). Names and flags as in sales_invoices.';
alter table public.stock_transfers enable row level security;
create index stock_transfers_month on public.stock_transfers (location_id, business_month);
create index stock_transfers_device on public.stock_transfers (device_id);
create index stock_transfers_to on public.stock_transfers (to_location_id);

create table public.stock_transfer_lines (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  transfer_id uuid not null references public.stock_transfers (id) on delete restrict,
  line_no integer not null,
  item_id uuid not null,
  lot_id uuid,
  barcode text,
  item_name text not null,
  unit_symbol text not null,
  is_batch_tracked boolean not null,
  batch_number text,
  expiry_date date,
  quantity_milli bigint not null check (quantity_milli > 0),
  unit_cost_minor bigint not null check (unit_cost_minor >= 0),
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint a_batch_is_named check ((lot_id is null) = (batch_number is null) and (lot_id is not null or expiry_date is null)),
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict
);
comment on table public.stock_transfer_lines is
  'One thing that was sent, out of one batch where its item has batches, and what the other side needs to know of it. `unit_cost_minor` is what its stock was worth here, by the server.';
alter table public.stock_transfer_lines enable row level security;
create index stock_transfer_lines_transfer on public.stock_transfer_lines (transfer_id);
create index stock_transfer_lines_item on public.stock_transfer_lines (location_id, item_id);
create index stock_transfer_lines_lot on public.stock_transfer_lines (location_id, lot_id) where lot_id is not null;

create table public.stock_transfer_receipts (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  receipt_number text not null,
  printed_number text not null,
  status public.document_status not null,
  transfer_id uuid not null references public.stock_transfers (id) on delete restrict,
  sent_number text not null,
  from_location_id uuid not null references public.locations (id) on delete restrict,
  note text not null default '' check (length(note) <= 500),
  cashier_id uuid not null,
  approved_by uuid,
  approved_for jsonb not null default '[]',
  approval_reason text not null default '' check (length(approval_reason) <= 500),
  submitted_by uuid references auth.users (id) on delete restrict,
  flags jsonb not null default '[]',
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint receipt_number_is_unique_in_its_location unique (location_id, receipt_number),
  constraint a_transfer_is_received_once unique (transfer_id)
);
comment on table public.stock_transfer_receipts is
  'What came of a transfer, received whole at its destination, once (R9.2-6). `sent_number` is the transfer''s. Names and flags as in sales_invoices.';
alter table public.stock_transfer_receipts enable row level security;
create index stock_transfer_receipts_month on public.stock_transfer_receipts (location_id, business_month);
create index stock_transfer_receipts_device on public.stock_transfer_receipts (device_id);
create index stock_transfer_receipts_from on public.stock_transfer_receipts (from_location_id);

create table public.stock_transfer_receipt_lines (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  receipt_id uuid not null references public.stock_transfer_receipts (id) on delete restrict,
  line_no integer not null,
  transfer_line_id uuid not null references public.stock_transfer_lines (id) on delete restrict,
  item_id uuid,
  lot_id uuid,
  batch_number text check (length(batch_number) between 1 and 60),
  expiry_date date,
  item_name text not null,
  unit_symbol text not null,
  sent_milli bigint not null check (sent_milli > 0),
  quantity_milli bigint not null check (quantity_milli >= 0),
  reason text not null default '' check (length(reason) <= 200),
  unit_cost_minor bigint check (unit_cost_minor >= 0),
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint a_transfer_line_is_received_once unique (transfer_line_id),
  constraint what_came_is_an_item check ((quantity_milli = 0) = (item_id is null)),
  constraint a_difference_has_a_reason check (quantity_milli = sent_milli or btrim(reason) <> ''),
  constraint a_batch_is_named check ((lot_id is null) = (batch_number is null) and (lot_id is not null or expiry_date is null)),
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict
);
comment on table public.stock_transfer_receipt_lines is
  'What came of one line of a transfer, into an item of this location; nothing of it: no item. `reason` says why it is not what was sent. `unit_cost_minor` is the transfer line''s; null where that is in another currency.';
alter table public.stock_transfer_receipt_lines enable row level security;
create index stock_transfer_receipt_lines_receipt on public.stock_transfer_receipt_lines (receipt_id);
create index stock_transfer_receipt_lines_item on public.stock_transfer_receipt_lines (location_id, item_id);
create index stock_transfer_receipt_lines_lot on public.stock_transfer_receipt_lines (location_id, lot_id) where lot_id is not null;

create table public.transfer_states (
  id uuid primary key references public.stock_transfers (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  to_location_id uuid not null references public.locations (id) on delete restrict,
  state public.transfer_state not null default 'in_transit',
  transfer_number text not null,
  note text not null,
  currency text not null,
  lines jsonb not null,
  business_month text not null,
  client_created_at timestamptz not null,
  receipt_id uuid references public.stock_transfer_receipts (id) on delete restrict,
  receipt_number text,
  received_at timestamptz,
  received_month text,
  differs boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint received_says_how check ((state = 'received') = (receipt_id is not null)
    and (receipt_id is null) = (received_month is null) and (receipt_id is null) = (receipt_number is null))
);
comment on table public.transfer_states is
  'Where a transfer stands (`id` is the transfer''s, `location_id` its source): the one row that both its locations see. Written by the two posting functions only.';
comment on column public.transfer_states.lines is
  'What the lines say, for the other side: [{id, line_no, item_id, barcode, item_name, unit_symbol, is_batch_tracked, batch_number, expiry_date, quantity_milli, unit_cost_minor}]. One row, so that an open transfer is one row on a device and goes as one when it is received.';
comment on column public.transfer_states.differs is 'Whether what came is not what was sent, in any line.';
alter table public.transfer_states enable row level security;
create index transfer_states_from on public.transfer_states (location_id, business_month);
create index transfer_states_to on public.transfer_states (to_location_id, received_month);
create index transfer_states_receipt on public.transfer_states (receipt_id) where receipt_id is not null;

create policy "members see what goes out and what comes in" on public.transfer_states
  for select to authenticated
  using (location_id in (select app.my_location_ids()) or to_location_id in (select app.my_location_ids()));
create policy "posting sees what goes out and what comes in" on public.transfer_states
  for select to flux_writer
  using (location_id = app.posting_location_id() or to_location_id = app.posting_location_id());
create policy "the source sends" on public.transfer_states
  for insert to flux_writer with check (location_id = app.posting_location_id());
create policy "the destination receives" on public.transfer_states
  for update to flux_writer
  using (to_location_id = app.posting_location_id()) with check (to_location_id = app.posting_location_id());
grant select on public.transfer_states to authenticated, flux_writer;
grant insert on public.transfer_states to flux_writer;
grant update (state, receipt_id, receipt_number, received_at, received_month, differs, updated_at) on public.transfer_states to flux_writer;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['stock_transfers', 'stock_transfer_lines', 'stock_transfer_receipts', 'stock_transfer_receipt_lines'] loop
    execute format('create trigger _100_facts before update or delete on public.%I for each row execute function app.tg__refuse_change()', v_table);
    execute format('create trigger _100_facts_all before truncate on public.%I for each statement execute function app.tg__refuse_change()', v_table);
    execute format(
      'create policy "members see what their location sent and received" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))', v_table);
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
end;
$$;

alter publication powersync add table public.stock_transfers, public.stock_transfer_lines,
  public.stock_transfer_receipts, public.stock_transfer_receipt_lines, public.transfer_states;
