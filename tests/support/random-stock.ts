/** What moved the stock of some months, as a device keeps it: some in the books, some yet to be sent. */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { addDays } from '#domain/business-date.ts';
import { book, type StockValue } from '#domain/stock-value.ts';
import { dismissedWarning, voidWarning } from '#schema/document-state.ts';

export interface StockLine {
  readonly id: string;
  readonly line_no: number;
  readonly item_id: string;
  readonly lot_id: string | null;
  /** As the document has it: of a sale above zero. */
  readonly quantity_milli: number;
  readonly unit_cost_minor: number | null;
  readonly is_restocked: 0 | 1 | null;
  /** What it does to stock; 0: nothing. */
  readonly moved_milli: number;
  readonly value_minor: number;
}

export interface StockDocument {
  readonly id: string;
  readonly entity_type: 'sales_invoice' | 'grn' | 'stock_adjustment';
  readonly kind: 'sale' | 'return' | null;
  readonly number: string;
  readonly business_date: string;
  readonly client_created_at: string;
  readonly supplier_id: string | null;
  readonly journal_seq: number;
  readonly lines: readonly StockLine[];
  /** 'arriving': the server's rows are here and the record is not settled yet. */
  readonly state: 'posted' | 'arriving' | 'pending' | 'failed' | 'void' | 'dismissed';
}

export interface StockItem {
  readonly id: string;
  readonly name: string;
  readonly decimals: 0 | 3;
  readonly lots: readonly { readonly id: string; readonly expiry_date: string | null }[];
  readonly reorder_level_milli: number | null;
}

export interface MadeStock {
  readonly items: readonly StockItem[];
  readonly suppliers: readonly string[];
  readonly documents: readonly StockDocument[];
  /** Of each item, as the ledger has it. */
  readonly costs: ReadonlyMap<string, StockValue>;
}

export const isBooked = ({ state }: StockDocument) => state === 'posted' || state === 'arriving';
export const isWaiting = ({ state }: StockDocument) => state === 'pending' || state === 'failed';
const catalogCost = 100;

