/** What the page runs first; the app itself comes as a file of its own. */
import { startDatabaseWorker } from '#db/early-worker.ts';
import '#ui/styles/index.css';

try {
  startDatabaseWorker(localStorage);
} catch {
  // Storage is refused: the app says so when it opens.
}
await import('./app.tsx');
