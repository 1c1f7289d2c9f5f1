/** Reports as they are written by hand over IndexedDB: what an index finds is fetched, and added up in the page. */
import { Dexie, type Table } from 'dexie';
import type { Answer, ReportWork } from './report-works.ts';

interface Document {
  readonly id: string;
  readonly kind: string;
  readonly business_date: string;
}
interface Line {
  readonly id: string;
  readonly invoice_id: string;
  readonly item_id: string;
  readonly quantity_milli: number;
  readonly amount_minor: number;
  readonly tax_minor: number;
  readonly discount_minor: number;
}

class ReportDexie extends Dexie {
  declare sales_invoices: Table<Document, string>;
  declare sales_invoice_lines: Table<Line, string>;
  declare stock_moves: Table<{ readonly value_minor: number }, string>;

  constructor() {
    super('dexie-bench-reports');
    this.version(1).stores({
      sales_invoices: 'id, business_date',
      sales_invoice_lines: 'id, invoice_id',
      stock_moves: 'id',
    });
  }
}

/** The reports that it has, by the names of their works, and what of a line is their key. */
const keys: Readonly<Record<string, (line: Line, document: Document) => string>> = {
  'dashboard, two weeks': (_line, document) => document.business_date,
  'sales by item, a month': (line) => line.item_id,
};

export function dexieReports() {
  const db = new ReportDexie();
  return {
    /** Rows of one step of the load, of the tables that it has. */
    async add(sql: string, json: string): Promise<void> {
      const name = /into (\w+)/.exec(sql)?.[1] ?? '';
      const table = db.tables.find((one) => one.name === name);
      await table?.bulkPut(JSON.parse(json) as object[]);
    },
    runOf({ name, bind: [from = '', to = ''] }: ReportWork, told: (answer: Answer) => void) {
      const keyOf = keys[name];
      return keyOf && (async () => told(await sold(db, { from, to }, keyOf)));
    },
  };
}

async function sold(
  db: ReportDexie,
  { from, to }: { readonly from: string; readonly to: string },
  keyOf: (line: Line, document: Document) => string,
): Promise<Answer> {
  const documents = await db.sales_invoices.where('business_date').between(from, to, true, true).toArray();
  const byId = new Map(documents.map((document) => [document.id, document]));
  const lines = await db.sales_invoice_lines
    .where('invoice_id')
    .anyOf([...byId.keys()])
    .toArray();
  const moves = await db.stock_moves.bulkGet(lines.map(({ id }) => id));
  const sums = new Map<string, { readonly ids: Set<string>; readonly sums: number[] }>();
  for (const [index, line] of lines.entries()) {
    const document = byId.get(line.invoice_id);
    if (!document) continue;
    const key = keyOf(line, document);
    const sign = document.kind === 'return' ? -1 : 1;
    const row = sums.get(key) ?? { ids: new Set(), sums: [0, 0, 0, 0, 0] };
    sums.set(key, row);
    row.ids.add(document.id);
    const parts = [line.quantity_milli, line.amount_minor, line.tax_minor, line.discount_minor];
    for (const [at, part] of parts.entries()) row.sums[at] = (row.sums[at] ?? 0) + sign * part;
    row.sums[4] = (row.sums[4] ?? 0) - (moves[index]?.value_minor ?? 0);
  }
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, row]) => [key, row.ids.size, ...row.sums]);
}
