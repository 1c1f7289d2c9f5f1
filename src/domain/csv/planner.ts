/**
 * Plans an import row by row, as if each were done before the next is looked at:
 *
 *   row ─► cells, read ─► which record? ─► what differs? ─► create, change, same
 *              │ unreadable    │ two at once     │ not allowed
 *              └───────────────┴─────────────────┴─► error: all that is wrong with it
 *
 * So what a plan leaves behind, in whole or up to any row, is what the next plan
 * of the same file starts from: the same file twice changes nothing, and one
 * that was interrupted goes on.
 */
import { withDefaults, type Values } from '#domain/master-edit.ts';
import { masterFaults } from '#domain/master-rules.ts';
import type { Numbers } from './cells.ts';
import { cellFault, rowFault, type RowFault, type WholeFault } from './faults.ts';
import type { FileTable } from './file-columns.ts';
import { mappedColumns, type Mapping } from './mapping.ts';
import { NamedRecords, type Named } from './named-records.ts';
import type { PlannedChange, PlannedRow } from './planned-row.ts';
import type { CsvRow } from './read-table.ts';
import { nameOf, RecordIndex, type KnownRecord } from './record-index.ts';
import { RowClaims } from './row-claims.ts';
import { matchRow, type Match, type RowKeys } from './row-keys.ts';
import { cellsThatDiffer, keysOf, readFullCell, valuesOf, type ReadCell } from './row-reading.ts';

export interface ImportRules {
  readonly table: FileTable;
  readonly locationId: string;
  readonly mapping: Mapping;
  readonly numbers: Numbers;
  /** What a new record has where its row says nothing. */
  readonly defaults: Values;
  /** Categories and units that a row names and that are not there are made. */
  readonly mayMakeNames: boolean;
}

/** A row on its way to a change, of one record. */
interface Target {
  readonly id: string;
  /** Null: it is new. */
  readonly record: KnownRecord | null;
  /** What the row sets, of a new record with the defaults. */
  readonly values: Values;
  readonly cells: readonly ReadCell[];
}

export class ImportPlanner {
  readonly #rules: ImportRules;
  readonly #width: number;
  readonly #records = new RecordIndex();
  readonly #named: NamedRecords;
  readonly #columns: ReturnType<typeof mappedColumns>;
  /** The row that is of a record, by the record's id. */
  readonly #rowOf = new Map<string, number>();
  readonly #claims = new RowClaims();

  /** `width`: how many cells a row may have. */
  constructor(rules: ImportRules, width: number, records: Iterable<KnownRecord>, named: Named) {
    this.#rules = rules;
    this.#width = width;
    this.#columns = mappedColumns(rules.table, rules.mapping);
    this.#named = new NamedRecords(named, rules.locationId, rules.mayMakeNames);
    for (const record of records) this.#records.put(record);
  }

