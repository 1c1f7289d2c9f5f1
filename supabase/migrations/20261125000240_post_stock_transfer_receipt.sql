-- Receiving a transfer, at its destination, once. Everybody who works there may.
--
-- Two tills may receive the same transfer offline, each under an id of its own:
-- the first that arrives counts. The other one is refused (RVRCV) and told as
-- what the goods are in the books, which is no loss: they came once.
--
-- Order and locks. The head of the destination's journal, then the state of the
-- transfer. Nobody waits for that row who does not hold this head: its source
-- writes it once, when it makes it, and only the destination changes it. So two
-- locations that send to and receive from each other never wait for each other.

create function app.check_stock_transfer_receipt(
  p app.posting, h public.stock_transfer_receipts, p_lines public.stock_transfer_receipt_lines[], p_state public.transfer_states
) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  x record;
begin
  if length(h.note) > 500 then
    perform app.refuse('RVSHP', 'The note is too long.', 'note');
  end if;
  -- One pass. An array sorts by its first element, and null after everything.
  select count(*) as lines, count(distinct l.id) as ids, count(distinct l.line_no) as line_nos,
    count(distinct l.transfer_line_id) as sent_lines, min(l.line_no) filter (where t.id is null) as unsent,
    min(l.line_no) filter (where l.sent_milli is distinct from t.quantity_milli) as sent_differs,
    min(l.line_no) filter (where l.quantity_milli <> t.quantity_milli and app.is_blank(l.reason) or length(l.reason) > 200) as no_reason,
    min(array[case
      when l.quantity_milli is null or l.quantity_milli not between 0 and 1000000000 then 5
      when l.item_name is null or length(l.item_name) > 200 or l.unit_symbol is null or length(l.unit_symbol) > 12 then 10
      when l.quantity_milli = 0 and num_nonnulls(l.item_id, l.lot_id, l.batch_number, l.expiry_date) > 0 then 5
      when l.quantity_milli = 0 then null
      when i.id is null then 1
      when not i.is_batch_tracked and num_nonnulls(l.lot_id, l.batch_number, l.expiry_date) > 0 then 13
      when not i.is_batch_tracked then null
      when l.batch_number is null or length(l.batch_number) not between 1 and 60
        or l.batch_number <> btrim(l.batch_number, E' \t\r\n') then 11
      -- A batch that was sent without an expiry has none here either.
      when l.expiry_date is null and (t.batch_number is null or t.expiry_date is not null)
        or l.expiry_date not between '2000-01-01' and '9999-12-31' then 12
      when l.lot_id is distinct from app.lot_id(l.item_id, l.batch_number, l.expiry_date) then 14
    end, l.line_no]) as fault,
    bool_or(l.quantity_milli <> t.quantity_milli) as differs,
    bool_or(l.quantity_milli % (10 ^ (3 - u.quantity_decimals))::bigint <> 0) as part_of_piece,
    bool_or(l.expiry_date < p.today) as expired
  into x
  from unnest(p_lines) l
  left join jsonb_to_recordset(p_state.lines) t (id uuid, quantity_milli bigint, batch_number text, expiry_date date) on t.id = l.transfer_line_id
  left join public.items i on i.id = l.item_id and i.location_id = p.location_id
  left join public.units u on u.id = i.unit_id and u.location_id = p.location_id;

  perform app.check_ids(x.lines, x.ids, x.line_nos, 500, 'lines');
  if x.unsent is not null or x.sent_lines <> x.lines or x.lines <> jsonb_array_length(p_state.lines) then
    perform app.refuse('RVSHP', 'The receipt does not name every line of the transfer once.', 'transfer_line_id');
  elsif x.sent_differs is not null then
    perform app.refuse('RVQTY', format('Line %s does not say what was sent.', x.sent_differs), 'sent_milli');
  elsif x.fault[1] is not null then
    perform app.refuse_line(x.fault[1], x.fault[2]);
  elsif x.no_reason is not null then
    perform app.refuse('RVNOT', format('What came in line %s is not what was sent: it needs a reason of at most 200 characters.', x.no_reason), 'reason');
  end if;
  v.flags := v.flags || array_remove(array[
    case when x.differs then 'quantity_differs' end,
    case when x.part_of_piece then 'part_of_piece' end,
    case when x.expired then 'expired_lot' end,
    case when p_state.currency <> p.currency then 'currency_differs' end], null);
  return v;
