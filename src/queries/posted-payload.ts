/**
 * What is in the books under an id, in the shape in which a device posts it, so
 * that the two can be compared: one row, or none where it is not on this device.
 */
import { sql, type RawBuilder } from 'kysely';
import { documentKinds, type EntityType } from '#schema/document-kinds.ts';
import { payloads } from '#schema/push.ts';
import { grnLine } from '#schema/documents/goods-received-note.ts';
import { saleLine, salePayment } from '#schema/documents/sale.ts';
import { shiftCount, shiftMovement, shiftSource, shiftTender } from '#schema/documents/shift.ts';
import { stockAdjustmentLine } from '#schema/documents/stock-adjustment.ts';
import { stockCountLine } from '#schema/documents/stock-count.ts';
import { stockTransferLine } from '#schema/documents/stock-transfer.ts';
import { stockTransferReceiptLine } from '#schema/documents/stock-transfer-receipt.ts';
import type { Reader } from '#db/local-database.ts';

/** The lists in a payload: from which table, by which column. */
const parts = {
  sales_invoice: {
    lines: partOf('sales_invoice_lines', 'invoice_id', saleLine.shape),
    payments: partOf('sales_invoice_payments', 'invoice_id', salePayment.shape),
  },
  customer_payment: {},
  stock_adjustment: { lines: partOf('stock_adjustment_lines', 'adjustment_id', stockAdjustmentLine.shape) },
  grn: { lines: partOf('grn_lines', 'grn_id', grnLine.shape) },
  shift: {
    sources: partOf('shift_sources', 'shift_id', shiftSource.shape),
    tenders: partOf('shift_tenders', 'shift_id', shiftTender.shape),
    movements: partOf('shift_movements', 'shift_id', shiftMovement.shape),
    counts: partOf('shift_counts', 'shift_id', shiftCount.shape),
  },
  stock_count: { lines: partOf('stock_count_lines', 'count_id', stockCountLine.shape) },
  stock_transfer: { lines: partOf('stock_transfer_lines', 'transfer_id', stockTransferLine.shape) },
  stock_transfer_receipt: {
    lines: partOf('stock_transfer_receipt_lines', 'receipt_id', stockTransferReceiptLine.shape),
  },
} as const satisfies Record<EntityType, Readonly<Record<string, string>>>;

export function postedPayload(read: Reader, type: EntityType, id: string) {
  const found = sql<{ payload: string }>`(select ${payloadSql(type)} as payload
    from ${sql.table(documentKinds[type].table)} as header where header.id = ${id})`;
  return read.selectFrom(found.as('posted')).select('posted.payload');
}

/** The payload, of a row that the query calls `header`. */
export function payloadSql(type: EntityType): RawBuilder<string> {
  // The number that is on the paper, whatever it is in the books.
  const values = {
    [documentKinds[type].number]: 'printed_number',
    approved_for: 'json(approved_for)',
    ...parts[type],
  };
  const fields = Object.keys(payloads[type].shape).map(
    (name) => `'${name}', ${(values as Record<string, string>)[name] ?? `header.${name}`}`,
  );
  return sql.raw(`json_object(${fields.join(', ')})`);
}

function partOf(table: string, parent: string, shape: object): string {
  const fields = Object.keys(shape).map((name) => `'${name}', ${name}`);
  return `(select json_group_array(json_object(${fields.join(', ')}))
    from (select * from ${table} where ${parent} = header.id order by line_no))`;
}
