-- A sales invoice: what a till sold. Written only by app.post_sale, whole, and
-- never changed: a correction is a return that names it (R9.2-1, R9.2-2).
-- Quantities are positive; the kind gives the sign.

create table public.sales_invoices (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  invoice_number text not null,
  printed_number text not null,
  kind public.sale_kind not null,
  status public.document_status not null,
  customer_id uuid,
  cashier_id uuid not null,
  approved_by uuid,
  approved_for jsonb not null default '[]',
  approval_reason text not null default '' check (length(approval_reason) <= 500),
  submitted_by uuid references auth.users (id) on delete restrict,
  currency text not null,
  tax_mode public.tax_mode not null,
  subtotal_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  note text not null default '',
  flags jsonb not null default '[]',
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint invoice_number_is_unique_in_its_location unique (location_id, invoice_number),
  foreign key (location_id, customer_id) references public.customers (location_id, id) on delete restrict
);
comment on table public.sales_invoices is
  'A sale. `printed_number` is on the paper; `invoice_number` differs from it only where another document had taken that number. `cashier_id` stood at the till, `created_by` was signed in; the cashier is no foreign key, because a sale outlives a membership. `approved_by` is who the till says allowed what `approved_for` lists; the flags say if that holds. `submitted_by` sent it in for its author, null where the author did. `flags` lists what a manager should look at.';
alter table public.sales_invoices enable row level security;
create index sales_invoices_month on public.sales_invoices (location_id, business_month);
create index sales_invoices_device on public.sales_invoices (device_id);
create index sales_invoices_customer on public.sales_invoices (location_id, customer_id) where customer_id is not null;

create table public.sales_invoice_lines (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  invoice_id uuid not null references public.sales_invoices (id) on delete restrict,
  line_no integer not null,
  item_id uuid not null,
  lot_id uuid,
  item_name text not null,
  unit_symbol text not null,
  quantity_milli bigint not null check (quantity_milli > 0),
  price_minor bigint not null check (price_minor >= 0),
  list_price_minor bigint not null check (list_price_minor >= 0),
  discount_minor bigint not null check (discount_minor >= 0),
  tax_rate_id uuid not null,
  tax_rate_ppm bigint not null check (tax_rate_ppm between 0 and 1000000),
  amount_minor bigint not null check (amount_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict,
  foreign key (location_id, tax_rate_id) references public.tax_rates (location_id, id) on delete restrict
);
comment on table public.sales_invoice_lines is
  'What was sold, at what the till used: price, list price, tax rate, name as printed. `amount_minor` is price times quantity less discount, with tax where the mode is inclusive.';
alter table public.sales_invoice_lines enable row level security;
create index sales_invoice_lines_invoice on public.sales_invoice_lines (invoice_id);
create index sales_invoice_lines_item on public.sales_invoice_lines (location_id, item_id);
create index sales_invoice_lines_lot on public.sales_invoice_lines (location_id, lot_id) where lot_id is not null;
create index sales_invoice_lines_tax_rate on public.sales_invoice_lines (location_id, tax_rate_id);

create table public.sales_invoice_payments (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  invoice_id uuid not null references public.sales_invoices (id) on delete restrict,
  line_no integer not null,
  method public.payment_method not null,
  amount_minor bigint not null check (amount_minor >= 0),
  rounding_minor bigint not null default 0,
  tendered_minor bigint not null check (tendered_minor >= 0),
  change_minor bigint not null check (change_minor >= 0),
  reference text not null default '' check (length(reference) <= 80),
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint drawer_adds_up check (tendered_minor - change_minor = amount_minor + rounding_minor)
);
comment on table public.sales_invoice_payments is
  'How it was paid. `amount_minor` settles the invoice; `rounding_minor` is what rounding to the smallest coin added or took; tendered less change is what is in the drawer.';
alter table public.sales_invoice_payments enable row level security;
create index sales_invoice_payments_invoice on public.sales_invoice_payments (invoice_id);
create index sales_invoice_payments_location on public.sales_invoice_payments (location_id);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['sales_invoices', 'sales_invoice_lines', 'sales_invoice_payments'] loop
    execute format('create trigger _100_facts before update or delete on public.%I for each row execute function app.tg__refuse_change()', v_table);
    execute format('create trigger _100_facts_all before truncate on public.%I for each statement execute function app.tg__refuse_change()', v_table);
    execute format(
      'create policy "members see the sales of their location" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))', v_table);
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
end;
$$;
