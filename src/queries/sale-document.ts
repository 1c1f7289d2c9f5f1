/**
 * A whole sale for a receipt, in one shape wherever it is: from the synced rows
 * if they are here, else from the outbox payload. Printed from what is stored,
 * never from what a screen happened to hold.
 */
import { sql } from 'kysely';
import type { SaleLine, SalePayload, SalePayment } from '#schema/documents/sale.ts';
import { documentStateOf, type DocumentState } from '#schema/document-state.ts';
import type { Reader } from '#db/local-database.ts';

export interface DocumentLine extends SaleLine {
  readonly batch_number: string | null;
}

export interface OtherHalf {
  readonly id: string;
  readonly number: string;
  readonly payments: readonly SalePayment[];
}

export interface SaleDocument extends Omit<
  SalePayload,
  'invoice_number' | 'approved_for' | 'lines' | 'payments'
> {
  /** As the server has it; differs from the printed one only where two papers bear the same. */
  readonly number: string;
  readonly printed_number: string;
  readonly sync_status: DocumentState;
  /** What the server found that a manager should look at: words, from its answer or its row. */
  readonly flags: readonly string[];
  readonly cashier_name: string;
  readonly customer_name: string | null;
  /** Of the sale that a return corrects, where this device has it. */
  readonly original_number: string | null;
  /** The other half of an exchange, where this device has it. */
  readonly exchange: OtherHalf | null;
  readonly device_code: string;
  readonly lines: readonly DocumentLine[];
  readonly payments: readonly SalePayment[];
}

type Stored = Omit<
  SaleDocument,
  'cashier_name' | 'customer_name' | 'original_number' | 'exchange' | 'device_code' | 'lines'
> & {
  readonly lines: readonly SaleLine[];
};

/**
 * Null where no such sale is on the device. The outbox is read first: a payload
 * is dropped only once the rows are here, so whenever that happens between the
 * two reads, the second finds them.
 */
export async function saleDocument(read: Reader, id: string): Promise<SaleDocument | null> {
  const queued = await outboxSale(read, id);
  const stored = (await syncedSale(read, id)) ?? queued;
  if (stored === null) return null;
  return { ...(await named(read, stored)), exchange: await otherHalf(read, stored.exchange_id) };
}

/** Null, too, of a sale alone, and of a record of an older build. */
async function otherHalf(read: Reader, id: string | null | undefined): Promise<OtherHalf | null> {
  if (!id) return null;
  const queued = await outboxSale(read, id);
  const other = (await syncedSale(read, id)) ?? queued;
  return other && { id, number: other.printed_number, payments: other.payments };
}

async function syncedSale(read: Reader, id: string): Promise<Stored | null> {
  const header = await read.selectFrom('sales_invoices').selectAll().where('id', '=', id).executeTakeFirst();
  if (!header) return null;
  const [lines, payments] = await Promise.all([
    read
      .selectFrom('sales_invoice_lines')
      .selectAll()
      .where('invoice_id', '=', id)
      .orderBy('line_no')
      .execute(),
    read
      .selectFrom('sales_invoice_payments')
      .selectAll()
      .where('invoice_id', '=', id)
      .orderBy('line_no')
      .execute(),
  ]);
  const flags = JSON.parse(header.flags) as string[];
  return { ...header, flags, number: header.invoice_number, sync_status: 'synced', lines, payments };
}

async function outboxSale(read: Reader, id: string): Promise<Stored | null> {
  const record = await read
    .selectFrom('outbox')
    .select(['payload', 'number', 'sync_status', 'warnings'])
    .where('entity_id', '=', id)
    .where('entity_type', '=', 'sales_invoice')
    .executeTakeFirst();
  if (record?.payload == null) return null;
  // Written by this app from a value of that type, and never changed since.
  const payload = JSON.parse(record.payload) as SalePayload;
  const state = documentStateOf(record);
  const isClosed = state === 'void' || state === 'dismissed';
  return {
    ...payload,
    number: record.number,
    printed_number: record.number,
    sync_status: state,
    flags: isClosed ? [] : (JSON.parse(record.warnings ?? '[]') as string[]),
  };
}

async function named(read: Reader, stored: Stored): Promise<Omit<SaleDocument, 'exchange'>> {
  const lotIds = stored.lines.flatMap((line) => line.lot_id ?? []);
  const [names, lots] = await Promise.all([
    read
      .selectNoFrom((eb) => [
        eb
          .selectFrom('location_members')
          .select('display_name')
          .where('user_id', '=', stored.cashier_id)
          .limit(1)
          .as('cashier_name'),
        eb.selectFrom('customers').select('name').where('id', '=', stored.customer_id).as('customer_name'),
        sql<string | null>`coalesce(
          (select o.printed_number from sales_invoices o where o.id = ${stored.original_id ?? null}),
          (select o.number from outbox o where o.entity_id = ${stored.original_id ?? null}))`.as(
          'original_number',
        ),
        eb.selectFrom('devices').select('code').where('id', '=', stored.device_id).as('device_code'),
      ])
      .executeTakeFirstOrThrow(),
    read
      .selectFrom('stock_lots')
      .select(['id', 'batch_number'])
      .where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(lotIds)}))`)
      .execute(),
  ]);
  const batches = new Map(lots.map((lot) => [lot.id, lot.batch_number]));
  return {
    ...stored,
    cashier_name: names.cashier_name ?? '',
    customer_name: names.customer_name ?? null,
    original_number: names.original_number,
    device_code: names.device_code ?? '',
    lines: stored.lines.map((line) => ({ ...line, batch_number: batches.get(line.lot_id ?? '') ?? null })),
  };
}
