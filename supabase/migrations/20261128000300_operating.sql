-- What whoever runs Flux may ask of it: figures and faults, never the rows of a
-- shop. Nobody who is signed in reads this; PostgREST does not expose it.
--
--   flux_operator   a role to be granted to the login of a person or a monitor.
--                   It reads the views of this schema and no table
--   service_role    the same
--
-- The views run as the owner of the tables, so they see every location.

create role flux_operator nologin noinherit nobypassrls;

create schema operating;
comment on schema operating is 'What whoever runs Flux may ask of it. Not exposed by PostgREST; for flux_operator and service_role.';
grant usage on schema operating to flux_operator, service_role;

-- The laws of the books ------------------------------------------------------
-- Each view lists what breaks one law: (law, location_id, subject_id, detail).
-- Empty is well.

create view operating.balance_faults as
select 'balance is the sum of its moves' as law, coalesce(b.location_id, m.location_id) as location_id,
  coalesce(b.item_id, m.item_id) as subject_id,
  format('lot %s: balance %s, moves %s (thousandths)', coalesce(b.lot_id, m.lot_id), b.quantity_milli, m.quantity_milli) as detail
from public.stock_balances b
full join (
  select m.location_id, m.item_id, m.lot_id, sum(m.quantity_milli)::bigint as quantity_milli
  from public.stock_moves m
  group by m.location_id, m.item_id, m.lot_id) m
  -- No null compares as equal in a full join; there is no such lot.
  on (m.location_id, m.item_id, coalesce(m.lot_id, '00000000-0000-0000-0000-000000000000'))
    = (b.location_id, b.item_id, coalesce(b.lot_id, '00000000-0000-0000-0000-000000000000'))
where coalesce(b.quantity_milli, 0) <> coalesce(m.quantity_milli, 0) or b.id is null;
comment on view operating.balance_faults is 'Balances that are not the sum of their moves, and moves without a balance (R6.2-1, R6.2-3). The subject is the item.';

create view operating.journal_faults as
select 'journal has no gap' as law, h.location_id, h.location_id as subject_id,
  format('head %s, last document %s, documents %s', h.journal_seq, k.last_seq, k.key_count) as detail
from public.location_journal_heads h
cross join lateral (
  select coalesce(max(d.journal_seq), 0) as last_seq, count(*) as key_count, coalesce(min(d.journal_seq), 1) as first_seq
  from public.document_keys d where d.location_id = h.location_id) k
where k.last_seq <> k.key_count or k.first_seq <> 1 or h.journal_seq <> k.last_seq
union all
select 'journal has no gap', l.id, l.id, 'there is no head'
from public.locations l
where not exists (select from public.location_journal_heads h where h.location_id = l.id);
comment on view operating.journal_faults is 'Locations whose documents are not numbered 1, 2, 3 … up to the head of the journal. The subject is the location.';

create view operating.documents as
select d.id, d.location_id, d.journal_seq, 'sales_invoice'::public.entity_type as entity_type from public.sales_invoices d
union all select d.id, d.location_id, d.journal_seq, 'grn' from public.grns d
union all select d.id, d.location_id, d.journal_seq, 'stock_adjustment' from public.stock_adjustments d
union all select d.id, d.location_id, d.journal_seq, 'customer_payment' from public.customer_payments d
union all select d.id, d.location_id, d.journal_seq, 'stock_transfer' from public.stock_transfers d
union all select d.id, d.location_id, d.journal_seq, 'stock_transfer_receipt' from public.stock_transfer_receipts d
union all select d.id, d.location_id, d.journal_seq, 'shift' from public.shifts d
union all select d.id, d.location_id, d.journal_seq, 'stock_count' from public.stock_counts d;
comment on view operating.documents is 'Every posted document of any kind.';

create view operating.lines as
select l.id, l.location_id, l.invoice_id as document_id, l.line_no, l.item_id, l.lot_id, null::bigint as unit_cost_minor,
  case when l.is_restocked is null then -l.quantity_milli when l.is_restocked then l.quantity_milli else 0 end as change_milli
