/**
 * By what the rows planned so far are known, so that no later row of the file
 * makes an earlier one mean something else the next time: neither one that is
 * taken, by giving its name to a second record, nor one that is not, by making
 * the record that it would then find.
 */
import { barcodeKey } from './derived-id.ts';
import { barcodeOf, nameKey, nameOf, type KnownRecord } from './record-index.ts';
import type { RowKeys } from './row-keys.ts';

interface Claim {
  /** Of the record that the row is of; null where that is open. */
  readonly id: string | null;
  readonly row: number;
}

export class RowClaims {
  readonly #claims = new Map<string, Claim>();

  /** The row is taken: told by its name alone, that name must go on telling. A barcode tells by itself. */
  taken(row: number, id: string, keys: RowKeys): void {
    if (keys.id !== id && keys.barcode === null && keys.name !== null)
      this.#add(`name:${nameKey(keys.name)}`, { id, row });
  }

  /** The row is not taken, and is not to be by the way. */
  refused(row: number, id: string | null, keys: RowKeys): void {
    if (keys.barcode !== null) this.#add(`barcode:${barcodeKey(keys.barcode)}`, { id, row });
    if (keys.name === null || (id !== null && keys.id === id)) return;
    const kind = keys.barcode === null ? 'name' : 'bare name';
    this.#add(`${kind}:${nameKey(keys.name)}`, { id, row });
  }

  /** The row that a record, as it was or as it will be, could be taken for. */
  rowLike(id: string, states: readonly KnownRecord[]): number | null {
    for (const state of states) {
      for (const key of keysOfRecord(state)) {
        const claim = this.#claims.get(key);
        if (claim && claim.id !== id) return claim.row;
      }
    }
    return null;
  }

  /** The first row keeps it. */
  #add(key: string, claim: Claim): void {
    if (!this.#claims.has(key)) this.#claims.set(key, claim);
  }
}

/** A row that has a barcode means by its name only what has none. */
function keysOfRecord(record: KnownRecord): readonly string[] {
  const [name, barcode] = [nameKey(nameOf(record)), barcodeOf(record)];
  return [`name:${name}`, barcode === null ? `bare name:${name}` : `barcode:${barcodeKey(barcode)}`];
}
