/**
 * The kinds of documents: where the server keeps each, which column holds its
 * number, and the letter that its numbers begin with. A new kind starts here.
 */
export const documentKinds = {
  sales_invoice: { table: 'sales_invoices', number: 'invoice_number', letter: 'S' },
  stock_adjustment: { table: 'stock_adjustments', number: 'adjustment_number', letter: 'A' },
  grn: { table: 'grns', number: 'grn_number', letter: 'G' },
} as const;

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