from public.sales_invoice_lines l
union all select l.id, l.location_id, l.grn_id, l.line_no, l.item_id, l.lot_id, l.unit_cost_minor, l.quantity_milli from public.grn_lines l
union all select l.id, l.location_id, l.adjustment_id, l.line_no, l.item_id, l.lot_id, l.unit_cost_minor, l.quantity_milli from public.stock_adjustment_lines l
union all select l.id, l.location_id, l.transfer_id, l.line_no, l.item_id, l.lot_id, null, -l.quantity_milli from public.stock_transfer_lines l
union all select l.id, l.location_id, l.receipt_id, l.line_no, l.item_id, l.lot_id, l.unit_cost_minor, l.quantity_milli from public.stock_transfer_receipt_lines l;
comment on view operating.lines is 'Every line that can move stock: by how much it does (0: not at all), and the unit cost that it names.';

create view operating.document_faults as
select 'a document is in the journal, and the journal’s is there' as law, coalesce(k.location_id, d.location_id) as location_id,
  coalesce(k.id, d.id) as subject_id,
  format('journal: %s %s; document: %s %s', k.entity_type, k.journal_seq, d.entity_type, d.journal_seq) as detail
from public.document_keys k
full join operating.documents d on d.id = k.id
where (k.location_id, k.entity_type, k.journal_seq) is distinct from (d.location_id, d.entity_type, d.journal_seq)
union all
select 'what a document says is what it moved', coalesce(l.location_id, m.location_id), coalesce(l.document_id, m.document_id),
  format('line %s: says %s, moved %s (thousandths)', coalesce(l.id, m.id), l.change_milli, m.quantity_milli)
from (select * from operating.lines l where l.change_milli <> 0) l
full join public.stock_moves m on m.id = l.id
where (l.location_id, l.document_id, l.item_id, l.lot_id, l.change_milli)
  is distinct from (m.location_id, m.document_id, m.item_id, m.lot_id, m.quantity_milli);
comment on view operating.document_faults is 'Documents that the journal does not know or that are gone, and lines that moved something else than they say. The subject is the document.';

create view operating.customer_faults as
select 'a customer owes the debts less the payments' as law, coalesce(b.location_id, e.location_id) as location_id,
  coalesce(b.customer_id, e.customer_id) as subject_id,
  format('balance %s, entries %s, open debts %s', b.outstanding_minor, e.owed_minor, b.open_debts) as detail
from public.customer_balances b
full join (
  select e.location_id, e.customer_id, sum(e.amount_minor)::bigint as owed_minor
  from public.customer_entries e group by e.location_id, e.customer_id) e on e.customer_id = b.customer_id
where b.outstanding_minor is distinct from e.owed_minor
  or greatest(b.outstanding_minor, 0) <> (select coalesce(sum((d ->> 'amount_minor')::bigint), 0) from jsonb_array_elements(b.open_debts) d)
  or b.oldest_due_date is distinct from (b.open_debts -> 0 ->> 'due_date')::date
union all
select 'a debt is what its document says', coalesce(d.location_id, e.location_id), coalesce(d.id, e.id),
  format('document %s, entry %s', d.amount_minor, e.amount_minor)
from public.customer_entries e
full join (
  select i.id, i.location_id, i.customer_id, case i.kind when 'return' then -y.amount_minor else y.amount_minor end as amount_minor
  from public.sales_invoices i
  join public.sales_invoice_payments y on y.invoice_id = i.id and y.method = 'credit'
  union all
  select c.id, c.location_id, c.customer_id, -c.amount_minor from public.customer_payments c) d on d.id = e.id
where (d.location_id, d.customer_id, d.amount_minor) is distinct from (e.location_id, e.customer_id, e.amount_minor);
comment on view operating.customer_faults is 'Customers whose balance is not their debts less their payments, and entries that are not what their document says. The subject is the customer, or the document.';

-- Costs ----------------------------------------------------------------------
-- The moving average once more, from the lines, in the order of the journal:
-- the rule of app.post_moves, for one item in one document at a time.

create type operating.stock as (quantity_milli numeric, value_minor numeric, last_cost_minor numeric);

create function operating.after_document(s operating.stock, p_quantities bigint[], p_costs bigint[]) returns operating.stock
language plpgsql immutable
set search_path = ''
as $$
declare
  v_most numeric := s.quantity_milli;
  v_left numeric := s.quantity_milli;
  v_all numeric := s.value_minor;
  v_named numeric;
  v_unit numeric;
  v_value numeric;