end;
$$;
comment on function app.check_stock_transfer_receipt(app.posting, public.stock_transfer_receipts, public.stock_transfer_receipt_lines[], public.transfer_states) is
  'Every line of the transfer is answered once: how much came, into which item and batch of here, and why it is not what was sent where it is not.';

create function app.hold_transfer(h public.stock_transfer_receipts) returns public.transfer_states
language plpgsql
set search_path = ''
as $$
declare
  v_state public.transfer_states;
begin
  select * into v_state from public.transfer_states s where s.id = h.transfer_id for update;
  if v_state.state = 'received' then
    perform app.refuse('RVRCV', format('Transfer %s is already received as %s.', v_state.transfer_number, v_state.receipt_number), 'transfer_id');
  end if;
  return v_state;
end;
$$;
comment on function app.hold_transfer(public.stock_transfer_receipts) is
  'Takes the state of a transfer that is to be received, under the journal head of its destination; refuses where it is received (R9.2-6).';

create function app.post_stock_transfer_receipt(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.stock_transfer_receipts := jsonb_populate_record(null::public.stock_transfer_receipts, p.payload - 'flags');
  v_lines public.stock_transfer_receipt_lines[] := array(
    select jsonb_populate_recordset(null::public.stock_transfer_receipt_lines, app.array_of(p.payload, 'lines')));
  v_state public.transfer_states;
begin
  -- Of a transfer from here there is a row to see too, and nothing to receive.
  select * into v_state from public.transfer_states s where s.id = h.transfer_id and s.to_location_id = p.location_id;
  if not found then
    perform app.refuse('RDTRF', 'The transfer has not arrived at the server, or it goes to another location.', 'transfer_id');
  end if;
  v := app.check_stock_transfer_receipt(v, h, v_lines, v_state);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'R', h.receipt_number, h.business_date);
  v_state := app.hold_transfer(h);
  perform app.make_lots(v, array(select jsonb_populate_record(null::public.grn_lines, to_jsonb(l)) from unnest(v_lines) l));
  -- Worth what it was worth at its source, unless that is another money.
  v_lines := array(
    select jsonb_populate_record(l, jsonb_build_object('unit_cost_minor', case when v_state.currency = v.currency then t.unit_cost_minor end))
    from unnest(v_lines) l
    join jsonb_to_recordset(v_state.lines) t (id uuid, unit_cost_minor bigint) on t.id = l.transfer_line_id
    order by l.line_no);
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, l.quantity_milli, l.unit_cost_minor)::app.move
    from unnest(v_lines) l where l.quantity_milli > 0 order by l.line_no));

  insert into public.stock_transfer_receipts (id, location_id, device_id, receipt_number, printed_number, status, transfer_id, sent_number,
    from_location_id, note, cashier_id, approved_by, approved_for, approval_reason, submitted_by, flags, journal_seq,
    business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.receipt_number, 'posted', v_state.id, v_state.transfer_number,
    v_state.location_id, coalesce(h.note, ''), h.cashier_id, h.approved_by, app.array_of(p.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), to_jsonb(v.flags), v.journal_seq,
    v.business_date, v.business_month, v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.stock_transfer_receipt_lines (id, location_id, receipt_id, line_no, transfer_line_id, item_id, lot_id, batch_number, expiry_date,
    item_name, unit_symbol, sent_milli, quantity_milli, reason, unit_cost_minor, business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, l.transfer_line_id, l.item_id, l.lot_id, l.batch_number, l.expiry_date,
    l.item_name, l.unit_symbol, l.sent_milli, l.quantity_milli, coalesce(l.reason, ''), l.unit_cost_minor, v.business_month, v.author_id
  from unnest(v_lines) l;
  update public.transfer_states s
  set state = 'received', receipt_id = v.entity_id, receipt_number = v.number, received_at = now(), received_month = v.business_month,
    differs = v.flags @> array['quantity_differs'], updated_at = now()
  where s.id = v_state.id;
  return app.answer(v);
end;
$$;
comment on function app.post_stock_transfer_receipt(app.posting) is
  'Header, lines, lots, moves, costs, balances and journal of a receipt, and the transfer''s state, whole or not at all (R8.2-1, R8.2-2).';

create function public.post_stock_transfer_receipt(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'stock_transfer_receipt');
comment on function public.post_stock_transfer_receipt(jsonb) is
  'Posts one receipt of a transfer, given as an outbox record; answers as one result of push. Security definer: see push.';
