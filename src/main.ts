/** What the page runs first; the app itself comes as a file of its own. */
import { startDatabaseWorker } from '#db/early-worker.ts';
import { sayNoStorage } from './no-storage.ts';
import '#ui/styles/index.css';

const storage = localStorageIfAllowed();
if (storage) {
  startDatabaseWorker(storage);
  await import('./app.tsx');
} else sayNoStorage(document.body);

/** Null where the browser refuses it: where site data is blocked, the very name throws. */
function localStorageIfAllowed(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
