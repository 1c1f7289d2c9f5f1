/** Count sheets of a test shop. */
import { stocktakeId } from '#domain/stocktake-id.ts';
import { envelope, type LineInput, type Shop } from './world.ts';

const uuid = (): string => crypto.randomUUID();

let sequence = 0;

/** The id of a stocktake, as a device makes it, and the code that it is made of. */
export const stocktake = (shop: Shop, code = 'K7Q4M') => ({
  stocktake_id: stocktakeId(shop.id, code),
  stocktake_code: code,
});

/** A count sheet of ten pieces each, where the books were thought to have twelve. */
export function countOf(
  shop: Shop,
  lines: readonly LineInput[] = [{}],
  header: Record<string, unknown> = {},
) {
  const id = uuid();
  sequence += 1;
  const now = new Date().toISOString();
  return envelope(shop, 'stock_count', {
    id,
    location_id: shop.id,
    device_id: shop.deviceId,
    count_number: `C-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
    ...stocktake(shop),
    stocktake_name: 'July',
    note: '',
    cashier_id: shop.cashier,
    approved_by: null,
    approved_for: [],
    approval_reason: '',
    business_date: now.slice(0, 10),
    client_created_at: now,
    client_updated_at: now,
    lines: lines.map(({ item = 0, quantity_milli = 10_000, ...rest }, n) => ({
      id: uuid(),
      line_no: n + 1,
      item_id: shop.items[item],
      lot_id: item === 2 ? shop.lot : null,
      item_name: `Item ${item}`,
      unit_symbol: 'pc',
      quantity_milli,
      book_quantity_milli: 12_000,
      counted_at: now,
      ...rest,
    })),
    ...header,
  });
}
