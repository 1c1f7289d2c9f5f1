/** The categories, units and tax rates that a file names. */
import { cleanLine } from '#domain/text.ts';
import { withDefaults, type MasterChange } from '#domain/master-edit.ts';
import { masterFaults } from '#domain/master-rules.ts';
import { readValue, type Numbers } from './cells.ts';
import { derivedId } from './derived-id.ts';
import type { CellFault } from './faults.ts';
import type { NamedTable } from './file-columns.ts';
import { livingOf, nameOf, RecordIndex, type KnownRecord } from './record-index.ts';

export type Named = Readonly<Record<NamedTable, readonly KnownRecord[]>>;

export type ReadName =
  /** `make`: it is not there yet. */
  { readonly id: string; readonly make?: MasterChange } | { readonly fault: CellFault };

export class NamedRecords {
  readonly #index: Readonly<Record<NamedTable, RecordIndex>>;
  readonly #locationId: string;
  readonly #mayMake: boolean;

  /** `mayMake`: categories and units that are not there are made. A tax rate never is: a name says no percentage. */
  constructor(named: Named, locationId: string, mayMake: boolean) {
    this.#index = {
      categories: indexOf(named.categories),
      units: indexOf(named.units),
      tax_rates: indexOf(named.tax_rates),
    };
    this.#locationId = locationId;
    this.#mayMake = mayMake;
  }

  /** By name; a unit by its symbol too, a tax rate by its percentage. */
  find(table: NamedTable, text: string, numbers: Numbers): ReadName {
    const found = livingOf(this.#index[table].named(text));
    const meant = found.length > 0 ? found : this.#byOtherWord(table, text, numbers);
    const [first, ...others] = meant;
    if (others.length > 0) return { fault: { kind: 'name_ambiguous', table } };
    if (first) return { id: first.id };
    return this.#made(table, text) ?? { fault: { kind: 'name_unknown', table } };
  }

  /** What an export writes for an id. */
  nameOf(table: NamedTable, id: string): string {
    const record = this.#index[table].withId(id);
    return record ? nameOf(record) : '';
  }

  /** From now on it is there: the row that needs it is taken. */
  add({ id, columns }: MasterChange, table: NamedTable): void {
    this.#index[table].put({ ...columns, id });
  }

  #byOtherWord(table: NamedTable, text: string, numbers: Numbers): readonly KnownRecord[] {
    const living = (has: (record: KnownRecord) => boolean) =>
      [...this.#index[table].all()].filter((record) => record['is_archived'] !== 1 && has(record));
    switch (table) {
      case 'units':
        return living((record) => record['symbol'] === text);
      case 'tax_rates': {
        const rate = readValue('percent', text, numbers);
        return 'value' in rate ? living((record) => record['rate_ppm'] === rate.value) : [];
      }
      case 'categories':
        return [];
    }
  }

  /** One that was made by that name and has another by now is still the one. */
  #made(table: NamedTable, text: string): ReadName | null {
    if (!this.#mayMake || table === 'tax_rates') return null;
    const name = cleanLine(text);
    const id = derivedId(this.#locationId, table, { barcode: null, name });
    if (this.#index[table].withId(id)) return { id };
    const columns =
      table === 'units' ? { name, symbol: Array.from(name).slice(0, 12).join('').trim() } : { name };
    const [fault] = masterFaults(table, withDefaults({ table, columns }), 'create');
    return fault ? { fault } : { id, make: { table, kind: 'create', id, columns } };
  }
}

function indexOf(records: readonly KnownRecord[]): RecordIndex {
  const index = new RecordIndex();
  for (const record of records) index.put(record);
  return index;
}
