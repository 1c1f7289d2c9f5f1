-- Posting a goods received note. It refuses what cannot be a true record: shape,
-- arithmetic, unknown or foreign ids, a batch that is missing, half, or not
-- wanted (R13-6). Everybody who works at a location may receive.
--
-- A lot is made with the first note that names it. Its id is made of item,
-- batch and expiry, so whoever comes second finds it. Masters are locked after
-- the head, as ever (see _master_edits), and only where a lot is to be made.

create function app.lot_id(p_item_id uuid, p_batch_number text, p_expiry_date date) returns uuid
language sql immutable
set search_path = ''
return extensions.uuid_generate_v5(p_item_id, p_batch_number || '/' || coalesce(to_char(p_expiry_date, 'YYYY-MM-DD'), ''));
comment on function app.lot_id(uuid, text, date) is
  'The id of a batch, as src/domain/lot-id.ts makes it (R4.1-15).';

create or replace function app.refuse_line(p_fault integer, p_line_no integer) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  case p_fault
    when 1 then perform app.refuse('RDITM', format('Line %s names an item that is not in the catalog of this location.', p_line_no), 'item_id');
    when 2 then perform app.refuse('RDTAX', format('Line %s names a tax rate that this location does not have.', p_line_no), 'tax_rate_id');
    when 3 then perform app.refuse('RVLOT', format('Line %s needs a batch: the item is batch-tracked.', p_line_no), 'lot_id');
    when 4 then perform app.refuse('RDLOT', format('Line %s names a batch that does not belong to its item.', p_line_no), 'lot_id');
    when 5 then perform app.refuse('RVQTY', format('The quantity of line %s is not possible.', p_line_no), 'quantity_milli');
    when 6 then perform app.refuse('RVPRC', format('The price of line %s is not possible.', p_line_no), 'price_minor');
    when 7 then perform app.refuse('RVPRC', format('The cost of line %s is not possible, or it stands on a decrease.', p_line_no), 'unit_cost_minor');
    when 8 then perform app.refuse('RVTOT', format('The amount of line %s is not its price times its quantity, less discount.', p_line_no), 'amount_minor');
    when 9 then perform app.refuse('RVTOT', format('The tax of line %s does not follow from its amount and rate.', p_line_no), 'tax_minor');
    when 10 then perform app.refuse('RVSHP', format('Line %s has no name or unit, or one that is too long.', p_line_no), 'item_name');
    when 11 then perform app.refuse('RVLOT', format('Line %s needs a batch number of at most 60 characters: the item is batch-tracked.', p_line_no), 'batch_number');
    when 12 then perform app.refuse('RVLOT', format('Line %s needs the expiry date of its batch.', p_line_no), 'expiry_date');
    when 13 then perform app.refuse('RVBAT', format('Line %s names a batch, and its item is not batch-tracked.', p_line_no), 'batch_number');
    when 14 then perform app.refuse('RVBAT', format('The batch of line %s is not the one of its item, number and expiry.', p_line_no), 'lot_id');
  end case;
end;
$$;

