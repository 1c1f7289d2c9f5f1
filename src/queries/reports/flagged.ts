/** Documents of a period that the server flagged, of every kind, each exactly once: those of this device as soon as it has answered. */
import { sql } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { documentKinds, entityTypes, type EntityType } from '#schema/document-kinds.ts';
import { flagsToLookAt, type FlagToLookAt } from '#schema/flags.ts';
import { isWaiting } from './waiting.ts';

export interface FlaggedDocument {
  readonly id: string;
  readonly entity_type: EntityType;
  readonly number: string;
  readonly business_date: string;
  readonly client_created_at: string;
  /** 1 while the server's row is not here. */
  readonly is_pending: 0 | 1;
  /** JSON array, quiet ones too. */
  readonly flags: string;
  /** Null of kinds that have none. */
  readonly total_minor: number | null;
  readonly cashier_name: string | null;
  readonly approver_name: string | null;
  readonly approval_reason: string;
}

/** The column with the amount of a kind. */
const totals: Partial<Record<EntityType, string>> = {
  sales_invoice: 'total_minor',
  customer_payment: 'amount_minor',
  grn: 'total_minor',
  shift: 'variance_minor',
};

/** With `flag` those alone that have it. Newest first. */
export function flaggedDocuments(
  read: Reader,
  { from, to }: Period,
  flag: FlagToLookAt | null,
  limit = 1000,
) {
  const wanted = sql.lit(JSON.stringify(flag ? [flag] : flagsToLookAt));
  const isWanted = (flags: string) =>
    sql`exists (select 1 from json_each(${sql.raw(flags)}) f where f.value in (select value from json_each(${wanted})))`;
  const kinds = entityTypes.map((type) => {
    const { table, number } = documentKinds[type];
    const total = totals[type];
    // `flags <> '[]'` as the index of flagged sales has it.
    return sql`
      select d.id, ${sql.lit(type)} as entity_type, ${sql.ref(`d.${number}`)} as number, d.business_date, d.client_created_at,
        0 as is_pending, d.flags, ${total ? sql.ref(`d.${total}`) : sql`null`} as total_minor, d.cashier_id, d.approved_by,
        d.approval_reason
      from ${sql.table(table)} d
      where d.flags <> '[]' and d.business_date between ${from} and ${to} and ${isWanted('d.flags')}
      union all
      select o.entity_id, o.entity_type, o.number, o.payload ->> '$.business_date', o.client_created_at, 1, o.warnings,
        ${total ? sql`o.payload ->> ${sql.lit(`$.${total}`)}` : sql`null`}, o.payload ->> '$.cashier_id',
        o.payload ->> '$.approved_by', coalesce(o.payload ->> '$.approval_reason', '')
      from outbox o
      where ${isWaiting(type)} and o.warnings is not null
        and o.payload ->> '$.business_date' between ${from} and ${to} and ${isWanted('o.warnings')}`;
  });
  const rows = sql<Omit<FlaggedDocument, 'cashier_name' | 'approver_name'>>`(
    select * from (${sql.join(kinds, sql` union all `)}) order by client_created_at desc, id limit ${limit})`;
  const memberName = (id: string) =>
    sql<
      string | null
    >`(select m.display_name from location_members m where m.user_id = ${sql.raw(id)} limit 1)`;
  return read
    .selectFrom(rows.as('flagged'))
    .selectAll()
    .select([
      memberName('flagged.cashier_id').as('cashier_name'),
      memberName('flagged.approved_by').as('approver_name'),
    ])
    .orderBy('client_created_at', 'desc')
    .orderBy('id');
}

export interface FlagCount {
  readonly flag: FlagToLookAt;
  readonly document_count: number;
}

/** How many documents of the period have each flag; a document with two is in both. */
export function flagCounts(read: Reader, period: Period) {
  const all = flaggedDocuments(read, period, null, -1);
  const rows = sql<FlagCount>`(
    select f.value as flag, count(*) as document_count
    from ${all.as('document')} cross join json_each(document.flags) f
    where f.value in (select value from json_each(${sql.lit(JSON.stringify(flagsToLookAt))}))
    group by 1)`;
  return read.selectFrom(rows.as('flag_count')).selectAll().orderBy('document_count', 'desc').orderBy('flag');
}
