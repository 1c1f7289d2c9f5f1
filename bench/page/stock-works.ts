/** The reports of stock and of what customers owe, as `report-works.ts` has those of sales. */
import { addDays } from '#domain/business-date.ts';
import { openDebts, type Debt } from '#domain/credit.ts';
import { toOrder } from '#domain/rate-of-sale.ts';
import type { Reader } from '#db/local-database.ts';
import { owingCustomer, owingNamed } from '#queries/owed.ts';
import { itemMoves } from '#queries/reports/item-moves.ts';
import { itemsInStock } from '#queries/reports/items-in-stock.ts';
import { lastPurchases } from '#queries/reports/last-purchases.ts';
import { reorderList } from '#queries/reports/reorder-list.ts';
import { soldByItem } from '#queries/reports/sold-by-item.ts';
import { stockPace } from '#queries/reports/stock-pace.ts';
import { stockPlaces } from '#queries/reports/stock-places.ts';
import type { Answer, ReportWork } from './report-works.ts';

/** What the floor adds for these, beside `floorIndexes`. */
export const stockFloorIndexes: readonly string[] = [
  'create index balances_stock on stock_balances (item_id, quantity_milli)',
  'create index moves_stock on stock_moves (business_date, item_id, quantity_milli, value_minor)',
  'create index moves_history on stock_moves (item_id, business_date, journal_seq, id, quantity_milli, value_minor)',
  'create index bought_last on grn_lines (item_id, grn_id, line_no, unit_cost_minor)',
];

const days = 30;
const coverDays = 14;

/** What every report of stock shows beside its figures: a hand fetches it, too. */
const shown = `i.name, i.category_id, g.name as category_name, u.symbol, u.quantity_decimals, i.is_batch_tracked, i.is_archived,
  i.barcode, i.reorder_level_milli`;
const items = 'items i join units u on u.id = i.unit_id left join categories g on g.id = i.category_id';
const onHand = '(select coalesce(sum(b.quantity_milli), 0) from stock_balances b where b.item_id = i.id)';
const sold = `select l.item_id, sum(iif(d.kind = 'return', -1, 1) * l.quantity_milli) as sold_milli
  from sales_invoices d cross join sales_invoice_lines l on l.invoice_id = d.id
  where d.business_date between ? and ? group by l.item_id`;

interface StockFacts {
  readonly id: string;
  readonly on_hand_milli: number;
  readonly sold_milli?: number;
  readonly value_minor: number;
}

const stockAnswer = (rows: readonly unknown[]): Answer =>
  (rows as readonly StockFacts[]).map(({ id, on_hand_milli, sold_milli, value_minor }) =>
    sold_milli === undefined
      ? [id, on_hand_milli, value_minor]
      : [id, on_hand_milli, sold_milli, value_minor],
  );

const stocked = async (read: Reader, day: string | null) =>
  itemsInStock(await stockPlaces(read, { day }).execute());

const valueOf: (day: string | null) => ReportWork['flux'] = (day) => async (read) =>
  (await stocked(read, day)).map((item): Answer[number] => [item.id, item.on_hand_milli, item.value_minor]);

function valueNow(): ReportWork {
  return {
    name: 'stock value, now',
    bind: [],
    floor: `select i.id, ${shown}, ${onHand} as on_hand_milli, c.value_minor, c.last_cost_minor from ${items} join item_costs c on c.id = i.id
      order by i.name collate nocase, i.id`,
    answer: stockAnswer,
    flux: valueOf(null),
  };
}

function valueOn(day: string): ReportWork {
  return {
    name: 'stock value, a month ago',
    bind: [day],
    floor: `select i.id, ${shown}, ${onHand} - coalesce(l.quantity_milli, 0) as on_hand_milli, c.last_cost_minor, c.value_minor - coalesce(l.value_minor, 0) as value_minor
      from ${items} join item_costs c on c.id = i.id
      left join (select m.item_id, sum(m.quantity_milli) as quantity_milli, sum(m.value_minor) as value_minor
        from stock_moves m where m.business_date > ? group by +m.item_id) l on l.item_id = i.id
      order by i.name collate nocase, i.id`,
    answer: stockAnswer,
    flux: valueOf(day),
  };
}

interface MoveFacts {
  readonly id: string;
  readonly quantity_milli: number;
  readonly value_minor: number;
  readonly balance_milli: number;
}

function history(itemId: string, from: string, to: string): ReportWork {
  return {
    name: 'item history, the best seller, a year',
    bind: [itemId, itemId, from, to],
    floor: `select m.id, m.quantity_milli, m.value_minor,
        (select coalesce(sum(b.quantity_milli), 0) from stock_balances b where b.item_id = ?)
          - sum(m.quantity_milli) over (order by m.business_date desc, m.journal_seq desc, m.id desc) + m.quantity_milli as balance_milli,
        m.document_id, m.entity_type, d.invoice_number, d.kind, m.business_date, m.lot_id
      from stock_moves m left join sales_invoices d on d.id = m.document_id where m.item_id = ? and m.business_date between ? and ?
      order by m.business_date, m.journal_seq, m.id`,
    answer: (rows) =>
      (rows as readonly MoveFacts[]).map((row) => [
        row.id,
        row.quantity_milli,
        row.value_minor,
        row.balance_milli,
      ]),
    async flux(read) {
      const rows = await itemMoves(read, itemId, { from, to }).execute();
      return rows.map((row) => [
        row.id,
        row.quantity_milli,
        row.value_minor ?? Number.NaN,
        row.balance_milli,
      ]);
    },
  };
}

