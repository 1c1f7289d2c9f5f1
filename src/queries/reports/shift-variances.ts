/** Shifts that were closed in a period, each exactly once, newest first: what should have been in the drawer and what was. */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { recordState } from '#queries/record-state.ts';
import type { DocumentState } from '#schema/document-state.ts';
import { isWaiting } from './waiting.ts';

export interface ReportedShift {
  readonly id: string;
  readonly number: string;
  readonly sync_status: DocumentState;
  readonly business_date: string;
  readonly opened_at: string;
  readonly closed_at: string;
  readonly opened_by: string;
  /** Who closed it. */
  readonly cashier_id: string;
  readonly opener_name: string | null;
  readonly closer_name: string | null;
  readonly device_code: string | null;
  readonly expected_minor: number;
  readonly counted_minor: number;
  readonly variance_minor: number;
  readonly note: string;
  /** What came in by each way of paying, less what was paid back; the shift counts the cash alone. */
  readonly cash_minor: number;
  readonly card_minor: number;
  readonly credit_minor: number;
  /** Cash that the books had of the same documents when it was posted; null until then. */
  readonly booked_cash_minor: number | null;
  /** Takings that the server had refused by then, and their numbers. */
  readonly unposted_count: number;
  readonly unposted_numbers: string;
}

/** Of `shift`: a subquery of its parts, of which there are few. */
const tender = (parts: RawBuilder<unknown>, method: string) =>
  sql<number>`coalesce((select sum(amount_minor) from ${parts} where method = ${sql.lit(method)}), 0)`;

export function shiftVariances(read: Reader, { from, to }: Period) {
  const part = (list: string, columns: readonly string[]) =>
    sql`(select ${sql.raw(columns.map((name) => `value ->> '${name}' as ${name}`).join(', '))}
      from json_each(o.payload, ${sql.lit(`$.${list}`)}))`;
  const of = (tenders: RawBuilder<unknown>, sources: RawBuilder<unknown>) => sql`
    ${tender(tenders, 'cash')} as cash_minor, ${tender(tenders, 'card')} as card_minor,
    ${tender(tenders, 'credit')} as credit_minor,
    coalesce((select sum(unposted_count) from ${sources}), 0) as unposted_count,
    coalesce((select group_concat(nullif(unposted_numbers, ''), ', ') from ${sources}), '') as unposted_numbers`;
  const inBooks = of(
    sql`(select method, amount_minor from shift_tenders where shift_id = d.id)`,
    sql`(select unposted_count, unposted_numbers from shift_sources where shift_id = d.id)`,
  );
  const waiting = of(
    part('tenders', ['method', 'amount_minor']),
    part('sources', ['unposted_count', 'unposted_numbers']),
  );
  const rows = sql<
    Omit<ReportedShift, 'opener_name' | 'closer_name' | 'device_code'> & { device_id: string }
  >`(
    select d.id, d.shift_number as number, 'synced' as sync_status, d.device_id, d.business_date, d.opened_at, d.closed_at,
      d.opened_by, d.cashier_id, d.expected_minor, d.counted_minor, d.variance_minor, d.note, d.booked_cash_minor, ${inBooks}
    from shifts d where d.business_date between ${from} and ${to}
    union all
    select o.entity_id, o.number, ${recordState('o')}, o.device_id, o.payload ->> '$.business_date',
      o.payload ->> '$.opened_at', o.payload ->> '$.closed_at', o.payload ->> '$.opened_by', o.payload ->> '$.cashier_id',
      o.payload ->> '$.expected_minor', o.payload ->> '$.counted_minor', o.payload ->> '$.variance_minor',
      o.payload ->> '$.note', null, ${waiting}
    from outbox o where ${isWaiting('shift')} and o.payload ->> '$.business_date' between ${from} and ${to})`;
  const memberName = (id: string) =>
    sql<
      string | null
    >`(select m.display_name from location_members m where m.user_id = ${sql.ref(id)} limit 1)`;
  return read
    .selectFrom(rows.as('shift'))
    .selectAll()
    .select([
      memberName('shift.opened_by').as('opener_name'),
      memberName('shift.cashier_id').as('closer_name'),
      sql<string | null>`(select t.code from devices t where t.id = shift.device_id)`.as('device_code'),
    ])
    .orderBy('closed_at', 'desc')
    .orderBy('id');
}
