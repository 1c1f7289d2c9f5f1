-- Posting a stock transfer: stock leaves the source, and the other side is shown
-- what is on its way. Everybody who works at a location may send.
--
-- It holds the journal head of the source and no other. What it says of the
-- destination is a foreign key, which waits for no edit there.

create function app.check_stock_transfer(p app.posting, h public.stock_transfers, p_lines public.stock_transfer_lines[]) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  x record;
begin
  if h.from_location_id is distinct from p.location_id then
    perform app.refuse('RVSHP', 'A transfer begins at the location that posts it.', 'from_location_id');
  elsif h.to_location_id is null or h.to_location_id = p.location_id then
    perform app.refuse('RVSHP', 'A transfer goes to another location.', 'to_location_id');
  elsif not exists (select from public.location_names n where n.id = h.to_location_id) then
    perform app.refuse('RDLOC', 'The transfer goes to a location that the server does not know.', 'to_location_id');
  elsif length(h.note) > 500 then
    perform app.refuse('RVSHP', 'The note is too long.', 'note');
  end if;

  -- One pass. An array sorts by its first element, and null after everything.
  select count(*) as lines, count(distinct l.id) as ids, count(distinct l.line_no) as line_nos,
    min(array[case
      when i.id is null then 1
      when i.is_batch_tracked and l.lot_id is null then 3
      when l.lot_id is not null and s.id is null then 4
      when l.quantity_milli is null or l.quantity_milli not between 1 and 1000000000 then 5
      when l.item_name is null or length(l.item_name) > 200 or l.unit_symbol is null or length(l.unit_symbol) > 12 then 10
      when (l.batch_number, l.expiry_date) is distinct from (s.batch_number, s.expiry_date) then 14
    end, l.line_no]) as fault,
    bool_or(l.quantity_milli % (10 ^ (3 - u.quantity_decimals))::bigint <> 0) as part_of_piece,
    bool_or(s.expiry_date < p.today) as expired
  into x
  from unnest(p_lines) l
  left join public.items i on i.id = l.item_id and i.location_id = p.location_id
  left join public.units u on u.id = i.unit_id and u.location_id = p.location_id
  left join public.stock_lots s on s.id = l.lot_id and s.item_id = l.item_id and s.location_id = p.location_id;

  perform app.check_ids(x.lines, x.ids, x.line_nos, 500, 'lines');
  if x.fault[1] is not null then
    perform app.refuse_line(x.fault[1], x.fault[2]);
  end if;
  v.flags := v.flags || array_remove(array[
    case when x.part_of_piece then 'part_of_piece' end,
    case when x.expired then 'expired_lot' end], null);
  return v;
end;
$$;
comment on function app.check_stock_transfer(app.posting, public.stock_transfers, public.stock_transfer_lines[]) is
  'A transfer goes from here to another location, and its lines name items and batches of here.';

create function app.lines_sent(p app.posting, p_lines public.stock_transfer_lines[]) returns setof public.stock_transfer_lines
language plpgsql
set search_path = ''
as $$
begin
  return query
  select l.id, p.location_id, p.entity_id, l.line_no, l.item_id, l.lot_id, i.barcode, l.item_name, l.unit_symbol, i.is_batch_tracked,
    l.batch_number, l.expiry_date, l.quantity_milli,
    greatest(round(-m.value_minor::numeric * 1000 / l.quantity_milli), 0)::bigint,
    p.business_month, now(), now(), p.author_id
  from unnest(p_lines) l
  join public.items i on i.id = l.item_id
  join public.stock_moves m on m.id = l.id;
end;
$$;
comment on function app.lines_sent(app.posting, public.stock_transfer_lines[]) is
  'The lines as they are kept, once their moves are in the ledger: a barcode is the catalog''s, a cost is what the ledger says, whatever the device said.';

create function app.post_stock_transfer(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.stock_transfers := jsonb_populate_record(null::public.stock_transfers, p.payload - 'flags');
  v_lines public.stock_transfer_lines[] := array(
    select jsonb_populate_recordset(null::public.stock_transfer_lines, app.array_of(p.payload, 'lines')));
begin
  v := app.check_stock_transfer(v, h, v_lines);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'T', h.transfer_number, h.business_date);
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, -l.quantity_milli, null)::app.move from unnest(v_lines) l order by l.line_no));
  v_lines := array(select app.lines_sent(v, v_lines));

  insert into public.stock_transfers (id, location_id, device_id, transfer_number, printed_number, status, from_location_id, to_location_id,
    note, cashier_id, approved_by, approved_for, approval_reason, submitted_by, flags, journal_seq,
    business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.transfer_number, 'posted', v.location_id, h.to_location_id,
    coalesce(h.note, ''), h.cashier_id, h.approved_by, app.array_of(p.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), to_jsonb(v.flags), v.journal_seq,
    v.business_date, v.business_month, v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.stock_transfer_lines select l.* from unnest(v_lines) l;
  insert into public.transfer_states (id, location_id, to_location_id, transfer_number, note, currency, business_month, client_created_at, created_by, lines)
  select v.entity_id, v.location_id, h.to_location_id, v.number, coalesce(h.note, ''), v.currency, v.business_month, v.client_created_at, v.author_id,
    jsonb_agg(jsonb_build_object('id', l.id, 'line_no', l.line_no, 'item_id', l.item_id, 'barcode', l.barcode,
      'item_name', l.item_name, 'unit_symbol', l.unit_symbol, 'is_batch_tracked', l.is_batch_tracked::int,
      'batch_number', l.batch_number, 'expiry_date', l.expiry_date,
      'quantity_milli', l.quantity_milli, 'unit_cost_minor', l.unit_cost_minor) order by l.line_no)
  from unnest(v_lines) l;
  return app.answer(v);
end;
$$;
comment on function app.post_stock_transfer(app.posting) is
  'Header, lines, moves, costs, balances and journal of a transfer, and what the other side sees of it, whole or not at all (R8.2-1, R8.2-2).';

create function public.post_stock_transfer(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'stock_transfer');
comment on function public.post_stock_transfer(jsonb) is
  'Posts one stock transfer, given as an outbox record; answers as one result of push. Security definer: see push.';
