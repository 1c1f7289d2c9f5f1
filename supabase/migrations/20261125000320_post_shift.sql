-- Posting a shift. The drawer was counted, so it is a fact: what is refused is
-- only what does not add up in itself. That the books know of other cash than
-- the till (a refused sale, one that waits) is flagged, with the books' figure.

create function app.check_shift(p app.posting, h public.shifts, p_tenders public.shift_tenders[],
  p_movements public.shift_movements[], p_counts public.shift_counts[]) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_cash numeric;
  v_moved numeric;
  v_counted numeric;
begin
  if h.opened_by is null or h.currency is null or length(h.currency) <> 3 then
    perform app.refuse('RVSHP', 'The shift does not say who opened it, or its currency is not one.',
      case when h.opened_by is null then 'opened_by' else 'currency' end);
  elsif length(h.note) > 500 then
    perform app.refuse('RVSHP', 'The note is too long.', 'note');
  elsif (h.opened_at between '2000-01-01Z' and '9999-12-31Z' and h.closed_at between '2000-01-01Z' and '9999-12-31Z') is not true then
    perform app.refuse('RVSHP', 'A time of the shift is not one.', 'opened_at');
  elsif (h.float_minor between 0 and 1000000000000000 and h.recount_count >= 0) is not true then
    perform app.refuse('RVSHP', 'The float or the number of recounts is not possible.', 'float_minor');
  end if;

  select coalesce(sum(t.amount_minor) filter (where t.method = 'cash'), 0) into v_cash from unnest(p_tenders) t;
  select coalesce(sum(case m.direction when 'in' then m.amount_minor else -m.amount_minor end), 0) into v_moved from unnest(p_movements) m;
  select coalesce(sum(c.amount_minor), 0) into v_counted from unnest(p_counts) c;
  if exists (select from unnest(p_counts) c
      where (c.denomination_minor between 1 and 1000000000000 and c.pieces between 1 and 1000000
        and c.amount_minor = c.denomination_minor::numeric * c.pieces and c.amount_minor <= 1000000000000000) is not true) then
    perform app.refuse('RVTOT', 'A count is not its coin or note times its pieces.', 'counts');
  elsif h.counted_minor is distinct from v_counted then
    perform app.refuse('RVTOT', 'What was counted is not the sum of its coins and notes.', 'counted_minor');
  elsif h.expected_minor is distinct from h.float_minor + v_cash + v_moved then
    perform app.refuse('RVTOT', 'What was expected is not float, cash taken and cash moved together.', 'expected_minor');
  elsif h.variance_minor is distinct from h.counted_minor - h.expected_minor then
    perform app.refuse('RVTOT', 'The variance is not what was counted less what was expected.', 'variance_minor');
  elsif greatest(abs(h.expected_minor), h.counted_minor) > 1000000000000000 then
    perform app.refuse('RVTOT', 'The sums of the shift are not possible.', 'expected_minor');
  end if;
end;
$$;
comment on function app.check_shift(app.posting, public.shifts, public.shift_tenders[], public.shift_movements[], public.shift_counts[]) is
  'Recomputes the sums of a shift (the same arithmetic as src/domain/shift.ts), which are never trusted.';

create function app.check_shift_parts(p_sources public.shift_sources[], p_tenders public.shift_tenders[],
  p_movements public.shift_movements[], p_counts public.shift_counts[]) returns void
language plpgsql
set search_path = ''
as $$
declare
  x record;
