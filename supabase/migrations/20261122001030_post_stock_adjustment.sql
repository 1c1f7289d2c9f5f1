-- Posting a stock adjustment, opening stock included.

create function app.check_adjustment(p app.posting, h public.stock_adjustments, p_lines public.stock_adjustment_lines[])
returns void
language plpgsql
set search_path = ''
as $$
declare
  x record;
begin
  if app.is_blank(h.note) or length(h.note) > 500 then
    perform app.refuse('RVNOT', 'An adjustment says why in a note of at most 500 characters.', 'note');
  end if;
  if h.reason is null then
    perform app.refuse('RVSHP', 'An adjustment has a reason.', 'reason');
  end if;
  -- Counting is everybody's work; the rest needs a manager, or one who approved.
  if p.actor_role = 'cashier'
    and (h.reason <> 'count' or exists (select from unnest(p_lines) l where l.unit_cost_minor is not null))
    and coalesce(app.role_of(h.approved_by, p.location_id), 'cashier') = 'cashier' then
    perform app.refuse('RAROL', 'This adjustment needs a manager of the location.', 'approved_by');
  end if;

  select count(*) as lines, count(distinct l.id) as ids, count(distinct l.line_no) as line_nos,
    min(array[case
      when i.id is null then 1
      when i.is_batch_tracked and l.lot_id is null then 3
      when l.lot_id is not null and s.id is null then 4
      when l.quantity_milli is null or l.quantity_milli = 0 or l.quantity_milli not between -1000000000 and 1000000000 then 5
      when l.unit_cost_minor not between 0 and 100000000000 or (l.unit_cost_minor is not null and l.quantity_milli < 0) then 7
      when l.item_name is null or length(l.item_name) > 200 or l.unit_symbol is null or length(l.unit_symbol) > 12 then 10
    end, l.line_no]) as fault
  into x
  from unnest(p_lines) l
  left join public.items i on i.id = l.item_id and i.location_id = p.location_id
  left join public.stock_lots s on s.id = l.lot_id and s.item_id = l.item_id and s.location_id = p.location_id;
  perform app.check_ids(x.lines, x.ids, x.line_nos, 500, 'lines');
  if x.fault[1] is not null then
    perform app.refuse_line(x.fault[1], x.fault[2]);
  end if;
end;
$$;
comment on function app.check_adjustment(app.posting, public.stock_adjustments, public.stock_adjustment_lines[]) is
  'The rules of an adjustment: a note (R3.2-15), a role, lines that name what exists here.';

create function app.post_stock_adjustment(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.stock_adjustments := jsonb_populate_record(null::public.stock_adjustments, p.payload - 'flags');
  v_lines public.stock_adjustment_lines[] := array(
    select jsonb_populate_recordset(null::public.stock_adjustment_lines, app.array_of(p.payload, 'lines')));
begin
  perform app.check_adjustment(v, h, v_lines);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'A', h.adjustment_number, h.business_date);
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, l.quantity_milli, l.unit_cost_minor)::app.move from unnest(v_lines) l order by l.line_no));

  insert into public.stock_adjustments (id, location_id, device_id, adjustment_number, printed_number, reason, note, status,
    cashier_id, approved_by, approved_for, approval_reason, submitted_by, flags, journal_seq, business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.adjustment_number, h.reason, h.note, 'posted',
    h.cashier_id, h.approved_by, app.array_of(p.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), to_jsonb(v.flags), v.journal_seq, v.business_date, v.business_month,
    v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.stock_adjustment_lines (id, location_id, adjustment_id, line_no, item_id, lot_id, item_name, unit_symbol,
    quantity_milli, unit_cost_minor, business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, l.item_id, l.lot_id, l.item_name, l.unit_symbol,
    l.quantity_milli, l.unit_cost_minor, v.business_month, v.author_id
  from unnest(v_lines) l;
  return app.answer(v);
end;
$$;
comment on function app.post_stock_adjustment(app.posting) is
  'Header, lines, moves, costs, balances and journal of an adjustment, whole or not at all (R8.2-1, R8.2-2).';
