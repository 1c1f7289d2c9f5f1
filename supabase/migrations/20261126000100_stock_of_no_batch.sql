-- An item that begins to have batches may lie on the shelf already, in none: no
-- sale and no transfer can name that stock. An adjustment may, as long as there
-- is any, or a stocktake that finds it gone could never be posted.

create or replace function app.check_adjustment(p app.posting, h public.stock_adjustments, p_lines public.stock_adjustment_lines[])
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
      when i.is_batch_tracked and l.lot_id is null and not exists (select from public.stock_balances b
        where b.location_id = p.location_id and b.item_id = l.item_id and b.lot_id is null and b.quantity_milli <> 0) then 3
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
