-- Posting a count sheet. Counting is everybody's work. A sheet moves no stock
-- and costs nothing: it is refused only where it cannot be a true record.

create function app.stocktake_id(p_location_id uuid, p_code text) returns uuid
language sql immutable
set search_path = ''
return extensions.uuid_generate_v5(p_location_id, 'stocktake/' || p_code);
comment on function app.stocktake_id(uuid, text) is
  'The id of a stocktake, as src/domain/stocktake-id.ts makes it.';

create function app.check_count(p app.posting, h public.stock_counts, p_lines public.stock_count_lines[]) returns void
language plpgsql
set search_path = ''
as $$
declare
  x record;
begin
  if h.stocktake_code is null or h.stocktake_code !~ '^[2-9A-HJ-NP-Z]{5}$' then
    perform app.refuse('RVSHP', 'The code of the stocktake is not one.', 'stocktake_code');
  elsif h.stocktake_id is distinct from app.stocktake_id(p.location_id, h.stocktake_code) then
    perform app.refuse('RVSHP', 'The stocktake is not the one of this location and its code.', 'stocktake_id');
  elsif length(h.stocktake_name) > 80 or length(h.note) > 500 then
    perform app.refuse('RVSHP', 'The note or the name of the stocktake is too long.',
      case when length(h.note) > 500 then 'note' else 'stocktake_name' end);
  end if;

  -- One pass, as in check_adjustment.
  select count(*) as lines, count(distinct l.id) as ids, count(distinct l.line_no) as line_nos,
    min(array[case
      when i.id is null then 1
      when i.is_batch_tracked and l.lot_id is null then 3
      when l.lot_id is not null and s.id is null then 4
      when l.quantity_milli is null or l.quantity_milli not between 0 and 1000000000
        or l.book_quantity_milli is null or l.book_quantity_milli not between -1000000000000000 and 1000000000000000 then 5
      when l.item_name is null or length(l.item_name) > 200 or l.unit_symbol is null or length(l.unit_symbol) > 12 then 10
    end, l.line_no]) as fault,
    bool_or((l.counted_at between '2000-01-01Z' and '9999-12-31Z') is not true) as timeless
  into x
  from unnest(p_lines) l
  left join public.items i on i.id = l.item_id and i.location_id = p.location_id
  left join public.stock_lots s on s.id = l.lot_id and s.item_id = l.item_id and s.location_id = p.location_id;
  perform app.check_ids(x.lines, x.ids, x.line_nos, 500, 'lines');
  if x.fault[1] is not null then
    perform app.refuse_line(x.fault[1], x.fault[2]);
  end if;
  if x.timeless then
    perform app.refuse('RVSHP', 'A line does not say when it was counted.', 'counted_at');
  end if;
end;
$$;
comment on function app.check_count(app.posting, public.stock_counts, public.stock_count_lines[]) is
  'The rules of a count sheet: a stocktake of this location, lines that name what exists here, a batch where the item is batch-tracked.';

create function app.post_stock_count(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.stock_counts := jsonb_populate_record(null::public.stock_counts, p.payload - 'flags');
  v_lines public.stock_count_lines[] := array(
    select jsonb_populate_recordset(null::public.stock_count_lines, app.array_of(p.payload, 'lines')));
begin
  perform app.check_count(v, h, v_lines);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'C', h.count_number, h.business_date);

  insert into public.stock_counts (id, location_id, device_id, count_number, printed_number, status, stocktake_id, stocktake_code,
    stocktake_name, note, cashier_id, approved_by, approved_for, approval_reason, submitted_by, flags, journal_seq,
    business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.count_number, 'posted', h.stocktake_id, h.stocktake_code,
    coalesce(h.stocktake_name, ''), coalesce(h.note, ''), h.cashier_id, h.approved_by, app.array_of(p.payload, 'approved_for'),
    coalesce(h.approval_reason, ''), nullif(v.actor_id, v.author_id), to_jsonb(v.flags), v.journal_seq,
    v.business_date, v.business_month, v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.stock_count_lines (id, location_id, count_id, line_no, item_id, lot_id, item_name, unit_symbol,
    quantity_milli, book_quantity_milli, counted_at, business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, l.item_id, l.lot_id, l.item_name, l.unit_symbol,
    l.quantity_milli, l.book_quantity_milli, l.counted_at, v.business_month, v.author_id
  from unnest(v_lines) l;
  return app.answer(v);
end;
$$;
comment on function app.post_stock_count(app.posting) is
  'Header, lines and journal of a count sheet, whole or not at all (R8.2-1, R8.2-2).';

create function public.post_stock_count(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'stock_count');
comment on function public.post_stock_count(jsonb) is
  'Posts one count sheet, given as an outbox record; answers as one result of push. Security definer: see push.';
