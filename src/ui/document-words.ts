import type { RecordType } from '#schema/push.ts';

const words: Readonly<Record<RecordType, string>> = {
  sales_invoice: 'Sale',
  stock_adjustment: 'Stock adjustment',
  customer_payment: 'Customer payment',
  grn: 'Goods received note',
  shift: 'Shift',
  stock_count: 'Count sheet',
  stock_transfer: 'Stock transfer',
  stock_transfer_receipt: 'Transfer received',
  master_update: 'Edit',
};

/** What people call a kind of document; what another device sent may be none. */
export function documentWord(entityType: string): string {
  return words[entityType as RecordType] ?? 'Document';
}
