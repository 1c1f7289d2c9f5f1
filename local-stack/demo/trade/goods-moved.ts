/** Goods that come, go to the other location, are counted and are missed. */
import { demoId, lotId, stocktakeId } from '#stack/demo/ids.ts';
import type { DemoItem } from '#stack/demo/items.ts';
import { units } from '#stack/demo/places.ts';
import { numbered, type Book, type PushRecord, type When } from './book.ts';

type Quantity = { readonly item: DemoItem; readonly pieces: number };

/** Of a batch that keeps so many days, where they are tracked. */
export function goodsReceived(
  book: Book,
  name: string,
  when: When,
  {
    supplier,
    reference,
    came,
    expiry,
  }: {
    supplier: string;
    reference: string;
    came: readonly Quantity[];
    expiry: string;
  },
): PushRecord {
  const lines = came.map(({ item, pieces }) => ({
    ...named(item),
    ...(item.good.batch === null
      ? { lot_id: null, batch_number: null, expiry_date: null }
      : { lot_id: lotId(item.id, reference, expiry), batch_number: reference, expiry_date: expiry }),
    quantity_milli: pieces * 1000,
    unit_cost_minor: item.good.cost_minor,
    amount_minor: item.good.cost_minor * pieces,
  }));
  return book.record(['grn', 'grn_number', 'G'], name, when, {
    supplier_id: supplier,
    supplier_reference: reference,
    currency: 'EUR',
    total_minor: lines.reduce((sum, { amount_minor }) => sum + amount_minor, 0),
    lines: numbered(`${name} line`, lines),
  });
}

export function transfer(
  book: Book,
  name: string,
  when: When,
  to: string,
  sent: readonly Quantity[],
): PushRecord {
  return book.record(['stock_transfer', 'transfer_number', 'T'], name, when, {
    from_location_id: book.place.id,
    to_location_id: to,
    lines: numbered(
      `${name} line`,
      sent.map(({ item, pieces }) => ({
        ...named(item),
        lot_id: null,
        barcode: item.good.barcode,
        is_batch_tracked: 0,
        batch_number: null,
        expiry_date: null,
        quantity_milli: pieces * 1000,
      })),
    ),
  });
}

/** All of it, but for what is missing of the first line. */
export function receipt(
  book: Book,
  name: string,
  when: When,
  {
    sent,
    items,
    missing,
    reason,
  }: {
    sent: PushRecord;
    items: readonly DemoItem[];
    missing: number;
    reason: string;
  },
): PushRecord {
  const lines = (sent.payload['lines'] as { id: string; quantity_milli: number }[]).map((line, n) => {
    const item = items[n];
    if (!item) throw new RangeError(`${name} has no item for line ${n + 1}.`);
    const less = n === 0 ? missing * 1000 : 0;
    return {
      ...named(item),
      transfer_line_id: line.id,
      lot_id: null,
      batch_number: null,
      expiry_date: null,
      sent_milli: line.quantity_milli,
      quantity_milli: line.quantity_milli - less,
      reason: less > 0 ? reason : '',
    };
  });
  return book.record(['stock_transfer_receipt', 'receipt_number', 'R'], name, when, {
    transfer_id: sent.entity_id,
    sent_number: sent.payload['transfer_number'],
    from_location_id: sent['location_id'],
    lines: numbered(`${name} line`, lines),
  });
}

export function countSheet(
  book: Book,
  name: string,
  when: When,
  {
    code,
    title,
    counted,
  }: {
    code: string;
    title: string;
    counted: readonly (Quantity & { readonly book: number })[];
  },
): PushRecord {
  return book.record(['stock_count', 'count_number', 'C'], name, when, {
    stocktake_id: stocktakeId(book.place.id, code),
    stocktake_code: code,
    stocktake_name: title,
    lines: numbered(
      `${name} line`,
      counted.map(({ item, pieces, book: inBooks }) => ({
        ...named(item),
        lot_id: null,
        quantity_milli: pieces * 1000,
        book_quantity_milli: inBooks,
        counted_at: book.at(when),
      })),
    ),
  });
}

export function damaged(book: Book, name: string, when: When, lost: readonly Quantity[]): PushRecord {
  return book.record(['stock_adjustment', 'adjustment_number', 'A'], name, when, {
    reason: 'damage',
    note: 'Fell off the shelf',
    lines: numbered(
      `${name} line`,
      lost.map(({ item, pieces }) => ({
        ...named(item),
        lot_id: null,
        quantity_milli: -pieces * 1000,
        unit_cost_minor: null,
      })),
    ),
  });
}

/** The item is low at or below this many; an edit, as somebody in the back office makes it. */
export function reorderLevel(book: Book, when: When, { item, pieces }: Quantity): PushRecord {
  const at = book.at(when);
  const made = {
    location_id: book.place.id,
    device_id: book.deviceId,
    client_created_at: at,
    client_updated_at: at,
  };
  const payload = {
    kind: 'edit',
    table: 'items',
    id: item.id,
    location_id: book.place.id,
    stamp: book.stampOf(when),
    columns: { reorder_level_milli: pieces * 1000 },
    previous: { reorder_level_milli: null },
  };
  return {
    v: 1,
    queue_id: demoId('reorder level', item.id),
    entity_type: 'master_update',
    entity_id: item.id,
    ...made,
    payload,
  };
}

function named({ id, good }: DemoItem) {
  return { item_id: id, item_name: good.name, unit_symbol: units[good.unit].symbol };
}
