/** A small catalog written straight into a device's synced tables, as a first sync leaves it. */
import type { CommonPowerSyncDatabase } from '@powersync/common';

export interface Catalog {
  readonly locationId: string;
  /** 10 on hand, 2.50 each. */
  readonly rice: string;
  readonly riceBarcode: string;
  /** Batch-tracked: 2 that expire soon, 3 late. */
  readonly milk: string;
}

export async function fillCatalog(power: CommonPowerSyncDatabase): Promise<Catalog> {
  const id = () => crypto.randomUUID();
  const [locationId, category, unit, tax, rice, milk, soon, late] = [
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
  ];
  const riceBarcode = '4006381333931';
  const put = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    const holes = names.map(() => '?').join(', ');
    return power.execute(`insert into ${table} (${names.join(', ')}) values (${holes})`, Object.values(row));
  };
  const at = { location_id: locationId };
  await put('locations', { id: locationId, ...at, name: 'Shop', code: 'KL1', kind: 'shop' });
  await put('location_settings', {
    id: id(),
    ...at,
    negative_stock_policy: 'WARN',
    block_on_sync: 'hold',
    currency: 'USD',
    currency_decimals: 2,
    cash_rounding_minor: 1,
    tax_mode: 'inclusive',
    time_zone: 'UTC',
    receipt_header: '',
    receipt_footer: '',
  });
  await put('categories', { id: category, ...at, name: 'Food', sort_order: 0, is_archived: 0 });
  await put('units', { id: unit, ...at, name: 'piece', symbol: 'pc', quantity_decimals: 0, is_archived: 0 });
  await put('tax_rates', { id: tax, ...at, name: 'VAT', rate_ppm: 150_000, is_archived: 0 });
  const goods = {
    ...at,
    category_id: category,
    unit_id: unit,
    tax_rate_id: tax,
    is_archived: 0,
    cost_minor: 100,
  };
  await put('items', {
    id: rice,
    name: 'Rice',
    barcode: riceBarcode,
    price_minor: 250,
    is_batch_tracked: 0,
    ...goods,
  });
  await put('items', {
    id: milk,
    name: 'Milk',
    barcode: '96385074',
    price_minor: 400,
    is_batch_tracked: 1,
    ...goods,
  });
  await put('stock_lots', {
    id: late,
    ...at,
    item_id: milk,
    batch_number: 'LATE',
    expiry_date: '2099-12-31',
  });
  await put('stock_lots', {
    id: soon,
    ...at,
    item_id: milk,
    batch_number: 'SOON',
    expiry_date: '2099-01-31',
  });
  await put('stock_balances', { id: id(), ...at, item_id: rice, lot_id: null, quantity_milli: 10_000 });
  await put('stock_balances', { id: id(), ...at, item_id: milk, lot_id: soon, quantity_milli: 2000 });
  await put('stock_balances', { id: id(), ...at, item_id: milk, lot_id: late, quantity_milli: 3000 });
  return { locationId, rice, riceBarcode, milk };
}