create function app.check_grn(p app.posting, h public.grns, p_lines public.grn_lines[]) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  x record;
begin
  if h.supplier_id is not null and not exists (
    select from public.suppliers s where s.id = h.supplier_id and s.location_id = p.location_id) then
    perform app.refuse('RDSUP', 'The note names a supplier that this location does not have.', 'supplier_id');
  end if;
  if length(h.note) > 500 or length(h.supplier_reference) > 80 then
    perform app.refuse('RVSHP', 'The note or the reference of the supplier is too long.',
      case when length(h.note) > 500 then 'note' else 'supplier_reference' end);
  elsif h.currency is null or length(h.currency) <> 3 then
    perform app.refuse('RVSHP', 'The currency is not one.', 'currency');
  end if;

  -- One pass. An array sorts by its first element, and null after everything.
  select count(*) as lines, count(distinct l.id) as ids, count(distinct l.line_no) as line_nos, sum(l.amount_minor) as amount,
    min(array[case
      when i.id is null then 1
      when l.quantity_milli is null or l.quantity_milli not between 1 and 1000000000 then 5
      when l.unit_cost_minor is null or l.unit_cost_minor not between 0 and 100000000000 then 7
      when l.amount_minor is distinct from round(l.unit_cost_minor::numeric * l.quantity_milli / 1000)
        or l.amount_minor > 1000000000000000 then 8
      when l.item_name is null or length(l.item_name) > 200 or l.unit_symbol is null or length(l.unit_symbol) > 12 then 10
      when not i.is_batch_tracked and num_nonnulls(l.lot_id, l.batch_number, l.expiry_date) > 0 then 13
      when not i.is_batch_tracked then null
      -- White space around it would make another batch of the same.
      when l.batch_number is null or length(l.batch_number) not between 1 and 60
        or l.batch_number <> btrim(l.batch_number, E' \t\r\n') then 11
      when l.expiry_date is null or l.expiry_date not between '2000-01-01' and '9999-12-31' then 12
      when l.lot_id is distinct from app.lot_id(l.item_id, l.batch_number, l.expiry_date) then 14
    end, l.line_no]) as fault,
    bool_or(l.quantity_milli % (10 ^ (3 - u.quantity_decimals))::bigint <> 0) as part_of_piece,
    bool_or(l.expiry_date < p.today) as expired
  into x
  from unnest(p_lines) l
  left join public.items i on i.id = l.item_id and i.location_id = p.location_id
  left join public.units u on u.id = i.unit_id and u.location_id = p.location_id;

  perform app.check_ids(x.lines, x.ids, x.line_nos, 500, 'lines');
  if x.fault[1] is not null then
    perform app.refuse_line(x.fault[1], x.fault[2]);
  end if;
  if h.total_minor is distinct from x.amount or h.total_minor > 1000000000000000 then
    perform app.refuse('RVTOT', 'The total of the note does not match its lines.', 'total_minor');
  end if;
  v.flags := v.flags || array_remove(array[
    case when x.part_of_piece then 'part_of_piece' end,
    case when x.expired then 'expired_lot' end,
    case when h.currency <> p.currency then 'currency_differs' end], null);
  return v;
end;
$$;
comment on function app.check_grn(app.posting, public.grns, public.grn_lines[]) is
  'Recomputes every line (the same arithmetic as src/domain) and the total, which are never trusted, and resolves every id inside the location; a batch-tracked item comes with batch and expiry, any other with neither (R13-6).';

create function app.make_lots(p app.posting, p_lines public.grn_lines[]) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_stamp text := app.iso(least(p.client_created_at, clock_timestamp() + interval '2 seconds')) || '-0000-' || p.device_id;
begin
  if not exists (
    select from unnest(p_lines) l
    where l.lot_id is not null and not exists (select from public.stock_lots s where s.id = l.lot_id and s.item_id = l.item_id)) then
    return;
  end if;
  perform app.hold_masters(p.location_id);
  insert into public.stock_lots (id, location_id, created_by, stamps, item_id, batch_number, expiry_date)
  select distinct on (l.lot_id) l.lot_id, p.location_id, p.author_id,
    jsonb_build_object('item_id', v_stamp, 'batch_number', v_stamp, 'expiry_date', v_stamp), l.item_id, l.batch_number, l.expiry_date
  from unnest(p_lines) l
  where l.lot_id is not null
  order by l.lot_id
  on conflict do nothing;
  -- Somebody made a lot that says the same under an id of its own.
  if exists (
    select from unnest(p_lines) l
    where l.lot_id is not null and not exists (select from public.stock_lots s where s.id = l.lot_id and s.item_id = l.item_id)) then
    perform app.refuse('RVBAT', 'A batch of the note is in the catalog under another id.', 'lot_id');
  end if;
end;
$$;
comment on function app.make_lots(app.posting, public.grn_lines[]) is
  'Makes the lots of a note that are not there yet, stamped as a master that its author created. Under the head; it takes the lock of the masters after it.';

