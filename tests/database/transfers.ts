/** Transfers between two shops of `world.ts`, and their receipts. */
import { batch, envelope, owner, type LineInput, type Shop, type TestRecord } from './world.ts';

const uuid = (): string => crypto.randomUUID();
let sequence = 0;

function header(shop: Shop, number: string, letter: string) {
  sequence += 1;
  const now = new Date().toISOString();
  return {
    id: uuid(),
    location_id: shop.id,
    device_id: shop.deviceId,
    [number]: `${letter}-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
    note: '',
    cashier_id: shop.cashier,
    approved_by: null,
    approved_for: [],
    approval_reason: '',
    business_date: now.slice(0, 10),
    client_created_at: now,
    client_updated_at: now,
  };
}

/** Goods on their way to another shop; of the batch-tracked item its one lot. */
export function transferOf(
  shop: Shop,
  to: Pick<Shop, 'id'>,
  lines: readonly LineInput[] = [{}],
  change: Record<string, unknown> = {},
): TestRecord {
  return envelope(shop, 'stock_transfer', {
    ...header(shop, 'transfer_number', 'T'),
    from_location_id: shop.id,
    to_location_id: to.id,
    lines: lines.map(({ item = 0, quantity_milli = 1000, ...rest }, n) => ({
      id: uuid(),
      line_no: n + 1,
      item_id: shop.items[item],
      lot_id: item === 2 ? shop.lot : null,
      barcode: `400000000000${item}`,
      item_name: `Item ${item}`,
      unit_symbol: 'pc',
      is_batch_tracked: item === 2 ? 1 : 0,
      batch_number: item === 2 ? 'B1' : null,
      expiry_date: item === 2 ? inThirtyDays : null,
      quantity_milli,
      ...rest,
    })),
    ...change,
  });
}

/** What the lot of a shop has, by the clock of the server that made it. */
const { rows } = await owner.query<{ day: string }>('select (current_date + 30)::text as day');
const inThirtyDays = rows[0]!.day;

/** All of a transfer, into the items that have the same barcodes; `changes` by the place of the line. */
export function receiptOf(
  shop: Shop,
  transfer: TestRecord,
  changes: Readonly<Record<number, Record<string, unknown>>> = {},
  change: Record<string, unknown> = {},
): TestRecord {
  const sent = transfer.payload['lines'] as Record<string, unknown>[];
  return envelope(shop, 'stock_transfer_receipt', {
    ...header(shop, 'receipt_number', 'R'),
    transfer_id: transfer.entity_id,
    sent_number: transfer.payload['transfer_number'],
    from_location_id: transfer.location_id,
    lines: sent.map((line, n) => {
      const item = Number(String(line['item_name']).at(-1));
      return {
        id: uuid(),
        line_no: n + 1,
        transfer_line_id: line['id'],
        item_id: shop.items[item],
        ...(item === 2
          ? batch(shop.items[2], 'B1', inThirtyDays)
          : { lot_id: null, batch_number: null, expiry_date: null }),
        item_name: line['item_name'],
        unit_symbol: line['unit_symbol'],
        sent_milli: line['quantity_milli'],
        quantity_milli: line['quantity_milli'],
        reason: '',
        ...changes[n],
      };
    }),
    ...change,
  });
}

export async function stateOf(transfer: TestRecord) {
  const found = await owner.query<Record<string, unknown>>(
    `select state, location_id, to_location_id, transfer_number, receipt_id, receipt_number, received_month, differs, currency, lines
     from public.transfer_states where id = $1`,
    [transfer.entity_id],
  );
  return found.rows[0];
}

export const costOf = async (shop: Shop, item = 0) =>
  (
    await owner.query<{ quantity_milli: number; value_minor: number }>(
      'select quantity_milli::int, value_minor::int from public.item_costs where id = $1',
      [shop.items[item]],
    )
  ).rows[0];
