/** The documents behind a row of `salesBy`, newest first: what a figure is made of. */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { recordState } from '#queries/record-state.ts';
import type { DocumentState } from '#schema/document-state.ts';
import { keyOf, type SalesQuestion } from './sales-by.ts';
import { soldLines } from './sold-lines.ts';

export interface ReportedDocument {
  readonly id: string;
  readonly number: string;
  readonly is_return: 0 | 1;
  readonly client_created_at: string;
  readonly sync_status: DocumentState;
  /** What of it counts in that row; below zero where it was given back. */
  readonly amount_minor: number;
}

export function salesDocuments(
  read: Reader,
  { period, by, offsets }: SalesQuestion,
  key: string,
  limit = 500,
) {
  const isMeant = sql<boolean>`cast(${keyOf(by, offsets)} as text) = ${key}`;
  return soldDocuments(read, period, { isMeant, amount: sql`gross_minor` }, limit);
}

/** Of lines of `soldLines`: which are meant, and what of one of them counts. */
export interface MeantLines {
  readonly isMeant: RawBuilder<boolean>;
  readonly amount: RawBuilder<number>;
}

export function soldDocuments(read: Reader, period: Period, { isMeant, amount }: MeantLines, limit = 500) {
  const rows = sql<ReportedDocument>`(
    select s.document_id as id, s.is_return, s.client_created_at, s.amount_minor,
      coalesce(d.invoice_number, o.number) as number, iif(s.is_pending, ${recordState('o')}, 'synced') as sync_status
    from (
      select document_id, is_pending, is_return, client_created_at, sum(${amount}) as amount_minor
      from ${soldLines(period)}
      where ${isMeant}
      group by document_id
      order by client_created_at desc limit ${limit}) s
    left join sales_invoices d on d.id = s.document_id
    left join outbox o on o.entity_id = s.document_id)`;
  return read.selectFrom(rows.as('document')).selectAll().orderBy('client_created_at', 'desc').orderBy('id');
}
