import { expect, test } from 'vitest';
import type { MasterEditRow } from '#schema/master-history.ts';
import { entryOf, unsentEntry } from './history-entry.ts';

const edit: MasterEditRow = {
  id: 'e',
  kind: 'edit',
  device_id: 'd',
  columns: { price_minor: 300, tax_rate_id: 't', is_archived: true },
  previous: { price_minor: 250, tax_rate_id: 't', is_archived: false },
  stamp: '2026-11-22T10:00:00.000Z-0000-d',
  warnings: [],
  created_by: 'p',
  submitted_by: null,
};
const lost = (table: 'items' | 'customers' | 'location_settings', ...warnings: string[]) =>
  entryOf(table, { ...edit, warnings }).lost;

test('the server’s booleans are as the device has them, the time is the stamp’s', () => {
  const { before, after, at, isNew } = entryOf('items', edit);
  expect([before['is_archived'], after['is_archived'], at, isNew]).toEqual([
    0,
    1,
    '2026-11-22T10:00:00.000Z',
    false,
  ]);
});

test('what an edit was warned of names the columns that were not kept', () => {
  expect(lost('items', 'older:price')).toEqual(['price_minor', 'tax_rate_id']);
  expect(lost('items', 'older:name', 'barcode_taken:barcode')).toEqual(['name', 'barcode']);
  expect(lost('customers', 'older:credit')).toEqual(['credit_limit_minor', 'credit_days']);
  expect(lost('location_settings', 'older:stock_policy')).toEqual(['negative_stock_policy', 'block_on_sync']);
  // Kept, or no word of a column.
  expect(lost('items', 'overwrote_unseen:price', 'clock_ahead')).toEqual([]);
});

test('what another build left in the queue is not shown as an edit', () => {
  const row = { id: 'q', sync_status: 'pending', client_created_at: edit.stamp.slice(0, 24) } as const;
  expect([unsentEntry({ ...row, payload: null }), unsentEntry({ ...row, payload: '{"v":9}' })]).toEqual([
    null,
    null,
  ]);
});
