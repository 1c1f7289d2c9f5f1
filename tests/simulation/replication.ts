/**
 * Brings the bucket store up to the tables that are published. PGlite has no
 * replication to listen to, so what has changed is found by reading: every
 * published row, in one statement, compared with what was read before.
 */
import { hydrateRules, readRules } from '#stack/sync-server/rules/parse.ts';
import { rowEvaluator, type EvaluateRow, type RowText } from '#stack/sync-server/rules/evaluate-row.ts';
import type { HydratedSyncConfig } from '@powersync/service-sync-rules';
import type { BucketStore } from './bucket-store.ts';
import type { SimPostgres } from './postgres.ts';

interface Table {
  readonly name: string;
  readonly evaluate: EvaluateRow;
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly oid: number;
}

export interface Rules {
  readonly config: HydratedSyncConfig;
  readonly tables: readonly Table[];
}

/** The real `sync-rules/`, over the real publication. */
export async function loadRules(postgres: SimPostgres): Promise<Rules> {
  const config = hydrateRules(await readRules('sync-rules/sync-rules.yaml', () => undefined), 1);
  const columns = await postgres.rows<Column>(
    `select c.relname as table, a.attname as name, a.atttypid::int as oid
     from pg_publication_tables p
     join pg_class c on c.relname = p.tablename and c.relnamespace = 'public'::regnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where p.pubname = 'powersync' order by c.relname, a.attnum`,
  );
  const names = [...new Set(columns.map(({ table }) => table))];
  const tables = names.map((name) => ({ name, evaluate: evaluatorOf(config, name, columns) }));
  return { config, tables };
}

function evaluatorOf(config: HydratedSyncConfig, name: string, columns: readonly Column[]): EvaluateRow {
  const mine = columns
    .filter(({ table }) => table === name)
    .map((column) => ({ name: column.name, type: { oid: column.oid, element: undefined, delimiter: ',' } }));
  const fail = (message: string) => {
    throw new Error(message);
  };
  return rowEvaluator(config, { connectionTag: 'default', schema: 'public', name }, mine, fail);
}

export class Replication {
  readonly #postgres: SimPostgres;
  readonly #rules: Rules;
  readonly #store: BucketStore;
  readonly #seen: Map<string, string>;
  readonly #sql: string;

  /** `from`: what has been read already. */
  constructor(postgres: SimPostgres, rules: Rules, store: BucketStore, from?: Replication) {
    this.#seen = new Map(from ? from.#seen : undefined);
    this.#postgres = postgres;
    this.#rules = rules;
    this.#store = store;
    this.#sql = rules.tables
      .map(
        ({ name }, n) => `select ${n} as n, id::text as id, to_jsonb(t)::text as row from public.${name} t`,
      )
      .join(' union all ');
  }

  async catchUp(): Promise<void> {
    const rows = await this.#postgres.again<{ n: number; id: string; row: string }>(
      `select * from (${this.#sql}) r order by n, row`,
    );
    const gone = new Set(this.#seen.keys());
    for (const { n, id, row } of rows) {
      const table = this.#rules.tables[n];
      const key = `${table?.name}/${id}`;
      gone.delete(key);
      if (this.#seen.get(key) === row) continue;
      this.#seen.set(key, row);
      this.#store.put(key, table?.evaluate(asText(row)));
    }
    for (const key of gone) {
      this.#seen.delete(key);
      this.#store.put(key);
    }
  }
}

/** As the log of Postgres writes values: text, whatever the type. */
function asText(json: string): RowText {
  const row = JSON.parse(json) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOf(value)]));
}

const timestamp = /^\d{4}-\d\d-\d\dT/;

function textOf(value: unknown): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'string')
    return timestamp.test(value) ? value.replace('T', ' ').replace(/\+00:00$/, '+00') : value;
  // A number or JSON.
  return JSON.stringify(value);
}
