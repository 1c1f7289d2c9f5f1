/**
 * What came in on this device while a shift was open, each document once:
 * synced rows, and outbox payloads whose id is not among them, refused ones
 * included, whose money is in the drawer all the same. A document that was
 * closed for good took none.
 *
 * THE place that says what a kind of document does to the drawer (on the
 * server `app.booked_cash`): a further kind that takes or gives money is a
 * further entry of `kindsWithMoney` and a further part of `documents`.
 */
import { sql, type RawBuilder } from 'kysely';
import { documentKinds, type EntityType } from '#schema/document-kinds.ts';
import { dismissedWarning, voidWarning } from '#schema/document-state.ts';
import type { Takings } from '#domain/shift.ts';
import type { Reader } from '#db/local-database.ts';
import type { Row } from './row.ts';

export const kindsWithMoney = ['sales_invoice', 'customer_payment'] as const satisfies readonly EntityType[];

export interface TakingsOf {
  readonly deviceId: string;
  /** As an open shift has it; a kind that is not in it is not looked for. */
  readonly after: Readonly<Partial<Record<EntityType, number>>>;
}

/** The sequence at the end of a number, and whether the shift covers it. */
function isCovered(
  number: string,
  type: (typeof kindsWithMoney)[number],
  after: string,
): RawBuilder<boolean> {
  const name = sql.ref(number);
  return sql`cast(substr(${name}, length(rtrim(${name}, '0123456789')) + 1) as integer) > ${after} ->> ${sql.raw(`'$.${type}'`)}`;
}

function documents({ deviceId, after }: TakingsOf): RawBuilder<unknown> {
  const of = JSON.stringify(after);
  return sql`
    select 'sales_invoice' as entity_type, d.printed_number as number, iif(d.kind = 'return', -1, 1) as sign,
      d.total_minor, 'synced' as state,
      (select json_group_array(json_object('method', y.method, 'tendered_minor', y.tendered_minor,
        'change_minor', y.change_minor)) from sales_invoice_payments y where y.invoice_id = d.id) as payments
    from sales_invoices d
    where d.device_id = ${deviceId} and ${isCovered('d.printed_number', 'sales_invoice', of)}
    union all
    select o.entity_type, o.number, iif(o.payload ->> '$.kind' = 'return', -1, 1), o.total_minor, o.sync_status,
      o.payload -> '$.payments'
    from outbox o where ${isWaitingHere('sales_invoice', deviceId, of)}
    union all
    select 'customer_payment', p.printed_number, 1, p.amount_minor, 'synced',
      json_array(json_object('method', p.method, 'tendered_minor', p.tendered_minor, 'change_minor', p.change_minor))
    from customer_payments p
    where p.device_id = ${deviceId} and ${isCovered('p.printed_number', 'customer_payment', of)}
    union all
    select o.entity_type, o.number, 1, o.total_minor, o.sync_status,
      json_array(json_object('method', o.payload ->> '$.method', 'tendered_minor', o.payload ->> '$.tendered_minor',
        'change_minor', o.payload ->> '$.change_minor'))
    from outbox o where ${isWaitingHere('customer_payment', deviceId, of)}`;
}

/** A record of this device that the shift covers, and whose document is not here from the server. */
function isWaitingHere(
  type: (typeof kindsWithMoney)[number],
  deviceId: string,
  after: string,
): RawBuilder<boolean> {
  return sql`(o.entity_type = ${type} and o.device_id = ${deviceId} and o.payload is not null
    and coalesce(o.warnings, '') not in (${voidWarning}, ${dismissedWarning})
    and ${isCovered('o.number', type, after)}
    and not exists (select 1 from ${sql.table(documentKinds[type].table)} d where d.id = o.entity_id))`;
}

/** One row of JSON, from one statement: nothing is sold between its parts. */
export function shiftTakings(read: Reader, of: TakingsOf) {
  const found = sql<{ sources: string; tenders: string; pending_count: number }>`(
    with document as materialized (${documents(of)})
    select
      (select json_group_array(json_object('entity_type', a.key, 'after_sequence', a.value,
          'last_sequence', max(a.value, coalesce((select c.last_sequence from document_counters c where c.entity_type = a.key), 0)),
          'document_count', (select count(*) from document d where d.entity_type = a.key),
          'total_minor', (select coalesce(sum(d.sign * d.total_minor), 0) from document d where d.entity_type = a.key),
          'unposted_minor', (select coalesce(sum(d.sign * d.total_minor), 0) from document d
            where d.entity_type = a.key and d.state = 'failed'),
          'unposted', (select json_group_array(d.number) from document d where d.entity_type = a.key and d.state = 'failed')))
        from json_each(${JSON.stringify(of.after)}) a) as sources,
      (select json_group_array(json_object('method', t.method, 'payment_count', t.count, 'amount_minor', t.amount))
        from (select value ->> 'method' as method, count(*) as count,
            sum(d.sign * ((value ->> 'tendered_minor') - (value ->> 'change_minor'))) as amount
          from document d, json_each(d.payments) group by 1 order by 1) t) as tenders,
      (select count(*) from document where state in ('pending', 'syncing')) as pending_count)`;
  return read.selectFrom(found.as('takings')).selectAll();
}

type FoundSource = Omit<Takings['sources'][number], 'unposted_count' | 'unposted_numbers'> & {
  readonly unposted: readonly string[];
};

const longestNumbers = 1000;

/** Of a row of `shiftTakings`. */
export function readTakings({ sources, tenders }: Row<typeof shiftTakings>): Takings {
  const found = JSON.parse(sources) as readonly FoundSource[];
  return {
    sources: found.map(({ unposted, ...source }) => ({
      ...source,
      unposted_count: unposted.length,
      unposted_numbers: numbersText(unposted),
    })),
    tenders: JSON.parse(tenders) as Takings['tenders'],
  };
}

/** As many as the document has room for; how many there are it says besides. */
function numbersText(numbers: readonly string[]): string {
  const kept: string[] = [];
  for (const number of numbers.toSorted()) {
    if ([...kept, number].join(', ').length > longestNumbers) break;
    kept.push(number);
  }
  return kept.join(', ');
}

/** By kind that takes money, the last sequence of this device: where a shift begins. */
export async function lastSequences(read: Reader): Promise<TakingsOf['after']> {
  const counters = await read.selectFrom('document_counters').selectAll().execute();
  const last = (type: EntityType) => counters.find((one) => one.entity_type === type)?.last_sequence ?? 0;
  return Object.fromEntries(kindsWithMoney.map((type) => [type, last(type)]));
}
