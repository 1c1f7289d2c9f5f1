/** The records of a table as they would be after the rows planned so far, found as a row of a file names them. */
import { fold } from '#domain/letter-case.ts';
import type { Value } from './cells.ts';
import { barcodeKey } from './derived-id.ts';

export interface KnownRecord {
  readonly id: string;
  readonly [column: string]: Value;
}

export class RecordIndex {
  readonly #byId = new Map<string, KnownRecord>();
  /** Ids that have or had the key: a look-up asks the record as it is. */
  readonly #byName = new Map<string, string[]>();
  readonly #byBarcode = new Map<string, string[]>();

  /** A new one, or one with other values than before. */
  put(record: KnownRecord): void {
    this.#byId.set(record.id, record);
    note(this.#byName, nameKey(nameOf(record)), record.id);
    const barcode = barcodeOf(record);
    if (barcode !== null) note(this.#byBarcode, barcodeKey(barcode), record.id);
  }

  withId(id: string): KnownRecord | undefined {
    return this.#byId.get(id);
  }

  /** Whatever the case of the letters. */
  named(name: string): readonly KnownRecord[] {
    const key = nameKey(name);
    return this.#all(this.#byName.get(key)).filter((record) => nameKey(nameOf(record)) === key);
  }

  /** In either form of the code. */
  withBarcode(barcode: string): readonly KnownRecord[] {
    const key = barcodeKey(barcode);
    return this.#all(this.#byBarcode.get(key)).filter((record) => {
      const has = barcodeOf(record);
      return has !== null && barcodeKey(has) === key;
    });
  }

  all(): IterableIterator<KnownRecord> {
    return this.#byId.values();
  }

  #all(ids: readonly string[] = []): readonly KnownRecord[] {
    return ids.flatMap((id) => this.#byId.get(id) ?? []);
  }
}

/** The one that is sold where the others are archived, else all. */
export function livingOf(records: readonly KnownRecord[]): readonly KnownRecord[] {
  const living = records.filter((record) => record['is_archived'] !== 1);
  return living.length > 0 ? living : records;
}

export function nameOf(record: KnownRecord): string {
  return String(record['name'] ?? '');
}

export function barcodeOf(record: KnownRecord): string | null {
  const barcode = record['barcode'];
  return typeof barcode === 'string' && barcode !== '' ? barcode : null;
}

/** A record may have come from elsewhere than through `cleanText`. */
export function nameKey(name: string): string {
  return fold(name.normalize('NFC'));
}

function note(map: Map<string, string[]>, key: string, id: string): void {
  const ids = map.get(key);
  if (!ids) map.set(key, [id]);
  else if (!ids.includes(id)) ids.push(id);
}
