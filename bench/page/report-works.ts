/** The reports of the bench: for each, what Flux asks, what a careful hand would write, and the answer that both must give. */
import { addDays } from '#domain/business-date.ts';
import type { Period } from '#domain/period.ts';
import { salesBy, type SalesKey } from '#queries/reports/sales-by.ts';
import { salesByTender } from '#queries/reports/sales-by-tender.ts';
import type { Reader } from '#db/local-database.ts';

/** What is compared between engines: a row's key, and its sums. */
export type Answer = readonly (readonly [key: string, ...sums: number[]])[];

export interface ReportWork {
  readonly name: string;
  readonly flux: (read: Reader) => Promise<Answer>;
  /** Answers rows of a key and its sums, unless `answer` makes them so. */
  readonly floor: string;
  readonly bind: readonly string[];
  readonly answer?: (rows: readonly unknown[]) => Answer;
}

const offsets = [{ from: '2000-01-01T00:00:00.000Z', offset_minutes: 0 }];

/** What the floor adds to the same tables, so that each of its reports reads indexes only. */
export const floorIndexes: readonly string[] = [
  'create index invoices_report on sales_invoices (business_date, id, kind, tax_mode, client_created_at, cashier_id)',
  `create index lines_report on sales_invoice_lines (invoice_id, item_id, tax_rate_ppm, quantity_milli, amount_minor,
    tax_minor, discount_minor, is_restocked, id)`,
  'create index moves_report on stock_moves (id, value_minor)',
  'create index payments_report on sales_invoice_payments (invoice_id, method, amount_minor, rounding_minor)',
];

const floorKeys: Partial<Record<SalesKey, string>> = {
  day: 'd.business_date',
  hour: 'substr(d.client_created_at, 12, 2)',
  item: 'l.item_id',
  category: '(select i.category_id from items i where i.id = l.item_id)',
  cashier: 'd.cashier_id',
};

const soldFloor = (by: SalesKey) => `
  select ${floorKeys[by] ?? `''`} as key, count(distinct d.id) as documents,
    sum(iif(d.kind = 'return', -1, 1) * l.quantity_milli) as quantity_milli,
    sum(iif(d.kind = 'return', -1, 1) * (l.amount_minor + iif(d.tax_mode = 'exclusive', l.tax_minor, 0))) as gross_minor,
    sum(iif(d.kind = 'return', -1, 1) * l.tax_minor) as tax_minor,
    sum(iif(d.kind = 'return', -1, 1) * l.discount_minor) as discount_minor,
    -sum(m.value_minor) as cost_minor
  from sales_invoices d cross join sales_invoice_lines l on l.invoice_id = d.id cross join stock_moves m on m.id = l.id
  where d.business_date between ? and ? group by 1 order by 1`;

const tenderFloor = `
  select d.kind || ' ' || y.method as key, count(*) as documents, 0 as quantity_milli,
    sum(iif(d.kind = 'return', -1, 1) * y.amount_minor) as gross_minor, 0 as tax_minor, 0 as discount_minor, 0 as cost_minor
  from sales_invoices d cross join sales_invoice_payments y on y.invoice_id = d.id
  where d.business_date between ? and ? group by 1 order by 1`;

export function answerOf({ answer }: ReportWork, rows: readonly unknown[]): Answer {
  return answer ? answer(rows) : rows.map((row) => Object.values(row as object) as unknown as Answer[number]);
}

function sold(name: string, by: SalesKey, period: Period): ReportWork {
  return {
    name,
    bind: [period.from, period.to],
    floor: soldFloor(by),
    async flux(read) {
      const rows = await salesBy(read, { period, by, offsets }).execute();
      return rows.map((row) => [
        row.key,
        row.sale_count + row.return_count,
        row.quantity_milli,
        row.gross_minor,
        row.tax_minor,
        row.discount_minor,
        row.cost_minor ?? Number.NaN,
      ]);
    },
  };
}

function tender(name: string, period: Period): ReportWork {
  return {
    name,
    bind: [period.from, period.to],
    floor: tenderFloor,
    async flux(read) {
      const rows = await salesByTender(read, period).execute();
      return rows
        .map(({ kind, method, payment_count, amount_minor }): Answer[number] => [
          `${kind} ${method}`,
          payment_count,
          0,
          amount_minor,
          0,
          0,
          0,
        ])
        .toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
    },
  };
}

export function reportWorks(until: string, days: number): readonly ReportWork[] {
  const last = (count: number): Period => ({ from: addDays(until, 1 - count), to: until });
  const spans: readonly (readonly [string, Period])[] = [
    ['a month', last(30)],
    ['a year', last(365)],
    ['all', last(days)],
  ];
  return [
    sold('dashboard, two weeks', 'day', last(14)),
    ...spans.flatMap(([word, period]) => [
      ...(['day', 'item', 'category', 'cashier', 'hour'] as const).map((by) =>
        sold(`sales by ${by}, ${word}`, by, period),
      ),
      tender(`payments, ${word}`, period),
    ]),
  ];
}
