-- Counting is everybody's work, with a count sheet; what a count does to the
-- stock is a manager's. What was counted is there, whoever wrote it down: an
-- adjustment by count that no manager made or allowed is flagged, not refused.

create or replace function app.post_stock_adjustment(p app.posting) returns jsonb
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
  if h.reason = 'count' and coalesce(app.role_of(h.cashier_id, v.location_id), 'cashier') = 'cashier'
    and not (v.flags @> '{approved}' and app.array_of(p.payload, 'approved_for') @> '["adjustment"]') then
    v.flags := v.flags || 'adjustment_unapproved'::text;
  end if;
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