/** The same for the same seed, but for its ids. The last item was never moved. */
export function randomStock(seed: number, count: number, from: string, days: number): MadeStock {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const among = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const items = Array.from({ length: 9 }, (_, n): StockItem => ({
    id: crypto.randomUUID(),
    name: `Item ${n}`,
    decimals: n % 2 === 0 ? 0 : 3,
    lots:
      n % 3 === 0
        ? [null, 20, 90].map((later) => ({
            id: crypto.randomUUID(),
            expiry_date: later === null ? null : addDays(from, days + later - 25),
          }))
        : [],
    reorder_level_milli: n % 4 === 0 ? 5000 : null,
  }));
  const suppliers = [crypto.randomUUID(), crypto.randomUUID()];
  const costs = new Map<string, StockValue>();

  const line = (type: StockDocument['entity_type'], kind: StockDocument['kind'], n: number) => {
    const item = among(items.slice(0, -1));
    const size = 1 + random(type === 'grn' ? 9000 : 3000);
    const signed = type === 'stock_adjustment' && random(2) === 0 ? -size : size;
    const is_restocked = kind === 'return' ? among([0, 1] as const) : null;
    const way = kind === 'sale' ? -1 : is_restocked === 0 ? 0 : 1;
    const isCosted = type === 'grn' || (type === 'stock_adjustment' && signed > 0 && random(2) === 0);
    return {
      id: crypto.randomUUID(),
      line_no: n + 1,
      item_id: item.id,
      lot_id: item.lots.length === 0 ? null : among(item.lots).id,
      quantity_milli: signed,
      unit_cost_minor: isCosted ? random(500) : null,
      is_restocked,
      moved_milli: way * signed,
    };
  };
  /** The whole value of an item's moves stands on the first of them. */
  const booked = (lines: readonly ReturnType<typeof line>[]): readonly StockLine[] => {
    const values = new Map<string, number>();
    for (const [itemId, own] of Map.groupBy(lines, ({ item_id }) => item_id)) {
      const moves = own
        .filter(({ moved_milli }) => moved_milli !== 0)
        .map((one) => ({ quantity_milli: one.moved_milli, unit_cost_minor: one.unit_cost_minor }));
      if (moves.length === 0) continue;
      const before = costs.get(itemId) ?? { quantity_milli: 0, value_minor: 0, last_cost_minor: catalogCost };
      const after = book(before, moves);
      costs.set(itemId, after);
      const first = own.find(({ moved_milli }) => moved_milli !== 0)!;
      values.set(first.id, after.value_minor - before.value_minor);
    }
    return lines.map((one) => ({ ...one, value_minor: values.get(one.id) ?? 0 }));
  };
  const states = [
    'posted',
    'posted',
    'posted',
    'posted',
    'arriving',
    'pending',
    'failed',
    'void',
    'dismissed',
  ] as const;
  const documents = Array.from({ length: count }, (_, nth): StockDocument => {
    const entity_type = among([
      'sales_invoice',
      'sales_invoice',
      'sales_invoice',
      'grn',
      'stock_adjustment',
    ] as const);
    const kind = entity_type === 'sales_invoice' ? among(['sale', 'sale', 'sale', 'return'] as const) : null;
    const lines = Array.from({ length: 1 + random(4) }, (__, n) => line(entity_type, kind, n));
    const business_date = addDays(from, random(days));
    const how = among(states);
    return {
      id: crypto.randomUUID(),
      entity_type,
      kind,
      number: `N-${nth}`,
      business_date,
      client_created_at: `${business_date}T10:00:00.${String(nth).padStart(3, '0')}Z`,
      supplier_id: entity_type === 'grn' ? among(suppliers) : null,
      journal_seq: nth + 1,
      lines:
        how === 'posted' || how === 'arriving'
          ? booked(lines)
          : lines.map((one) => ({ ...one, value_minor: 0 })),
      state: how,
    };
  });
  return { items, suppliers, documents, costs };
}

