/** The floor's side in the page: hand-written SQL, one message to the worker per act. */
import { addItem, type SellableItem } from '#domain/cart.ts';
import { newId } from '#schema/new-id.ts';
import { pageSize, searchLimit, type Engine, type Hit, type StockRow } from './engine.ts';
import { loadSteps } from './load-sql.ts';
import type { PlainAnswer, PlainRequest } from './plain-protocol.ts';

/** The stock rule, as the planner likes it: two sums by key. */
const waiting = (
  item: string,
) => `(select coalesce(sum(m.quantity_milli), 0) from pending_moves m where m.item_id = ${item}
  and not exists (select 1 from document_outcomes o where o.id = m.document_id))`;
const onHand = (item: string) =>
  `(select coalesce(sum(b.quantity_milli), 0) from stock_balances b where b.item_id = ${item}) + ${waiting(item)}`;

const columns = `i.id, i.name, i.barcode, i.category_id, i.price_minor, i.is_batch_tracked, i.tax_rate_id,
  t.rate_ppm as tax_rate_ppm, u.symbol as unit_symbol, u.quantity_decimals`;
const tables = 'items i join units u on u.id = i.unit_id join tax_rates t on t.id = i.tax_rate_id';

const byBarcode = `select ${columns} from ${tables} where i.barcode = ?`;

const byName = `select ${columns}, ${onHand('i.id')} as on_hand_milli from ${tables} where i.name like ? and i.is_archived = 0
  order by i.name collate nocase limit ${searchLimit}`;

const stockRows = `select p.id, p.name, p.barcode, p.is_batch_tracked, u.symbol as unit_symbol, u.quantity_decimals,
  ${onHand('p.id')} as on_hand_milli, ${waiting('p.id')} as pending_milli
  from (select id, name, barcode, is_batch_tracked, unit_id from items where is_archived = 0
    order by name collate nocase, id limit ${pageSize} offset ?) p
  join units u on u.id = p.unit_id
  order by p.name collate nocase, p.id`;

const putDraft = `insert into drafts (id, location_id, entity_type, payload, client_updated_at)
  values (?, ?, 'sales_invoice', ?, ?)`;

export function plainEngine(): Engine {
  const ask = workerAsk();
  const rows = async <T>(sql: string, bind: readonly (string | number)[]) =>
    (await ask({ kind: 'rows', sql, bind })) as T[];
  return {
    name: 'plain',
    open: async () => void (await ask({ kind: 'open' })),
    load: async (shop) => void (await ask({ kind: 'load', steps: [...loadSteps(shop)] })),
    async saveDraft({ cart, payload }) {
      const bind = [cart.id, payload.location_id, JSON.stringify(cart), payload.client_updated_at];
      await ask({ kind: 'run', sql: putDraft, bind });
    },
    async postSale({ payload }) {
      const moves = payload.lines.map(({ item_id, quantity_milli }) => ({
        item_id,
        quantity_milli: -quantity_milli,
      }));
      const { total_minor, client_created_at: at } = payload;
      const sale = { queue_id: newId(), number_prefix: 'S-BE-01-', total_minor, at, payload, moves };
      return String(await ask({ kind: 'sale', sale }));
    },
    async scan(cart, barcode) {
      const [item] = await rows<SellableItem>(byBarcode, [barcode]);
      if (!item) throw new Error(`No item has ${barcode}.`);
      return addItem(cart, item, { lineId: newId() });
    },
    async search(text) {
      const hits = await rows<Hit>(byName, [`%${text}%`]);
      return hits.map(({ name, on_hand_milli }) => ({ name, on_hand_milli }));
    },
    stockPage: (offset) => rows<StockRow>(stockRows, [offset]),
  };
}

export function workerAsk(): (request: PlainRequest) => Promise<unknown> {
  const worker = new Worker(new URL('./plain-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: PlainAnswer) => void>();
  worker.addEventListener('message', ({ data }: MessageEvent<PlainAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  let last = 0;
  return (request) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ value, error }) =>
        error === undefined ? resolve(value) : reject(new Error(error)),
      );
      worker.postMessage({ id: last, request });
    });
}
