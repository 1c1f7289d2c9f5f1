/** Which record a row of a file is of: by its id, its barcode, its exact name, in this order. */
import { derivedId } from './derived-id.ts';
import type { FileTable } from './file-columns.ts';
import { barcodeOf, livingOf, type KnownRecord, type RecordIndex } from './record-index.ts';

/** Null where the row does not say. */
export interface RowKeys {
  readonly id: string | null;
  readonly barcode: string | null;
  readonly name: string | null;
  /** The row puts its record away: then an archived one may be meant as well as a living one. */
  readonly archives: boolean;
}

export type Match =
  | { readonly kind: 'record'; readonly record: KnownRecord }
  | { readonly kind: 'new'; readonly id: string }
  | { readonly kind: 'ambiguous' }
  /** Nothing says what it is. */
  | { readonly kind: 'unnamed' };

/**
 * An id that is not known is another location's. A row with a barcode means by
 * its name only a record that has none yet: two goods of one name and two
 * barcodes are two. Last, the record that this very row made once, whatever it
 * is called by now.
 */
export function matchRow(table: FileTable, locationId: string, keys: RowKeys, index: RecordIndex): Match {
  const own = keys.id === null ? undefined : index.withId(keys.id);
  if (own) return { kind: 'record', record: own };
  const candidates = byBarcode(keys, index) ?? byName(keys, index);
  const [first, ...others] = candidates;
  if (others.length > 0) return { kind: 'ambiguous' };
  if (first) return { kind: 'record', record: first };
  if (keys.barcode === null && keys.name === null) return { kind: 'unnamed' };
  const id = derivedId(locationId, table, { barcode: keys.barcode, name: keys.name ?? '' });
  const made = index.withId(id);
  return made ? { kind: 'record', record: made } : { kind: 'new', id };
}

/** The exact code before its other form; null where no record has it. */
function byBarcode({ barcode }: RowKeys, index: RecordIndex): readonly KnownRecord[] | null {
  if (barcode === null) return null;
  const found = index.withBarcode(barcode);
  const exact = found.filter((record) => barcodeOf(record) === barcode);
  const meant = exact.length > 0 ? exact : found;
  return meant.length > 0 ? meant : null;
}

function byName({ name, barcode, archives }: RowKeys, index: RecordIndex): readonly KnownRecord[] {
  if (name === null) return [];
  const found = index.named(name).filter((record) => barcode === null || barcodeOf(record) === null);
  return archives ? found : livingOf(found);
}