begin
  for n in 1 .. cardinality(p_quantities) loop
    v_named := coalesce(p_costs[n], v_named);
    v_left := v_left + p_quantities[n];
    if p_quantities[n] > 0 then
      v_most := v_most + p_quantities[n];
      v_all := v_all + case
        when p_costs[n] is not null then round(p_costs[n]::numeric * p_quantities[n] / 1000)
        when s.quantity_milli > 0 then round(s.value_minor * p_quantities[n] / s.quantity_milli)
        else round(s.last_cost_minor * p_quantities[n] / 1000) end;
    end if;
  end loop;
  v_unit := coalesce(v_named,
    case when s.quantity_milli > 0 then greatest(round(s.value_minor * 1000 / s.quantity_milli), 0) else s.last_cost_minor end);
  if s.quantity_milli < 0 then
    v_all := case when v_most > 0 then round(v_most * v_unit / 1000) else round(s.value_minor * v_most / s.quantity_milli) end;
  end if;
  v_value := v_all;
  for n in 1 .. cardinality(p_quantities) loop
    if p_quantities[n] < 0 then
      v_value := v_value + case when v_most > 0 then round(v_all * p_quantities[n] / v_most) else round(v_unit * p_quantities[n] / 1000) end;
    end if;
  end loop;
  if v_left = 0 then
    v_value := 0;
  elsif v_left > 0 and v_value < 0 then
    v_value := round(v_all * v_left / v_most);
  end if;
  return (v_left, v_value, v_unit)::operating.stock;
end;
$$;
comment on function operating.after_document(operating.stock, bigint[], bigint[]) is
  'What the stock of an item is and is worth after a document with these lines. Null where it rests on a cost that is not known.';

create function operating.cost_faults(p_location_id uuid)
returns table (law text, location_id uuid, subject_id uuid, detail text)
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_stock operating.stock;
  v_before operating.stock;
  v_item uuid;
  d record;
begin
  law := 'stock is worth its moving average';
  location_id := p_location_id;
  for d in
    select m.item_id, m.document_id, min(m.journal_seq) as seq, sum(m.value_minor) as booked,
      array_agg(m.quantity_milli order by l.line_no, m.id) as quantities, array_agg(l.unit_cost_minor order by l.line_no, m.id) as costs,
      -- The cost that an item had before its first goods is known while nobody has edited the item since.
      (select case when i.updated_at <= min(m.created_at) then i.cost_minor end from public.items i where i.id = m.item_id) as first_cost
    from public.stock_moves m
    left join operating.lines l on l.id = m.id and l.location_id = p_location_id
    where m.location_id = p_location_id
    group by m.item_id, m.document_id
    order by m.item_id, seq
  loop
    if d.item_id is distinct from v_item then
      v_item := d.item_id;
      v_stock := (0, 0, d.first_cost)::operating.stock;
    end if;
    v_before := v_stock;
    v_stock := operating.after_document(v_before, d.quantities, d.costs);
    if d.booked <> v_stock.value_minor - v_before.value_minor then
      subject_id := d.item_id;
      detail := format('document %s: booked %s, is %s', d.document_id, d.booked, v_stock.value_minor - v_before.value_minor);
      return next;
    end if;
    -- One fault is told once; and what cannot be known is as it is booked.
    v_stock.value_minor := v_before.value_minor + d.booked;
  end loop;
  return query
  select 'stock is worth its moving average', p_location_id, coalesce(c.item_id, m.item_id),
    format('cost: %s of value %s; moves: %s of value %s', c.quantity_milli, c.value_minor, m.quantity_milli, m.value_minor)
  from (select * from public.item_costs k where k.location_id = p_location_id) c
  full join (
    select s.item_id, sum(s.quantity_milli)::bigint as quantity_milli, sum(s.value_minor)::bigint as value_minor
    from public.stock_moves s where s.location_id = p_location_id group by s.item_id) m on m.item_id = c.item_id
  where (c.quantity_milli, c.value_minor) is distinct from (m.quantity_milli, m.value_minor);
end;
$$;
comment on function operating.cost_faults(uuid) is
  'Documents of a location that booked their goods at another value than the moving average gives, re-played from the lines, and costs that are not the sum of their moves. The subject is the item. Security definer: who asks reads no table.';

create view operating.ledger_faults as
select * from operating.balance_faults
union all select * from operating.journal_faults
union all select * from operating.document_faults
union all select * from operating.customer_faults
union all select c.* from public.locations l cross join lateral operating.cost_faults(l.id) c;
comment on view operating.ledger_faults is
  'Everything that breaks a law of the books, of all locations. Empty is well. The command `ledger-check` prints it. It reads the whole ledger: ask once a day, not once a minute.';