  plan(row: CsvRow): PlannedRow {
    const error = (faults: readonly RowFault[]) => ({ kind: 'error', row, faults }) as const;
    const whole = this.#wholeFault(row);
    if (whole) return error([rowFault(whole)]);
    const cells = this.#read(row);
    const unreadable = faultsOf(cells);
    const keys = keysOf(cells);
    if (keys === null) return error(unreadable);
    const match = matchRow(this.#rules.table, this.#rules.locationId, keys, this.#records);
    if (match.kind === 'ambiguous') {
      this.#claims.refused(row.number, null, keys);
      return error([rowFault({ kind: 'record_ambiguous' }), ...unreadable]);
    }
    if (match.kind === 'unnamed') return error([cellFault('name', '', { kind: 'required' }), ...unreadable]);
    return this.#planFor(row, keys, this.#target(match, cells));
  }

  #wholeFault({ cells, isBroken }: CsvRow): WholeFault | null {
    if (isBroken) return { kind: 'quotes_broken' };
    const isWide = cells.slice(this.#width).some((cell) => cell !== '');
    return isWide ? { kind: 'too_many_cells', expected: this.#width } : null;
  }

  #read(row: CsvRow): readonly ReadCell[] {
    return this.#columns.flatMap(({ column, place }) => {
      const text = row.cells[place] ?? '';
      return text === '' ? [] : [readFullCell(column, text, this.#named, this.#rules.numbers)];
    });
  }

  #target(match: Extract<Match, { kind: 'record' | 'new' }>, read: readonly ReadCell[]): Target {
    if (match.kind === 'new')
      return {
        id: match.id,
        record: null,
        cells: read,
        values: { ...this.#rules.defaults, ...valuesOf(read) },
      };
    const { record } = match;
    const cells = cellsThatDiffer(read, record, this.#named, this.#rules.numbers.currencyDecimals);
    return { id: record.id, record, cells, values: valuesOf(cells) };
  }

  #planFor(row: CsvRow, keys: RowKeys, target: Target): PlannedRow {
    const faults = [
      ...this.#recordFaults(target),
      ...faultsOf(target.cells),
      ...this.#ruleFaults(target),
      ...this.#barcodeFaults(target),
    ];
    if (!this.#rowOf.has(target.id)) this.#rowOf.set(target.id, row.number);
    if (faults.length > 0) {
      this.#claims.refused(row.number, target.id, keys);
      return { kind: 'error', row, faults };
    }
    this.#claims.taken(row.number, target.id, keys);
    return this.#take(row, target);
  }

  /** Two rows of one record, or of what could be one. */
  #recordFaults({ id, record, values }: Target): readonly RowFault[] {
    const other = this.#rowOf.get(id);
    if (other !== undefined) return [rowFault({ kind: 'same_record', row: other })];
    if (record && Object.keys(values).length === 0) return [];
    const after = { ...record, ...values, id };
    const like = this.#claims.rowLike(id, record ? [record, after] : [after]);
    return like === null ? [] : [rowFault({ kind: 'like_row', row: like })];
  }

  /** What the server would say, of what could be read. */
  #ruleFaults({ record, values, cells }: Target): readonly RowFault[] {
    const { table } = this.#rules;
    const isNew = record === null;
    const columns = isNew ? withDefaults({ table, columns: values }) : values;
    return masterFaults(table, columns, isNew ? 'create' : 'edit').flatMap(({ column, ...fault }) => {
      const cell = cells.find((one) => one.column.column === column);
      return cell?.fault ? [] : [cellFault(column, cell?.text ?? '', fault)];
    });
  }

  #barcodeFaults({ id, values }: Target): readonly RowFault[] {
    const barcode = values['barcode'];
    if (typeof barcode !== 'string') return [];
    const [other] = this.#records.withBarcode(barcode).filter((record) => record.id !== id);
    return other ? [cellFault('barcode', barcode, { kind: 'barcode_taken', by: nameOf(other) })] : [];
  }

  #take(row: CsvRow, { id, record, values, cells }: Target): PlannedRow {
    const { table } = this.#rules;
    if (record && Object.keys(values).length === 0) return { kind: 'same', row: row.number };
    const makes = cells.flatMap(({ make }) => make ?? []);
    for (const { table: of, change } of makes) this.#named.add(change, of);
    // What nobody said is left out: a record that is made elsewhere meanwhile keeps what it has.
    const after: KnownRecord = { ...(record ?? withDefaults({ table, columns: {} })), ...values, id };
    this.#records.put(after);
    const planned: Omit<PlannedChange, 'kind' | 'change'> = {
      row: row.number,
      name: nameOf(after),
      before: record ? pick(record, Object.keys(values)) : {},
      makes: makes.map(({ change }) => change),
    };
    return record
      ? { kind: 'change', change: { table, kind: 'edit', id, columns: values }, ...planned }
      : { kind: 'create', change: { table, kind: 'create', id, columns: values }, ...planned };
  }
}

function faultsOf(cells: readonly ReadCell[]): readonly RowFault[] {
  return cells.flatMap(({ column, text, fault }) => (fault ? [cellFault(column.column, text, fault)] : []));
}

function pick(record: KnownRecord, names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, record[name] ?? null]));
}
