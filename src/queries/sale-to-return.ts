/** A sale with what came back of each of its lines, what this device has not sent yet included (failed returns too: their money is paid). */
import { sql } from 'kysely';
import { closedWarnings } from '#schema/document-state.ts';
import type { ReturnDraft, ReturnSource } from '#domain/return-draft.ts';
import type { ReturnableLine } from '#domain/sale-return.ts';
import type { Reader } from '#db/local-database.ts';
import { saleDocument, type DocumentLine, type SaleDocument } from './sale-document.ts';
import type { Settings } from './settings.ts';

export interface SaleToReturn extends Omit<SaleDocument, 'lines'> {
  readonly lines: readonly (ReturnableLine & DocumentLine)[];
  /** What was paid back already, by method. */
  readonly refunded: readonly { readonly method: string; readonly amount_minor: number }[];
}

/** Null where there is no such sale on the device, or one that was closed for good: its money was never in the books. */
export async function saleToReturn(read: Reader, id: string): Promise<SaleToReturn | null> {
  const sale = await saleDocument(read, id);
  if (
    sale === null ||
    sale.kind !== 'sale' ||
    sale.sync_status === 'void' ||
    sale.sync_status === 'dismissed'
  )
    return null;
  const [back, refunded, decimals] = await Promise.all([
    returnedLines(read, id).execute(),
    refundsOf(read, id).execute(),
    decimalsOf(read, sale.lines).execute(),
  ]);
  const returned = new Map(back.map((one) => [one.original_line_id, one]));
  const ofItem = new Map(decimals.map((one) => [one.id, one.quantity_decimals]));
  const lines = sale.lines.map((line) => ({
    ...line,
    returned_milli: returned.get(line.id)?.quantity_milli ?? 0,
    returned_minor: returned.get(line.id)?.amount_minor ?? 0,
    returned_tax_minor: returned.get(line.id)?.tax_minor ?? 0,
    quantity_decimals: ofItem.get(line.item_id) ?? 3,
  }));
  return { ...sale, lines, refunded };
}

type Shop = Pick<Settings, 'currency' | 'currency_decimals' | 'tax_mode'>;

/** What a return that is written is judged by; null where its sale is not on the device. */
export async function returnSource(
  read: Reader,
  { original }: Pick<ReturnDraft, 'original'>,
  shop: Shop,
): Promise<ReturnSource | null> {
  if (original === null) return looseSource(shop);
  const sale = await saleToReturn(read, original.id);
  return sale && sourceOf(sale, shop);
}

export function sourceOf(sale: SaleToReturn, { currency_decimals }: Shop): ReturnSource {
  return {
    original: sale,
    lines: sale.lines,
    paid: sale.payments,
    refunded: sale.refunded,
    currency_decimals,
  };
}

/** Without a receipt: no sale, in the shop's own currency and tax mode. */
export function looseSource({ currency, currency_decimals, tax_mode }: Shop): ReturnSource {
  const original = { id: null, currency, tax_mode, customer_id: null };
  return { original, lines: [], paid: [], refunded: [], currency_decimals };
}

const unsentReturns = (id: string) => sql`outbox
    where outbox.entity_type = 'sales_invoice' and outbox.payload is not null
      and outbox.payload ->> '$.original_id' = ${id} and coalesce(outbox.warnings, '') not in (${sql.join(closedWarnings)})
      and not exists (select 1 from sales_invoices here where here.id = outbox.entity_id)`;

function returnedLines(read: Reader, id: string) {
  const all = sql<{
    original_line_id: string;
    quantity_milli: number;
    amount_minor: number;
    tax_minor: number;
  }>`(
    select line.original_line_id, line.quantity_milli, line.amount_minor, line.tax_minor
    from sales_invoices back join sales_invoice_lines line on line.invoice_id = back.id
    where back.original_id = ${id}
    union all
    select value ->> 'original_line_id', value ->> 'quantity_milli', value ->> 'amount_minor', value ->> 'tax_minor'
    from (select payload from ${unsentReturns(id)}) waiting, json_each(waiting.payload, '$.lines'))`;
  return read
    .selectFrom(all.as('back'))
    .select(({ fn }) => [
      'original_line_id',
      fn.sum<number>('quantity_milli').as('quantity_milli'),
      fn.sum<number>('amount_minor').as('amount_minor'),
      fn.sum<number>('tax_minor').as('tax_minor'),
    ])
    .groupBy('original_line_id');
}

function refundsOf(read: Reader, id: string) {
  const all = sql<{ method: string; amount_minor: number }>`(
    select payment.method, payment.amount_minor
    from sales_invoices back join sales_invoice_payments payment on payment.invoice_id = back.id
    where back.original_id = ${id}
    union all
    select value ->> 'method', value ->> 'amount_minor'
    from (select payload from ${unsentReturns(id)}) waiting, json_each(waiting.payload, '$.payments'))`;
  return read
    .selectFrom(all.as('refund'))
    .select(({ fn }) => ['method', fn.sum<number>('amount_minor').as('amount_minor')])
    .groupBy('method');
}

function decimalsOf(read: Reader, lines: readonly { readonly item_id: string }[]) {
  const ids = JSON.stringify(lines.map(({ item_id }) => item_id));
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .select(['items.id', 'units.quantity_decimals'])
    .where('items.id', 'in', sql<string>`(select value from json_each(${ids}))`);
}
