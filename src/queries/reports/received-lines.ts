/** Every line of goods received in a period, each exactly once: the server's rows, and what this device has yet to send. */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import { isWaiting } from './waiting.ts';

export interface ReceivedLine {
  readonly document_id: string;
  readonly is_pending: 0 | 1;
  readonly line_no: number;
  readonly business_date: string;
  readonly client_created_at: string;
  readonly supplier_id: string | null;
  readonly item_id: string;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly quantity_milli: number;
  /** Before any tax, as the note has it. */
  readonly unit_cost_minor: number;
  readonly amount_minor: number;
}

/** `isMeant`: of a `header.business_date` and a `line.item_id`. */
function lines(
  synced: RawBuilder<unknown>,
  isMeant: (columns: { date: RawBuilder<string>; item: RawBuilder<string> }) => RawBuilder<boolean>,
): RawBuilder<ReceivedLine> {
  const here = isMeant({ date: sql`d.business_date`, item: sql`l.item_id` });
  const waiting = isMeant({ date: sql`o.payload ->> '$.business_date'`, item: sql`l.value ->> 'item_id'` });
  return sql<ReceivedLine>`(
    select d.id as document_id, 0 as is_pending, l.line_no, d.business_date, d.client_created_at, d.supplier_id, l.item_id,
      l.item_name, l.unit_symbol, l.quantity_milli, l.unit_cost_minor, l.amount_minor
    from ${synced} where ${here}
    union all
    select o.entity_id, 1, l.value ->> 'line_no', o.payload ->> '$.business_date', o.client_created_at,
      o.payload ->> '$.supplier_id', l.value ->> 'item_id', l.value ->> 'item_name', l.value ->> 'unit_symbol',
      l.value ->> 'quantity_milli', l.value ->> 'unit_cost_minor', l.value ->> 'amount_minor'
    from outbox o cross join json_each(o.payload, '$.lines') l
    where ${isWaiting('grn')} and ${waiting})`;
}

export function receivedLines({ from, to }: Period): RawBuilder<ReceivedLine> {
  return lines(
    sql`grns d cross join grn_lines l on l.grn_id = d.id`,
    ({ date }) => sql`${date} between ${from} and ${to}`,
  );
}

/** Of one item, whose id is this expression, up to a day. */
export function receivedOf(item: RawBuilder<string>, to: string): RawBuilder<ReceivedLine> {
  return lines(
    sql`grn_lines l cross join grns d on d.id = l.grn_id`,
    (line) => sql`${line.item} = ${item} and ${line.date} <= ${to}`,
  );
}
