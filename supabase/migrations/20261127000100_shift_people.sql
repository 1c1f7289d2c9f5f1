-- Who opened a drawer, and who moved cash: no member of the location is flagged,
-- as is whoever closed it. A shift covers as many documents as there are: what
-- the books are asked for costs what they hold, not what the range says.

create function app.flag_shift_people(p app.posting, p_opened_by uuid, p_movements public.shift_movements[]) returns app.posting
language plpgsql stable
set search_path = ''
as $$
declare
  v app.posting := p;
  v_who uuid;
begin
  if p_opened_by <> p.author_id and app.role_of(p_opened_by, p.location_id) is null then
    v.flags := v.flags || 'opener_not_member'::text;
  end if;
  for v_who in select distinct m.cashier_id from unnest(p_movements) m where m.cashier_id not in (p.author_id, p_opened_by) loop
    if app.role_of(v_who, p.location_id) is null then
      v.flags := v.flags || 'mover_not_member'::text;
      exit;
    end if;
  end loop;
  return v;
end;
$$;
comment on function app.flag_shift_people(app.posting, uuid, public.shift_movements[]) is
  'Flags a shift that was opened, or whose cash was moved, by somebody who is no member of the location. Each once, whoever else did.';

create or replace function app.check_shift_parts(p_sources public.shift_sources[], p_tenders public.shift_tenders[],
  p_movements public.shift_movements[], p_counts public.shift_counts[]) returns void
language plpgsql
set search_path = ''
as $$
declare
  x record;
begin
  for x in
    select 'sources' as part, count(*) as lines, count(distinct s.id) as ids, count(distinct s.line_no) as line_nos, 20 as most,
      count(distinct s.entity_type) = count(*) and bool_and((s.after_sequence between 0 and s.last_sequence
        and s.last_sequence < 1000000000 and s.document_count >= 0 and abs(s.total_minor) <= 1000000000000000 and s.unposted_count >= 0
        and abs(s.unposted_minor) <= 1000000000000000 and length(coalesce(s.unposted_numbers, '')) <= 1000) is true) as is_possible
    from unnest(p_sources) s
    union all
    select 'tenders', count(*), count(distinct t.id), count(distinct t.line_no), 20,
      count(distinct t.method) = count(*) and bool_and((length(t.method) between 1 and 40 and t.payment_count >= 0
        and abs(t.amount_minor) <= 1000000000000000) is true)
    from unnest(p_tenders) t
    union all
    select 'movements', count(*), count(distinct m.id), count(distinct m.line_no), 500,
      bool_and((m.direction in ('in', 'out') and m.amount_minor between 1 and 1000000000000000 and not app.is_blank(m.reason)
        and length(m.reason) <= 200 and m.moved_at between '2000-01-01Z' and '9999-12-31Z' and m.cashier_id is not null) is true)
    from unnest(p_movements) m
    union all
    select 'counts', count(*), count(distinct c.id), count(distinct c.line_no), 200, true from unnest(p_counts) c
  loop
    if x.lines > 0 or x.part = 'sources' then
      perform app.check_ids(x.lines, x.ids, x.line_nos, x.most, x.part);
    end if;
    if x.lines > 0 and not x.is_possible then
      perform app.refuse('RVSHP', format('Of the %s of the shift one is not possible, or is there twice.', x.part), x.part);
    end if;
  end loop;
end;
$$;

create function app.numbers_in(p_after bigint, p_last bigint) returns table (from_text text, to_text text)
language sql immutable
set search_path = ''
as $$
  select lpad(greatest(p_after + 1, r.low)::text, r.digits, '0'), lpad(least(p_last, r.high)::text, r.digits, '0')
  from (values (0::bigint, 999999::bigint, 6), (1000000, 9999999, 7), (10000000, 99999999, 8), (100000000, 999999999, 9))
    r (low, high, digits)
  where r.low <= p_last and r.high > p_after;
$$;
comment on function app.numbers_in(bigint, bigint) is
  'The sequences after one up to another, as ranges of the text that stands at the end of a number: six digits or more, so that each range is of one length.';

create or replace function app.booked_cash(p app.posting, p_source public.shift_sources) returns bigint
language plpgsql stable
set search_path = ''
as $$
declare
  v_of text := '-' || p.location_code || '-' || p.device_code || '-';
  v_cash bigint;
begin
  if p_source.entity_type = 'sales_invoice' then
    select coalesce(sum((y.tendered_minor - y.change_minor) * case s.kind when 'return' then -1 else 1 end), 0) into v_cash
    from app.numbers_in(p_source.after_sequence, p_source.last_sequence) n
    join public.sales_invoices s on s.location_id = p.location_id and s.device_id = p.device_id
      and s.invoice_number between 'S' || v_of || n.from_text and 'S' || v_of || n.to_text
      and length(s.invoice_number) = length('S' || v_of || n.to_text)
    join public.sales_invoice_payments y on y.invoice_id = s.id and y.method = 'cash';
  elsif p_source.entity_type = 'customer_payment' then
    select coalesce(sum(c.tendered_minor - c.change_minor), 0) into v_cash
    from app.numbers_in(p_source.after_sequence, p_source.last_sequence) n
    join public.customer_payments c on c.location_id = p.location_id and c.device_id = p.device_id
      and c.payment_number between 'P' || v_of || n.from_text and 'P' || v_of || n.to_text
      and length(c.payment_number) = length('P' || v_of || n.to_text)
    where c.method = 'cash';
  else
    perform app.refuse('RVSHP', 'The shift covers documents of a kind that takes no money.', 'sources');
  end if;
  return v_cash;
end;
$$;

create or replace function app.post_shift(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.shifts := jsonb_populate_record(null::public.shifts, p.payload - 'flags');
  v_sources public.shift_sources[] := array(
    select jsonb_populate_recordset(null::public.shift_sources, app.array_of(p.payload, 'sources')));
  v_tenders public.shift_tenders[] := array(
    select jsonb_populate_recordset(null::public.shift_tenders, app.array_of(p.payload, 'tenders')));
  v_movements public.shift_movements[] := array(
    select jsonb_populate_recordset(null::public.shift_movements, app.array_of(p.payload, 'movements')));
  v_counts public.shift_counts[] := array(
    select jsonb_populate_recordset(null::public.shift_counts, app.array_of(p.payload, 'counts')));
begin
  perform app.check_shift_parts(v_sources, v_tenders, v_movements, v_counts);
  perform app.check_shift(v, h, v_tenders, v_movements, v_counts);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.flag_shift_people(v, h.opened_by, v_movements);
  v := app.claim(v, 'Z', h.shift_number, h.business_date);
  select coalesce(sum(app.booked_cash(v, s)), 0) into h.booked_cash_minor from unnest(v_sources) s;
  v.flags := v.flags || array_remove(array[
    case when h.booked_cash_minor <> (select coalesce(sum(t.amount_minor), 0) from unnest(v_tenders) t where t.method = 'cash') then 'takings_differ' end,
    case when exists (
      select from unnest(v_sources) s
      join public.shift_sources o on o.location_id = v.location_id and o.entity_type = s.entity_type
        and o.after_sequence < s.last_sequence and o.last_sequence > s.after_sequence
      join public.shifts e on e.id = o.shift_id and e.device_id = v.device_id) then 'shifts_overlap' end,
    case when h.variance_minor <> 0 then 'drawer_differs' end,
    case when h.currency <> v.currency then 'currency_differs' end], null);
  perform app.write_shift(v, h, v_sources, v_tenders, v_movements, v_counts);
  return app.answer(v);
end;
$$;
