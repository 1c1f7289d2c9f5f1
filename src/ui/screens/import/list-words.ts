/** What the lists that files are made of are called. */
import type { FileTable } from '#domain/csv/file-columns.ts';

interface ListWords {
  readonly title: string;
  readonly one: string;
  readonly many: string;
}

export const listWords: Readonly<Record<FileTable, ListWords>> = {
  items: { title: 'Items', one: 'item', many: 'items' },
  categories: { title: 'Categories', one: 'category', many: 'categories' },
  units: { title: 'Units', one: 'unit', many: 'units' },
  tax_rates: { title: 'Tax rates', one: 'tax rate', many: 'tax rates' },
  customers: { title: 'Customers', one: 'customer', many: 'customers' },
  suppliers: { title: 'Suppliers', one: 'supplier', many: 'suppliers' },
};

export const fileTables = Object.keys(listWords) as readonly FileTable[];

export function isFileTable(text: unknown): text is FileTable {
  return (fileTables as readonly unknown[]).includes(text);
}

const whole = new Intl.NumberFormat();

/** '1 row', '3,000 rows'. */
export function count(n: number, one: string, many: string): string {
  return `${whole.format(n)} ${n === 1 ? one : many}`;
}

export const rowCount = (n: number): string => count(n, 'row', 'rows');
