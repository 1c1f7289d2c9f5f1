-- What each location sold, side by side: the one report that no device can
-- answer, since a device holds one location. As the person who asks: RLS shows
-- the locations of theirs, and of those the ones that they manage are told.

create function public.sales_by_location(p_from date, p_to date) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_rows jsonb;
begin
  if p_from is null or p_to is null or p_to < p_from or p_to - p_from > 366 then
    raise exception using errcode = 'RVSHP', message = 'Ask for the days of one year at most, the first one first.', column = 'p_from';
  end if;
  select coalesce(jsonb_agg(to_jsonb(sold) order by sold.name, sold.location_id), '[]')
  into v_rows
  from (
    select l.id as location_id, l.name, l.code, s.currency, s.currency_decimals,
      coalesce(t.sale_count, 0) as sale_count, coalesce(t.return_count, 0) as return_count,
      coalesce(t.gross_minor, 0) as gross_minor, coalesce(t.tax_minor, 0) as tax_minor,
      coalesce(t.discount_minor, 0) as discount_minor, coalesce(t.cost_minor, 0) as cost_minor
    from public.location_members m
    join public.locations l on l.id = m.location_id
    join public.location_settings s on s.location_id = m.location_id
    cross join lateral (
      select count(distinct d.id) filter (where d.kind = 'sale') as sale_count,
        count(distinct d.id) filter (where d.kind = 'return') as return_count,
        sum(g.sign * (i.amount_minor + case d.tax_mode when 'exclusive' then i.tax_minor else 0 end)) as gross_minor,
        sum(g.sign * i.tax_minor) as tax_minor, sum(g.sign * i.discount_minor) as discount_minor,
        sum(-coalesce(v.value_minor, 0)) as cost_minor
      from public.sales_invoices d
      cross join lateral (select case d.kind when 'return' then -1 else 1 end as sign) g
      join public.sales_invoice_lines i on i.invoice_id = d.id
      left join public.stock_moves v on v.id = i.id
      where d.location_id = m.location_id
        -- The months find the documents by their index.
        and d.business_month between to_char(p_from, 'YYYY-MM') and to_char(p_to, 'YYYY-MM')
        and d.business_date between p_from and p_to
    ) t
    where m.user_id = app.current_user_id() and m.role in ('manager', 'admin')
  ) sold;
  return jsonb_build_object('locations', v_rows);
end;
$$;
comment on function public.sales_by_location(date, date) is
  'What each location that the asking person manages sold from one business date to another, both in it, a year at most: {locations: [{location_id, name, code, currency, currency_decimals, sale_count, return_count, gross_minor, tax_minor, discount_minor, cost_minor}]}. What is not sent yet is not in it. Runs as who asks: RLS decides what is seen.';
grant execute on function public.sales_by_location(date, date) to authenticated;
