/** IndexedDB as its best-known library uses it, each commit flushed ('strict'). */
import { Dexie, type Table } from 'dexie';
import { addItem, type SellableItem } from '#domain/cart.ts';
import { newId } from '#schema/new-id.ts';
import { pageSize, searchLimit, type Engine, type StockRow } from './engine.ts';

interface Item extends SellableItem {
  readonly name_key: string;
  readonly unit_id: string;
  readonly is_archived: 0 | 1;
}
interface Stock {
  readonly item_id: string;
  readonly quantity_milli: number;
}

class BenchDexie extends Dexie {
  declare items: Table<Item, string>;
  declare units: Table<{ symbol: string; quantity_decimals: number }, string>;
  declare tax_rates: Table<{ rate_ppm: number }, string>;
  declare stock_balances: Table<Stock, string>;
  declare pending_moves: Table<Stock & { id: string; document_id: string }, string>;
  declare outbox: Table<Record<string, unknown>, number>;
  declare document_counters: Table<{ entity_type: string; last_sequence: number }, string>;
  declare drafts: Table<{ id: string; payload: string }, string>;
  declare queue: Table<{ queue_id: string }, number>;

  constructor() {
    super('dexie-bench', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      items: 'id, barcode, name_key, category_id',
      units: 'id',
      tax_rates: 'id',
      stock_balances: 'id, item_id',
      pending_moves: 'id, item_id, document_id',
      outbox: '++position, &queue_id, &entity_id, [sync_status+position]',
      document_counters: 'entity_type',
      drafts: 'id',
      queue: '++id',
    });
  }
}

export function dexieEngine(): Engine {
  const db = new BenchDexie();
  return {
    name: 'dexie',
    open: async () => void (await db.open()),
    async load({ tables }) {
      for (const { name } of db.tables) {
        const rows = (tables[name] ?? []).map((row) =>
          name === 'items' ? { ...row, name_key: String(row['name']).toLowerCase() } : row,
        );
        await db.table(name).bulkAdd(rows);
      }
    },
    saveDraft: async ({ cart }) => void (await db.drafts.put({ id: cart.id, payload: JSON.stringify(cart) })),
    postSale: ({ payload }) => postSale(db, payload),
    async scan(cart, barcode) {
      const item = await db.items.where('barcode').equals(barcode).first();
      if (!item) throw new Error(`No item has ${barcode}.`);
      return addItem(cart, await sellable(db, item), { lineId: newId() });
    },
    async search(text) {
      const wanted = text.toLowerCase();
      const all = await db.items.toArray();
      const hits = all
        .filter((item) => item.is_archived === 0 && item.name_key.includes(wanted))
        .toSorted(byName);
      return Promise.all(
        hits.slice(0, searchLimit).map(async (item) => {
          const [{ name }, { on_hand_milli }] = await Promise.all([sellable(db, item), stockRow(db, item)]);
          return { name, on_hand_milli };
        }),
      );
    },
    async stockPage(offset) {
      const items = await db.items.orderBy('name_key').offset(offset).limit(pageSize).toArray();
      return Promise.all(items.map((item) => stockRow(db, item)));
    },
  };
}

/** The reads and writes of `db/write.ts` and its triggers. */
function postSale(db: BenchDexie, payload: Parameters<Engine['postSale']>[0]['payload']): Promise<string> {
  const tables = [db.outbox, db.pending_moves, db.document_counters, db.drafts, db.queue];
  return db.transaction('rw', tables, async () => {
    const counter = await db.document_counters.get('sales_invoice');
    const last_sequence = (counter?.last_sequence ?? 0) + 1;
    const number = `S-BE-01-${String(last_sequence).padStart(6, '0')}`;
    const { id, location_id, device_id, total_minor, client_created_at: at } = payload;
    const queue_id = newId();
    const head = {
      queue_id,
      entity_type: 'sales_invoice',
      entity_id: id,
      location_id,
      device_id,
      number,
      total_minor,
    };
    const json = JSON.stringify({ ...payload, invoice_number: number });
    const moves = payload.lines.map((line) => ({
      id: line.id,
      document_id: id,
      item_id: line.item_id,
      lot_id: null,
      quantity_milli: -line.quantity_milli,
    }));
    await Promise.all([
      db.outbox.add({
        ...head,
        payload: json,
        client_created_at: at,
        client_updated_at: at,
        sync_status: 'pending',
      }),
      db.pending_moves.bulkAdd(moves),
      db.document_counters.put({ entity_type: 'sales_invoice', last_sequence }),
      db.drafts.delete(id),
      db.queue.add({ queue_id }),
    ]);
    return number;
  });
}

async function sellable(db: BenchDexie, item: Item): Promise<SellableItem> {
  const [unit, rate] = await Promise.all([db.units.get(item.unit_id), db.tax_rates.get(item.tax_rate_id)]);
  return {
    ...item,
    unit_symbol: unit?.symbol ?? '',
    quantity_decimals: unit?.quantity_decimals ?? 0,
    tax_rate_ppm: rate?.rate_ppm ?? 0,
  };
}

async function stockRow(db: BenchDexie, { id, name }: Item): Promise<StockRow> {
  const [balances, moves] = await Promise.all([
    db.stock_balances.where('item_id').equals(id).toArray(),
    db.pending_moves.where('item_id').equals(id).toArray(),
  ]);
  const pending_milli = sum(moves);
  return { id, name, on_hand_milli: sum(balances) + pending_milli, pending_milli };
}

function sum(rows: readonly Stock[]): number {
  return rows.reduce((total, { quantity_milli }) => total + quantity_milli, 0);
}

function byName(a: Item, b: Item): number {
  if (a.name_key === b.name_key) return 0;
  return a.name_key < b.name_key ? -1 : 1;
}