create function app.post_grn(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.grns := jsonb_populate_record(null::public.grns, p.payload - 'flags');
  v_lines public.grn_lines[] := array(
    select jsonb_populate_recordset(null::public.grn_lines, app.array_of(p.payload, 'lines')));
begin
  v := app.check_grn(v, h, v_lines);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'G', h.grn_number, h.business_date);
  perform app.make_lots(v, v_lines);
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, l.quantity_milli, l.unit_cost_minor)::app.move from unnest(v_lines) l order by l.line_no));

  insert into public.grns (id, location_id, device_id, grn_number, printed_number, status, supplier_id, supplier_reference, note,
    cashier_id, approved_by, approved_for, approval_reason, submitted_by, currency, total_minor, flags, journal_seq,
    business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.grn_number, 'posted', h.supplier_id, coalesce(h.supplier_reference, ''),
    coalesce(h.note, ''), h.cashier_id, h.approved_by, app.array_of(p.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), h.currency, h.total_minor, to_jsonb(v.flags), v.journal_seq,
    v.business_date, v.business_month, v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.grn_lines (id, location_id, grn_id, line_no, item_id, lot_id, batch_number, expiry_date, item_name, unit_symbol,
    quantity_milli, unit_cost_minor, amount_minor, business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, l.item_id, l.lot_id, l.batch_number, l.expiry_date, l.item_name, l.unit_symbol,
    l.quantity_milli, l.unit_cost_minor, l.amount_minor, v.business_month, v.author_id
  from unnest(v_lines) l;
  return app.answer(v);
end;
$$;
comment on function app.post_grn(app.posting) is
  'Header, lines, lots, moves, costs, balances and journal of a goods received note, whole or not at all (R8.2-1, R8.2-2).';

create or replace function app.post_record(p_batch app.posting, p_record jsonb) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := app.open_record(p_batch, p_record);
begin
  if v.entity_type = 'master_update' then
    return app.post_master_edit(v);
  end if;
  return coalesce(
    app.already_posted(v),
    app.already_void(v),
    case v.entity_type
      when 'sales_invoice' then app.post_sale(v)
      when 'stock_adjustment' then app.post_stock_adjustment(v)
      when 'grn' then app.post_grn(v)
    end);
end;
$$;

create or replace function app.keep_refused(p_location_id uuid, p_actor_id uuid, p_record jsonb, p_refusal jsonb) returns boolean
language plpgsql
set search_path = ''
as $$
begin
  -- Nobody is refused a thousand times in good faith. The device keeps the record all the same.
  if (select count(*) from public.rejected_documents r
      where r.location_id = p_location_id and r.created_by = p_actor_id and r.resolved_at is null) >= 1000 then
    return false;
  end if;
  insert into public.rejected_documents as r (location_id, entity_type, document_id, number, code, message, field, record, created_by)
  values (p_location_id, left(coalesce(p_record ->> 'entity_type', ''), 64),
    -- Of one master there are many edits, each its own act: an edit's own id is what it is known by.
    left(coalesce(p_record ->> case when p_record ->> 'entity_type' = 'master_update' then 'queue_id' else 'entity_id' end, ''), 64),
    coalesce(p_record #>> '{payload,invoice_number}', p_record #>> '{payload,adjustment_number}', p_record #>> '{payload,grn_number}', ''),
    p_refusal ->> 'code', p_refusal ->> 'message', p_refusal ->> 'field', p_record, p_actor_id)
  on conflict (location_id, created_by, document_id, code) do update
  set tries = r.tries + 1, message = excluded.message, field = excluded.field, record = excluded.record,
    resolved_at = null, resolved_by = null, resolution = null, resolution_reason = '', updated_at = now();
  return true;
end;
$$;

create function public.post_grn(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'grn');
comment on function public.post_grn(jsonb) is
  'Posts one goods received note, given as an outbox record; answers as one result of push. Security definer: see push.';