function pace(from: string, to: string): ReportWork {
  return {
    name: 'pace, a month',
    bind: [from, to],
    floor: `select i.id, ${shown}, ${onHand} as on_hand_milli, coalesce(s.sold_milli, 0) as sold_milli, c.value_minor, c.last_cost_minor from ${items}
      join item_costs c on c.id = i.id left join (${sold}) s on s.item_id = i.id
      where s.item_id is not null or ${onHand} <> 0 order by i.name collate nocase, i.id`,
    answer: stockAnswer,
    async flux(read) {
      const [stock, rows] = await Promise.all([
        stocked(read, null),
        soldByItem(read, { from, to }).execute(),
      ]);
      return stockPace(stock, rows, days).map((item) => [
        item.id,
        item.on_hand_milli,
        item.sold_milli,
        item.value_minor,
      ]);
    },
  };
}

interface OrderFacts {
  readonly id: string;
  readonly on_hand_milli: number;
  readonly sold_milli: number;
  readonly unit_cost_minor: number | null;
}

/** By id: what lasts equally long has no order of its own. */
const byId = (answer: Answer) => answer.toSorted(([a], [b]) => (a < b ? -1 : 1));

function reorder(from: string, to: string): ReportWork {
  return {
    name: 'what to order, a month',
    bind: [from, to],
    floor: `select i.id, ${shown}, ${onHand} as on_hand_milli, coalesce(s.sold_milli, 0) as sold_milli, c.value_minor, c.last_cost_minor,
        (select l.unit_cost_minor from grn_lines l cross join grns g on g.id = l.grn_id where l.item_id = i.id
          order by g.client_created_at desc, l.line_no desc limit 1) as unit_cost_minor
      from ${items} join item_costs c on c.id = i.id left join (${sold}) s on s.item_id = i.id`,
    answer: (rows) =>
      byId(
        (rows as readonly OrderFacts[]).flatMap(({ id, on_hand_milli, sold_milli, unit_cost_minor }) => {
          const supply = {
            on_hand_milli,
            expected_milli: 0,
            reorder_level_milli: null,
            quantity_decimals: 0,
          };
          const order = toOrder(supply, { sold_milli, days }, coverDays);
          return order === 0 ? [] : [[id, order, unit_cost_minor ?? 0] as const];
        }),
      ),
    async flux(read) {
      const [stock, rows, purchases] = await Promise.all([
        stocked(read, null),
        soldByItem(read, { from, to }).execute(),
        lastPurchases(read).execute(),
      ]);
      const facts = {
        items: stock,
        sold: rows,
        purchases,
        expected: new Map<string, number>(),
        days,
        coverDays,
      };
      return byId(
        reorderList(facts).map(({ id, order_milli, last_purchase }) => [
          id,
          order_milli,
          last_purchase?.unit_cost_minor ?? 0,
        ]),
      );
    },
  };
}

interface OwedFacts {
  readonly id: string;
  readonly outstanding_minor: number;
  readonly open_debts: string;
}

const owedAnswer = (id: string, owed: number, open: readonly Debt[]): Answer[number] => [
  id,
  owed,
  open.length,
  Number((open[0]?.due_date ?? '0').replaceAll('-', '')),
];

function owed(): ReportWork {
  return {
    name: 'what customers owe',
    bind: [],
    floor: `select c.id, c.name, c.phone, c.credit_limit_minor, c.credit_days, b.outstanding_minor, b.open_debts from customers c join customer_balances b on b.id = c.id
      where b.outstanding_minor <> 0 order by c.name collate nocase, c.id`,
    answer: (rows) =>
      (rows as readonly OwedFacts[]).map(({ id, outstanding_minor, open_debts }) =>
        owedAnswer(
          id,
          outstanding_minor,
          openDebts(JSON.parse(open_debts) as readonly Debt[], outstanding_minor),
        ),
      ),
    async flux(read) {
      const rows = await owingNamed(read).execute();
      return rows
        .map(owingCustomer)
        .map(({ id, owed_minor, open_debts }) => owedAnswer(id, owed_minor, open_debts));
    },
  };
}

/** `itemId`: the item that sells most. */
export function stockWorks(until: string, itemId: string): readonly ReportWork[] {
  const ago = (count: number) => addDays(until, 1 - count);
  return [
    valueNow(),
    valueOn(ago(days)),
    history(itemId, ago(365), until),
    pace(ago(days), until),
    reorder(ago(days), until),
    owed(),
  ];
}
