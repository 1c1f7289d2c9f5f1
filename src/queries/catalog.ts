/**
 * Finds an item by barcode or name: in memory where it can, else in the
 * database. Who asks does not learn which of the two answered.
 *
 *   keepInMemory()          all rows, and nothing changed
 *   ───► database ──► loading ─────────────────────────► memory
 *           ▲ rest       │ items, units or tax rates changed │
 *           └────────────┴───────────────────────────────────┘
 *
 * Only 'memory' answers from memory: from the moment in which a commit that
 * touched those tables is known here, nothing sells at yesterday's price. The
 * whole is then read anew. To read only what changed one would have to know all
 * of it: deletions leave no row, `updated_at` is the server's and not in the
 * order of arrival, and a trigger would slow each row of the first sync down.
 * A second in the background, a few times a day, costs less than that. While
 * masters change without end, loading takes at most a fifth of the time.
 */
import { barcodeForms } from '#domain/barcode.ts';
import { ItemIndex } from '#domain/item-index.ts';
import type { LocalDatabase, Reader } from '#db/local-database.ts';
import { onTablesChanged } from '#db/table-changes.ts';
import { itemsAfter, itemsNamed, itemsWithBarcode, type ItemRow } from './items.ts';

export interface Catalog {
  withBarcode(barcode: string): Promise<ItemRow | undefined>;
  /** By name; what is archived is not found. */
  named(text: string, limit: number): Promise<readonly ItemRow[]>;
  /** Another number as soon as the same question may have another answer. */
  readonly version: () => number;
  isInMemory(): boolean;
  /** Told when either of the two changes. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Loads now and after each change, until the returned function is called. */
  keepInMemory(keeping: Keeping): () => void;
}

export interface Keeping {
  /** Between chunks: until the page has time. */
  readonly pause: () => Promise<void>;
  /** The database goes on answering. */
  readonly onError: (error: unknown) => void;
}

/** A chunk holds the database and the page for some milliseconds, and a scan may have to wait for it. */
const chunkSize = 500;
const [leastRestMs, mostRestMs] = [500, 30_000];
const restPerLoad = 4;

export function createCatalog({ power, read }: LocalDatabase): Catalog {
  const listeners = new Set<() => void>();
  let memory: ItemIndex<ItemRow> | null = null;
  let version = 0;
  const set = (index: ItemIndex<ItemRow> | null) => {
    memory = index;
    if (index === null) version += 1;
    for (const listener of listeners) listener();
  };
  return {
    withBarcode: async (barcode) =>
      memory ? memory.withBarcode(barcodeForms(barcode)) : itemsWithBarcode(read, barcode).executeTakeFirst(),
    named: async (text, limit) =>
      memory ? memory.named(text, limit) : itemsNamed(read, text, limit).execute(),
    version: () => version,
    isInMemory: () => memory !== null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keepInMemory(keeping) {
      const loader = loaderOf(read, keeping, () => version, set);
      const stop = onTablesChanged(power, ['items', 'units', 'tax_rates'], () => {
        set(null);
        loader.loadAfterRest();
      });
      void loader.load();
      return () => {
        stop();
        loader.cancel();
        set(null);
      };
    },
  };
}

/** A load is given up when the version is another than at its start. */
function loaderOf(
  read: Reader,
  { pause, onError }: Keeping,
  version: () => number,
  onLoaded: (index: ItemIndex<ItemRow>) => void,
) {
  let restMs = leastRestMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = async () => {
    const [loading, startedAt] = [version(), performance.now()];
    const isWanted = () => version() === loading;
    try {
      const loaded = await readAll(read, pause, isWanted);
      if (isWanted()) onLoaded(loaded);
    } catch (error) {
      // One that nobody waits for any more may find the database closed.
      if (isWanted()) onError(error);
    } finally {
      restMs = Math.min(mostRestMs, Math.max(leastRestMs, restPerLoad * (performance.now() - startedAt)));
    }
  };
  const cancel = () => clearTimeout(timer);
  const loadAfterRest = () => {
    cancel();
    timer = setTimeout(() => void load(), restMs);
  };
  return { load, loadAfterRest, cancel };
}

/** Chunk by chunk; less than all of them where `isWanted` ends it. */
async function readAll(
  read: Reader,
  pause: () => Promise<void>,
  isWanted: () => boolean,
): Promise<ItemIndex<ItemRow>> {
  const index = new ItemIndex<ItemRow>();
  const shared = sharing();
  for (const isArchived of [0, 1] as const) {
    let chunk: readonly ItemRow[] = [];
    do {
      await pause();
      if (!isWanted()) return index;
      chunk = await itemsAfter(read, chunk.at(-1) ?? null, isArchived, chunkSize).execute();
      index.add(chunk.map(shared));
    } while (chunk.length === chunkSize);
  }
  return index;
}

/** Rows come with texts of their own; of those that are the same in most rows one is enough. */
function sharing(): (row: ItemRow) => ItemRow {
  const known = new Map<string, string>();
  const one = (text: string) => known.get(text) ?? (known.set(text, text), text);
  return (row) => ({
    ...row,
    category_id: one(row.category_id),
    tax_rate_id: one(row.tax_rate_id),
    unit_symbol: one(row.unit_symbol),
  });
}
