/** What a file of masters may hold: for each list its columns, under the headings that people know them by. */
import type { MasterTable } from '#schema/masters.ts';

export type FileTable = Extract<
  MasterTable,
  'items' | 'categories' | 'units' | 'tax_rates' | 'customers' | 'suppliers'
>;

/** Named in a file, stored as an id. */
export type NamedTable = Extract<FileTable, 'categories' | 'units' | 'tax_rates'>;

export type CellKind =
  | 'id'
  | 'text'
  | 'barcode'
  | 'money'
  | 'percent'
  | 'quantity'
  | 'whole'
  | 'yes_no'
  | NamedTable;

/** Written with a decimal mark, which each file has its own of. */
export function isAmount(kind: CellKind): boolean {
  return kind === 'money' || kind === 'percent' || kind === 'quantity';
}

export interface FileColumn {
  /** Of the table. */
  readonly column: string;
  readonly heading: string;
  readonly kind: CellKind;
  /** Other headings that are taken for it. */
  readonly synonyms: readonly string[];
}

const of = (column: string, heading: string, kind: CellKind, ...synonyms: readonly string[]): FileColumn => ({
  column,
  heading,
  kind,
  synonyms,
});

const id = of('id', 'ID', 'id', 'uuid', 'record id');
const archived = of('is_archived', 'Archived', 'yes_no', 'inactive', 'hidden', 'discontinued');
const phone = of('phone', 'Phone', 'text', 'telephone', 'tel', 'mobile', 'phone number');
const email = of('email', 'E-mail', 'text', 'mail', 'email address');

export const fileColumns: Readonly<Record<FileTable, readonly FileColumn[]>> = {
  items: [
    of(
      'name',
      'Name',
      'text',
      'item',
      'item name',
      'product',
      'product name',
      'description',
      'title',
      'article',
    ),
    of('barcode', 'Barcode', 'barcode', 'ean', 'ean13', 'gtin', 'upc', 'code', 'sku', 'item code'),
    of('category_id', 'Category', 'categories', 'group', 'department', 'shelf', 'type'),
    of('unit_id', 'Unit', 'units', 'uom', 'unit of measure', 'measure'),
    of('tax_rate_id', 'Tax rate', 'tax_rates', 'tax', 'vat', 'vat rate', 'gst', 'tax name'),
    of('price_minor', 'Price', 'money', 'selling price', 'sale price', 'retail price', 'unit price', 'rrp'),
    of('cost_minor', 'Cost', 'money', 'cost price', 'purchase price', 'buying price', 'unit cost'),
    of(
      'reorder_level_milli',
      'Reorder level',
      'quantity',
      'reorder point',
      'minimum stock',
      'min stock',
      'minimum',
    ),
    of(
      'is_batch_tracked',
      'Sold by batch',
      'yes_no',
      'batch tracked',
      'batch',
      'lot tracked',
      'track batches',
    ),
    archived,
    id,
  ],
  categories: [
    of('name', 'Name', 'text', 'category', 'category name', 'title'),
    of('sort_order', 'Order', 'whole', 'sort order', 'position', 'sort'),
    archived,
    id,
  ],
  units: [
    of('name', 'Name', 'text', 'unit', 'unit name'),
    of('symbol', 'Symbol', 'text', 'abbreviation', 'short', 'code'),
    of('quantity_decimals', 'Decimals', 'whole', 'decimals of a quantity', 'quantity decimals', 'precision'),
    archived,
    id,
  ],
  tax_rates: [
    of('name', 'Name', 'text', 'tax', 'tax name', 'tax rate'),
    of('rate_ppm', 'Rate (%)', 'percent', 'percent', 'percentage', 'rate percent'),
    archived,
    id,
  ],
  customers: [
    of('name', 'Name', 'text', 'customer', 'customer name', 'full name', 'company'),
    phone,
    email,
    of('credit_limit_minor', 'Credit limit', 'money', 'limit'),
    of('credit_days', 'Days to pay', 'whole', 'credit days', 'payment terms', 'terms', 'days'),
    archived,
    id,
  ],
  suppliers: [
    of('name', 'Name', 'text', 'supplier', 'supplier name', 'vendor', 'company'),
    phone,
    email,
    archived,
    id,
  ],
};
