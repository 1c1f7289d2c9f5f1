-- The one writer of the ledger.
--
-- Cost is a moving average, kept as the exact value of an item's stock. In one
-- document, what comes in counts before what goes out:
--   in           worth its own unit cost, or the average where it has none
--   out          worth its share of what is there when all has come in
--   none left    the value is zero: the last line takes the rounding
--   from below zero upwards
--                a hole is filled at the value it was booked at; what is above
--                it is worth the cost of what came
-- so the values of an item's moves add up to the value of its stock, and stock
-- that is there is never worth less than nothing.

create function app.post_moves(p app.posting, p_moves app.move[]) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  v_short_item uuid;
begin
  with state as materialized (
    select m.*, coalesce(c.quantity_milli, 0) as q0, coalesce(c.value_minor, 0) as v0,
      coalesce(c.last_cost_minor, (select i.cost_minor from public.items i where i.id = m.item_id)) as last_cost
    from unnest(p_moves) with ordinality as m (id, item_id, lot_id, quantity_milli, unit_cost_minor, n)
    -- By key, one by one: as a plain join it would read the costs of every item
    -- that the location ever sold.
    left join lateral (select * from public.item_costs k where k.id = m.item_id limit 1) c on true
  ), came as (
    select s.*, case
        when s.quantity_milli < 0 then 0
        when s.unit_cost_minor is not null then round(s.unit_cost_minor::numeric * s.quantity_milli / 1000)
        when s.q0 > 0 then round(s.v0::numeric * s.quantity_milli / s.q0)
        else round(s.last_cost::numeric * s.quantity_milli / 1000)
      end as in_value
    from state s
  ), totals as (
    -- Of the line's item, in this document.
    select c.*, max(c.n) over item as last_n,
      c.q0 + coalesce(sum(c.quantity_milli) filter (where c.quantity_milli > 0) over item, 0) as q_in,
      c.q0 + sum(c.quantity_milli) over item as q1, c.v0 + sum(c.in_value) over item as v_in,
      coalesce(
        -- What the last line that has a cost says.
        (max(array[c.n, c.unit_cost_minor]) filter (where c.unit_cost_minor is not null) over item)[2],
        case when c.q0 > 0 then greatest(round(c.v0::numeric * 1000 / c.q0), 0) else c.last_cost end) as unit_cost
    from came c
    window item as (partition by c.item_id)
  ), base as (
    -- The stock when all of it has come in and none has gone.
    select t.*, case
        when t.q0 < 0 and t.q_in > 0 then round(t.q_in * t.unit_cost / 1000)
        when t.q0 < 0 then round(t.v0::numeric * t.q_in / t.q0)
        else t.v_in
      end as v_base
    from totals t
  ), valued as (
    select b.*, case
        when b.quantity_milli > 0 then b.in_value
        when b.q_in > 0 then round(b.v_base * b.quantity_milli / b.q_in)
        else round(b.unit_cost * b.quantity_milli / 1000)
      end as line_value
    from base b
  ), summed as (
    select l.*, l.v0 + sum(l.line_value) over item as v1,
      l.v_base + coalesce(sum(l.line_value) filter (where l.quantity_milli < 0) over item, 0) as v_left
    from valued l
    window item as (partition by l.item_id)
  ), settled as (
    select s.*, s.n = s.last_n as is_last, case
        when s.q1 = 0 then 0
        -- Many small lines, each rounded up, can take more than there is.
        when s.q1 > 0 and s.v_left < 0 then round(s.v_base * s.q1 / s.q_in)
        else s.v_left
      end as v2
    from summed s
  ), ledger as (
    insert into public.stock_moves (id, location_id, item_id, lot_id, entity_type, document_id,
      quantity_milli, value_minor, journal_seq, business_date, business_month, created_by)
    select s.id, p.location_id, s.item_id, s.lot_id, p.entity_type, p.entity_id,
      s.quantity_milli, s.line_value + case when s.is_last then s.v2 - s.v1 else 0 end,
      p.journal_seq, p.business_date, p.business_month, p.actor_id
    from settled s
  ), costs as (
    insert into public.item_costs as c (id, location_id, item_id, quantity_milli, value_minor, last_cost_minor, created_by)
    select s.item_id, p.location_id, s.item_id, s.q1, s.v2, s.unit_cost, p.actor_id
    from settled s
    where s.is_last
    order by s.item_id
    on conflict (id) do update
    set quantity_milli = excluded.quantity_milli, value_minor = excluded.value_minor,
      last_cost_minor = excluded.last_cost_minor, updated_at = now()
  ), deltas as (
    select s.item_id, s.lot_id, sum(s.quantity_milli) as quantity_milli
    from settled s
    group by s.item_id, s.lot_id
  ), balances as (
    insert into public.stock_balances as b (location_id, item_id, lot_id, quantity_milli, created_by)
    select p.location_id, d.item_id, d.lot_id, d.quantity_milli, p.actor_id
    from deltas d
    order by d.item_id, d.lot_id
    on conflict (location_id, item_id, lot_id) do update
    set quantity_milli = b.quantity_milli + excluded.quantity_milli, updated_at = now()
    returning b.item_id, b.lot_id, b.quantity_milli
  )
  select b.item_id into v_short_item
  from balances b
  join deltas d on d.item_id = b.item_id and d.lot_id is not distinct from b.lot_id
  where b.quantity_milli < 0 and d.quantity_milli < 0
  order by b.item_id
  limit 1;

  if v_short_item is not null then
    if p.negative_stock_policy = 'BLOCK' and p.block_on_sync = 'hold' then
      perform app.refuse('RVSTK', format('There is not enough stock of %s.',
        (select i.name from public.items i where i.id = v_short_item)), 'lines');
    end if;
    v.flags := v.flags || 'negative_stock'::text;
  end if;
  return v;
end;
$$;
comment on function app.post_moves(app.posting, app.move[]) is
  'Adds moves to the ledger and to the costs and balances it adds up to, in one statement (R6.2-3). Balances are touched in item order. Below zero: flagged, or refused with RVSTK where the location blocks and holds (R9.2-4).';