const insertions: readonly string[] = [
  `insert into suppliers (id, name) select value, 'Supplier ' || key from json_each(:made, '$.suppliers')`,
  `insert into stock_lots (id, item_id, batch_number, expiry_date)
   select l.value ->> 'id', i.value ->> 'id', 'B' || l.key, l.value ->> 'expiry_date'
   from json_each(:made, '$.items') i, json_each(i.value, '$.lots') l`,
  `insert into sales_invoices (id, kind, invoice_number, business_date, client_created_at, cashier_id, tax_mode)
   select d.value ->> 'id', d.value ->> 'kind', d.value ->> 'number', d.value ->> 'business_date',
     d.value ->> 'client_created_at', 'ann', 'inclusive'
   from json_each(:booked) d where d.value ->> 'entity_type' = 'sales_invoice'`,
  `insert into sales_invoice_lines (id, invoice_id, item_id, item_name, quantity_milli, amount_minor, tax_minor, discount_minor,
     tax_rate_ppm, is_restocked)
   select l.value ->> 'id', d.value ->> 'id', l.value ->> 'item_id', '', l.value ->> 'quantity_milli', 0, 0, 0, 0,
     l.value ->> 'is_restocked'
   from json_each(:booked) d, json_each(d.value, '$.lines') l where d.value ->> 'entity_type' = 'sales_invoice'`,
  `insert into grns (id, grn_number, business_date, client_created_at, supplier_id)
   select d.value ->> 'id', d.value ->> 'number', d.value ->> 'business_date', d.value ->> 'client_created_at', d.value ->> 'supplier_id'
   from json_each(:booked) d where d.value ->> 'entity_type' = 'grn'`,
  `insert into grn_lines (id, grn_id, line_no, item_id, unit_cost_minor)
   select l.value ->> 'id', d.value ->> 'id', l.value ->> 'line_no', l.value ->> 'item_id', l.value ->> 'unit_cost_minor'
   from json_each(:booked) d, json_each(d.value, '$.lines') l where d.value ->> 'entity_type' = 'grn'`,
  `insert into stock_adjustments (id, adjustment_number, business_date, client_created_at)
   select d.value ->> 'id', d.value ->> 'number', d.value ->> 'business_date', d.value ->> 'client_created_at'
   from json_each(:booked) d where d.value ->> 'entity_type' = 'stock_adjustment'`,
  `insert into stock_moves (id, item_id, lot_id, entity_type, document_id, quantity_milli, value_minor, journal_seq, business_date)
   select l.value ->> 'id', l.value ->> 'item_id', l.value ->> 'lot_id', d.value ->> 'entity_type', d.value ->> 'id',
     l.value ->> 'moved_milli', l.value ->> 'value_minor', d.value ->> 'journal_seq', d.value ->> 'business_date'
   from json_each(:booked) d, json_each(d.value, '$.lines') l where l.value ->> 'moved_milli' <> 0`,
  `insert into stock_balances (id, item_id, lot_id, quantity_milli)
   select item_id || coalesce(lot_id, ''), item_id, lot_id, sum(quantity_milli) from stock_moves group by item_id, lot_id`,
  `insert into item_costs (id, item_id, quantity_milli, value_minor, last_cost_minor)
   select value ->> '$[0]', value ->> '$[0]', value ->> '$[1].quantity_milli', value ->> '$[1].value_minor',
     value ->> '$[1].last_cost_minor' from json_each(:made, '$.costs')`,
  `insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, payload, client_created_at,
     client_updated_at, sync_status, warnings)
   select value ->> 'id', value ->> 'entity_type', value ->> 'id', '', '', value ->> 'number', value,
     value ->> 'client_created_at', '', iif(value ->> 'state' in ('pending', 'failed'), value ->> 'state', 'synced'),
     case value ->> 'state' when 'void' then '${voidWarning}' when 'dismissed' then '${dismissedWarning}' end
   from json_each(:made, '$.documents') where value ->> 'state' <> 'posted'`,
  `insert into document_outcomes (id, outcome)
   select value ->> 'id', iif(value ->> 'state' = 'arriving', 'posted', 'void')
   from json_each(:made, '$.documents') where value ->> 'state' in ('arriving', 'void', 'dismissed')`,
];

/** Writes it as sync and posting leave it, beside the catalog that is there. */
export async function keepStock(power: CommonPowerSyncDatabase, made: MadeStock): Promise<void> {
  const texts: Record<string, string> = {
    ':made': JSON.stringify({ ...made, costs: [...made.costs] }),
    ':booked': JSON.stringify(made.documents.filter(isBooked)),
  };
  await power.writeTransaction(async (tx) => {
    for (const decimals of [0, 3]) {
      await tx.execute(`insert into units (id, name, symbol, quantity_decimals) values (?1, ?1, 'u', ?2)`, [
        `unit ${decimals}`,
        decimals,
      ]);
    }
    await tx.execute(
      `insert into items (id, name, category_id, unit_id, cost_minor, is_batch_tracked, is_archived, reorder_level_milli)
       select value ->> 'id', value ->> 'name', (select id from categories limit 1), 'unit ' || (value ->> 'decimals'), ?2,
         json_array_length(value, '$.lots') > 0, 0, value ->> 'reorder_level_milli' from json_each(?1, '$.items')`,
      [texts[':made'], catalogCost],
    );
    for (const sql of insertions) {
      const names = [...new Set(sql.match(/:made|:booked/g))];
      const numbered = names.reduce((text, name, n) => text.replaceAll(name, `?${n + 1}`), sql);
      await tx.execute(
        numbered,
        names.map((name) => texts[name]),
      );
    }
  });
}