begin
  for x in
    select 'sources' as part, count(*) as lines, count(distinct s.id) as ids, count(distinct s.line_no) as line_nos, 20 as most,
      count(distinct s.entity_type) = count(*) and bool_and((s.after_sequence >= 0 and s.last_sequence - s.after_sequence between 0 and 20000
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
comment on function app.check_shift_parts(public.shift_sources[], public.shift_tenders[], public.shift_movements[], public.shift_counts[]) is
  'Each part of a shift by itself: a kind and a way of paying once, and nothing out of bounds. A shift always says which documents it covers; it may have taken nothing, moved nothing and found an empty drawer.';

create function app.booked_cash(p app.posting, p_source public.shift_sources) returns bigint
language plpgsql stable
set search_path = ''
as $$
declare
  v_numbers text[] := array(
    select '-' || p.location_code || '-' || p.device_code || '-' || lpad(n::text, greatest(6, length(n::text)), '0')
    from generate_series(p_source.after_sequence + 1, p_source.last_sequence) n);
  v_cash bigint;
begin
  if p_source.entity_type = 'sales_invoice' then
    select coalesce(sum((y.tendered_minor - y.change_minor) * case s.kind when 'return' then -1 else 1 end), 0) into v_cash
    from unnest(v_numbers) n
    join public.sales_invoices s on s.location_id = p.location_id and s.device_id = p.device_id and s.invoice_number = 'S' || n
    join public.sales_invoice_payments y on y.invoice_id = s.id and y.method = 'cash';
  elsif p_source.entity_type = 'customer_payment' then
    select coalesce(sum(c.tendered_minor - c.change_minor), 0) into v_cash
    from unnest(v_numbers) n
    join public.customer_payments c on c.location_id = p.location_id and c.device_id = p.device_id and c.payment_number = 'P' || n
    where c.method = 'cash';
  else
    perform app.refuse('RVSHP', 'The shift covers documents of a kind that takes no money.', 'sources');
  end if;
  return v_cash;
end;
$$;
comment on function app.booked_cash(app.posting, public.shift_sources) is
  'THE place that says what cash the books have of the documents that a shift covers: a further kind of document that takes or gives cash is added here, and in src/queries/shift-takings.ts.';

create function app.post_shift(p app.posting) returns jsonb
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
comment on function app.post_shift(app.posting) is
  'Header, sources, tenders, movements, counts and journal of a shift, whole or not at all (R8.2-1, R8.2-2).';

create function app.write_shift(v app.posting, h public.shifts, p_sources public.shift_sources[], p_tenders public.shift_tenders[],
  p_movements public.shift_movements[], p_counts public.shift_counts[]) returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.shifts (id, location_id, device_id, shift_number, printed_number, status, opened_at, opened_by, closed_at,
    cashier_id, approved_by, approved_for, approval_reason, submitted_by, currency, float_minor, expected_minor, counted_minor,
    variance_minor, recount_count, note, booked_cash_minor, flags, journal_seq, business_date, business_month,
    client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.shift_number, 'posted', h.opened_at, h.opened_by, h.closed_at,
    h.cashier_id, h.approved_by, app.array_of(v.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), h.currency, h.float_minor, h.expected_minor, h.counted_minor,
    h.variance_minor, h.recount_count, coalesce(h.note, ''), h.booked_cash_minor, to_jsonb(v.flags), v.journal_seq,
    v.business_date, v.business_month, v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.shift_sources (id, location_id, shift_id, line_no, entity_type, after_sequence, last_sequence, document_count,
    total_minor, unposted_count, unposted_minor, unposted_numbers, business_month, created_by)
  select s.id, v.location_id, v.entity_id, s.line_no, s.entity_type, s.after_sequence, s.last_sequence, s.document_count,
    s.total_minor, s.unposted_count, s.unposted_minor, coalesce(s.unposted_numbers, ''), v.business_month, v.author_id
  from unnest(p_sources) s;
  insert into public.shift_tenders (id, location_id, shift_id, line_no, method, payment_count, amount_minor, business_month, created_by)
  select t.id, v.location_id, v.entity_id, t.line_no, t.method, t.payment_count, t.amount_minor, v.business_month, v.author_id
  from unnest(p_tenders) t;
  insert into public.shift_movements (id, location_id, shift_id, line_no, direction, amount_minor, reason, moved_at, cashier_id, business_month, created_by)
  select m.id, v.location_id, v.entity_id, m.line_no, m.direction, m.amount_minor, m.reason, m.moved_at, m.cashier_id, v.business_month, v.author_id
  from unnest(p_movements) m;
  insert into public.shift_counts (id, location_id, shift_id, line_no, denomination_minor, pieces, amount_minor, business_month, created_by)
  select c.id, v.location_id, v.entity_id, c.line_no, c.denomination_minor, c.pieces, c.amount_minor, v.business_month, v.author_id
  from unnest(p_counts) c;
end;
$$;
comment on function app.write_shift(app.posting, public.shifts, public.shift_sources[], public.shift_tenders[], public.shift_movements[], public.shift_counts[]) is
  'The rows of a shift, under the head.';

create function public.post_shift(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'shift');
comment on function public.post_shift(jsonb) is
  'Posts one shift, given as an outbox record; answers as one result of push. Security definer: see push.';
