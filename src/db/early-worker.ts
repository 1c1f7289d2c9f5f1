/**
 * The database worker, started before the app is loaded: SQLite and the app
 * then load side by side.
 *
 *   page ─► startDatabaseWorker ─► fetch, compile SQLite ──┐
 *     └───► the app ─► open ─► takeDatabaseWorker ─────────┴─► file
 */
let early: Worker | null = null;

/** Nothing where no database of OPFS is known yet: whoever signs in first may get another kind of storage. */
export function startDatabaseWorker(storage: Storage): void {
  const isKnown = Object.keys(storage).some(
    (key) => key.startsWith('flux.storage.') && storage.getItem(key) === 'opfs',
  );
  if (isKnown) early = newWorker();
}

/** The early one for the first who opens, a new one for the next. */
export function takeDatabaseWorker(): Worker {
  const worker = early ?? newWorker();
  early = null;
  return worker;
}

function newWorker(): Worker {
  return new Worker(new URL('./database-worker.ts', import.meta.url), { type: 'module', name: 'database' });
}
