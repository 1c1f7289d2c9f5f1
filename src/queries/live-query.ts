/**
 * The rows of a query, anew after each commit that touches its tables.
 *
 *   follow(query) ─► tables of its SQL ─► onChange ─► run ─► state ─► listeners
 *                    (asked once a text)     ▲ commit
 *
 * `useQuery` of @powersync/react does the same, but asks SQLite for the tables
 * (two statements) at every mount, and mounts everything twice. A till goes
 * back and forth between Sell and the receipt all day, and what waits before
 * the lock then is the sale.
 */
import { isDamaged } from '#domain/is-damaged.ts';
import type { LocalDatabase } from '#db/local-database.ts';

type Power = LocalDatabase['power'];

export interface Executable<Row> {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] };
  execute(): Promise<Row[]>;
}

export interface LiveState<Row> {
  readonly rows: readonly Row[];
  /** True until the first answer; afterwards the last one stays, also while another query is followed. */
  readonly isLoading: boolean;
  /** Why the last run failed; the next one that succeeds ends it. */
  readonly error: Error | null;
}

/** A tab that dies in the middle of its turn at the file may fail the read of another one: no reason to stop a till. */
const mostTries = 4;
const pauseMs = 100;

const tablesByDatabase = new WeakMap<Power, Map<string, Promise<string[]>>>();

export class LiveQuery<Row> {
  readonly #power: Power;
  readonly #listeners = new Set<() => void>();
  #state: LiveState<Row> = { rows: [], isLoading: true, error: null };

  constructor(power: Power) {
    this.#power = power;
  }

  get state(): LiveState<Row> {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One at a time; returns what ends it. Commits closer together than `throttleMs` count as one. */
  follow(query: Executable<Row>, throttleMs: number): () => void {
    const ended = new AbortController();
    void this.#follow(query, throttleMs, ended.signal).catch((error: unknown) =>
      this.#set({ error: asError(error) }, ended.signal),
    );
    return () => ended.abort();
  }

  async #follow(query: Executable<Row>, throttleMs: number, ended: AbortSignal): Promise<void> {
    const tables = await tablesOf(this.#power, query);
    if (ended.aborted) return;
    const onChange = async () => {
      for (let tries = 1; !ended.aborted; tries += 1) {
        try {
          return this.#set({ rows: await query.execute(), isLoading: false, error: null }, ended);
        } catch (error) {
          if (tries === mostTries || isDamaged(error)) return this.#set({ error: asError(error) }, ended);
          await new Promise((resolve) => setTimeout(resolve, tries * pauseMs));
        }
      }
    };
    this.#power.onChange({ onChange }, { tables, throttleMs, signal: ended, triggerImmediate: true });
  }

  #set(change: Partial<LiveState<Row>>, ended: AbortSignal): void {
    if (ended.aborted) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Which tables a text reads does not change while the database is open. */
function tablesOf(power: Power, query: Executable<unknown>): Promise<string[]> {
  const { sql, parameters } = query.compile();
  const known = tablesByDatabase.get(power) ?? new Map<string, Promise<string[]>>();
  tablesByDatabase.set(power, known);
  const asked = known.get(sql) ?? power.resolveTables(sql, [...parameters]);
  known.set(sql, asked);
  asked.catch(() => known.delete(sql));
  return asked;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
