/** Fills the tables of a shop through json_each, the fastest way into SQLite from JavaScript. Replacing, because triggers count on. */
import type { Shop } from './shop.ts';

const rowsAtOnce = 5_000;

export interface LoadStep {
  readonly sql: string;
  readonly json: string;
}

export function* loadSteps({ tables }: Pick<Shop, 'tables'>): Generator<LoadStep> {
  for (const [table, rows] of Object.entries(tables)) {
    const columns = Object.keys(rows[0] ?? {});
    const values = columns.map((column) => `value ->> '${column}'`).join(', ');
    const sql = `insert or replace into ${table} (${columns.join(', ')}) select ${values} from json_each(?)`;
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      yield { sql, json: JSON.stringify(rows.slice(start, start + rowsAtOnce)) };
    }
  }
}
