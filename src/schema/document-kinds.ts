/**
 * The kinds of documents: where the server keeps each, which column holds its
 * number, the letter that its numbers begin with, and what its lines do to
 * stock: `out` and `in` give the sign to quantities that are positive, `signed`
 * quantities have their own, `none` moves nothing. A new kind starts here.
 */
export const documentKinds = {
  sales_invoice: { table: 'sales_invoices', number: 'invoice_number', letter: 'S', stock: 'out' },
  stock_adjustment: {
    table: 'stock_adjustments',
    number: 'adjustment_number',
    letter: 'A',
    stock: 'signed',
  },
  customer_payment: {
    table: 'customer_payments',
    number: 'payment_number',
    letter: 'P',
    stock: 'none',
  },
  grn: { table: 'grns', number: 'grn_number', letter: 'G', stock: 'in' },
  shift: { table: 'shifts', number: 'shift_number', letter: 'Z', stock: 'none' },
  stock_count: { table: 'stock_counts', number: 'count_number', letter: 'C', stock: 'none' },
  stock_transfer: { table: 'stock_transfers', number: 'transfer_number', letter: 'T', stock: 'out' },
  stock_transfer_receipt: {
    table: 'stock_transfer_receipts',
    number: 'receipt_number',
    letter: 'R',
    stock: 'in',
  },
} as const satisfies Record<string, DocumentKind>;

interface DocumentKind {
  readonly table: string;
  readonly number: string;
  readonly letter: string;
  readonly stock: 'in' | 'out' | 'signed' | 'none';
}

export type EntityType = keyof typeof documentKinds;
export type DocumentTable = (typeof documentKinds)[EntityType]['table'];
export type NumberColumn = (typeof documentKinds)[EntityType]['number'];

export const entityTypes = Object.keys(documentKinds) as readonly EntityType[];
export const documentTables: readonly DocumentTable[] = entityTypes.map((type) => documentKinds[type].table);

/** SQL: whether the document whose id this expression is has arrived from the server. */
export function inBooksSql(id: string): string {
  const arrived = documentTables.map((table) => `exists (select 1 from ${table} d where d.id = ${id})`);
  return `(${arrived.join(' or ')})`;
}
