/** What became of each document that somebody was told is posted. */
import type { SyncStatus } from '#schema/local-tables.ts';
import type { Told, World } from './world.ts';

/** Of one kind or another, besides payments. */
const parts = ['lines', 'sources', 'tenders', 'counts'] as const;

interface ServerDocument {
  readonly id: string;
  readonly number: string;
  readonly journal_seq: number;
  /** Header, lines and payments as they were sent: only the fields that a payload has. */
  readonly content: Readonly<Record<(typeof parts)[number] | 'payments', readonly object[]>>;
}

interface Kept {
  readonly position: number;
  readonly entity_id: string;
  readonly number: string;
  readonly sync_status: SyncStatus;
}

const documents = `
  select k.id, k.number, k.journal_seq::int,
    jsonb_build_object(
      'lines', coalesce(
        (select jsonb_agg(to_jsonb(l) order by line_no) from public.sales_invoice_lines l where l.invoice_id = k.id),
        (select jsonb_agg(to_jsonb(l) order by line_no) from public.stock_adjustment_lines l where l.adjustment_id = k.id),
        (select jsonb_agg(to_jsonb(l) order by line_no) from public.grn_lines l where l.grn_id = k.id),
        (select jsonb_agg(to_jsonb(l) || jsonb_build_object('counted_at', app.iso(l.counted_at)) order by line_no)
          from public.stock_count_lines l where l.count_id = k.id),
        (select jsonb_agg(to_jsonb(l) order by line_no) from public.stock_transfer_lines l where l.transfer_id = k.id),
        (select jsonb_agg(to_jsonb(l) order by line_no) from public.stock_transfer_receipt_lines l where l.receipt_id = k.id), '[]'),
      'payments', coalesce(
        (select jsonb_agg(to_jsonb(y) order by line_no) from public.sales_invoice_payments y where y.invoice_id = k.id),
        (select jsonb_agg(to_jsonb(c)) from public.customer_payments c where c.id = k.id), '[]'),
      'tenders', coalesce((select jsonb_agg(to_jsonb(t) order by line_no) from public.shift_tenders t where t.shift_id = k.id), '[]'),
      'counts', coalesce((select jsonb_agg(to_jsonb(c) order by line_no) from public.shift_counts c where c.shift_id = k.id), '[]'),
      'sources', coalesce((select jsonb_agg(to_jsonb(s) order by line_no) from public.shift_sources s where s.shift_id = k.id), '[]')
    ) as content
  from public.document_keys k where k.location_id = $1`;

export async function documentFaults(world: World): Promise<string[]> {
  const rows = await world.server.postgres.rows<ServerDocument>(documents, [world.shop.id]);
  const posted = new Map(rows.map((row) => [row.id, row]));
  const faults: string[] = [];
  const known = new Set<string>();
  for (const device of world.devices) {
    const records = device.look<Kept>(
      `select position, entity_id, number, sync_status from outbox
       where entity_type <> 'master_update' order by position`,
    );
    for (const record of records) {
      known.add(record.entity_id);
      const isPosted = posted.has(record.entity_id);
      const isRight = isPosted ? record.sync_status === 'synced' : record.sync_status === 'failed';
      if (!isRight)
        faults.push(`I1 ${record.number} is ${record.sync_status} on ${device.name}, posted: ${isPosted}`);
    }
    faults.push(...fifoFaults(device.name, records, posted, world.requeued));
  }
  const made = new Set([
    ...world.devices.flatMap(({ written }) => [...written]),
    ...known,
    ...world.told.keys(),
  ]);
  for (const { id, number } of posted.values()) {
    if (!made.has(id)) faults.push(`I1 ${number} is posted, and no till made it`);
  }
  for (const told of world.told.values()) {
    // A till forgets what was synced a month ago, by its clock.
    if (!known.has(told.id) && !posted.has(told.id))
      faults.push(`I1 ${told.number} was acknowledged and is nowhere`);
    faults.push(...contentFaults(told, posted.get(told.id)));
  }
  const numbers = [...world.told.values()].map(({ number }) => number);
  if (new Set(numbers).size < numbers.length)
    faults.push(`I13 a number was given twice: ${numbers.toSorted().join(' ')}`);
  return faults;
}

/** In the order in which a till made them, but for those that were failed and queued again. */
function fifoFaults(
  name: string,
  records: readonly Kept[],
  posted: ReadonlyMap<string, ServerDocument>,
  requeued: ReadonlySet<string>,
): string[] {
  const order = records
    .filter(({ entity_id }) => posted.has(entity_id) && !requeued.has(entity_id))
    .map(({ entity_id }) => posted.get(entity_id)!.journal_seq);
  const isSorted = order.every((seq, n) => n === 0 || order[n - 1]! < seq);
  return isSorted ? [] : [`I7 ${name} posted out of order: ${order.join(' ')}`];
}

type Payload = Partial<Record<(typeof parts)[number], readonly object[]>> & {
  readonly payments?: readonly object[];
  readonly customer_id?: string | null;
  readonly amount_minor?: number;
};

/** A customer's is its own header. When what is on credit is due, the server says. */
function paymentsIn({ payments, customer_id, amount_minor }: Payload): readonly object[] {
  if (amount_minor !== undefined) return [{ customer_id, amount_minor }];
  return (payments ?? []).map((payment) =>
    Object.fromEntries(Object.entries(payment).filter(([name]) => name !== 'due_date')),
  );
}

function contentFaults(told: Told, found: ServerDocument | undefined): string[] {
  if (!found) return [];
  const sent = JSON.parse(told.payload) as Payload;
  const isSame =
    parts.every((part) => holds(found.content[part], sent[part] ?? [])) &&
    holds(found.content.payments, paymentsIn(sent)) &&
    found.number === told.number;
  return isSame ? [] : [`I2, I16 ${told.number} is not what was posted: ${JSON.stringify(found.content)}`];
}

/** A device knows no booleans. */
function asSent(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The same rows in the same order, each with at least these fields. */
function holds(rows: readonly object[], wanted: readonly object[]): boolean {
  return (
    rows.length === wanted.length &&
    wanted.every((fields, n) => {
      const row = new Map(Object.entries(rows[n]!));
      return Object.entries(fields).every(([name, value]) => asSent(row.get(name)) === value);
    })
  );
}
