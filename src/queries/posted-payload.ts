/**
 * What is in the books under an id, in the shape in which a device posts it, so
 * that the two can be compared: one row, or none where it is not on this device.
 */
import { sql, type RawBuilder } from 'kysely';
import type { EntityType } from '#schema/document-kinds.ts';
import { payloads } from '#schema/push.ts';
import { grnLine } from '#schema/documents/goods-received-note.ts';
import { saleLine, salePayment } from '#schema/documents/sale.ts';
import { stockAdjustmentLine } from '#schema/documents/stock-adjustment.ts';
import type { Reader } from '#db/local-database.ts';

const tables = {
  sales_invoice: {
    header: 'sales_invoices',
    number: 'invoice_number',
    parts: {
      lines: partOf('sales_invoice_lines', 'invoice_id', saleLine.shape),
      payments: partOf('sales_invoice_payments', 'invoice_id', salePayment.shape),
    },
  },
  stock_adjustment: {
    header: 'stock_adjustments',
    number: 'adjustment_number',
    parts: { lines: partOf('stock_adjustment_lines', 'adjustment_id', stockAdjustmentLine.shape) },
  },
  grn: {
    header: 'grns',
    number: 'grn_number',
    parts: { lines: partOf('grn_lines', 'grn_id', grnLine.shape) },
  },
} as const satisfies Record<EntityType, unknown>;

export function postedPayload(read: Reader, type: EntityType, id: string) {
  const { header, number, parts } = tables[type];
  // The number that is on the paper, whatever it is in the books.
  const values = { [number]: 'printed_number', approved_for: 'json(approved_for)', ...parts };
  const fields = Object.keys(payloads[type].shape).map(
    (name) => `'${name}', ${(values as Record<string, string>)[name] ?? name}`,
  );
  const payload: RawBuilder<string> = sql.raw(`json_object(${fields.join(', ')})`);
  const found = sql<{ payload: string }>`(select ${payload} as payload from ${sql.table(header)} as header
    where header.id = ${id})`;
  return read.selectFrom(found.as('posted')).select('posted.payload');
}

function partOf(table: string, parent: string, shape: object): string {
  const fields = Object.keys(shape).map((name) => `'${name}', ${name}`);
  return `(select json_group_array(json_object(${fields.join(', ')}))
    from (select * from ${table} where ${parent} = header.id order by line_no))`;
}
