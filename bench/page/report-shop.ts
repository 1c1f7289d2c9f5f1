/** What a shop of years has beside its sales: costs, suppliers with what they delivered, customers with what they owe. */
import { addDays } from '#domain/business-date.ts';
import type { History } from './history.ts';
import { randomFrom, uuidFrom } from './random.ts';
import { makeShop, places, type Shop } from './shop.ts';

const itemCount = 5_000;
const customerCount = 2_000;
const noteCount = 1_500;
const linesPerNote = 8;
const supplierCount = 20;

/** Items are known, nothing of them waits. */
export function makeReportShop({ days, until }: History): Shop {
  const shop = makeShop(itemCount);
  const { outbox: _, pending_moves: __, document_counters: ___, ...masters } = shop.tables;
  const random = randomFrom(20_241_122);
  const owned = { location_id: places.location, created_at: `${until}T08:00:00.000Z` };
  const pick = (count: number) => Math.floor(random() * count);
  const suppliers = Array.from({ length: supplierCount }, (_unused, index) => ({
    id: uuidFrom(11, index),
    name: `Supplier ${index}`,
    is_archived: 0,
    ...owned,
  }));
  const notes = Array.from({ length: noteCount }, (_unused, index) => {
    const day = addDays(until, -pick(days));
    return {
      id: uuidFrom(12, index),
      supplier_id: uuidFrom(11, pick(supplierCount)),
      business_date: day,
      // No two at the same moment: which was the last is certain.
      client_created_at: `${day}T06:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}.000Z`,
      ...owned,
    };
  });
  const delivered = notes.flatMap((note, index) =>
    Array.from({ length: linesPerNote }, (_unused, line) => ({
      id: uuidFrom(13, index * linesPerNote + line),
      grn_id: note.id,
      line_no: line + 1,
      item_id: shop.items[pick(itemCount)]?.id ?? '',
      quantity_milli: 10_000,
      unit_cost_minor: 50 + pick(2_000),
      ...owned,
    })),
  );
  const costs = (masters['stock_balances'] ?? []).map((row) => ({
    id: row['item_id'] ?? '',
    item_id: row['item_id'] ?? '',
    quantity_milli: row['quantity_milli'] ?? 0,
    value_minor: Math.round(Number(row['quantity_milli']) * (0.1 + random())),
    last_cost_minor: 100,
    ...owned,
  }));
  const customers = Array.from({ length: customerCount }, (_unused, index) => ({
    id: uuidFrom(14, index),
    name: `Customer ${String(pick(100_000)).padStart(5, '0')}`,
    phone: null,
    credit_limit_minor: 100_000,
    credit_days: 30,
    is_archived: 0,
    ...owned,
  }));
  const balances = customers.map(({ id }) => {
    const debts = Array.from({ length: 1 + pick(6) }, () => ({
      due_date: addDays(until, -pick(200)),
      amount_minor: 100 + pick(20_000),
    }));
    const bought = debts.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
    return {
      id,
      customer_id: id,
      outstanding_minor: pick(bought),
      open_debts: JSON.stringify(debts),
      ...owned,
    };
  });
  return {
    ...shop,
    tables: {
      ...masters,
      suppliers,
      grns: notes,
      grn_lines: delivered,
      item_costs: costs,
      customers,
      customer_balances: balances,
    },
  };
}
