/** Row 5: from a sale's commit to the list of recent sales on the screen, by the app's own hook and query. */
import { PowerSyncContext } from '@powersync/react';
import { useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { recentSales } from '#queries/recent-sales.ts';
import type { Till } from '#commands/till.ts';
import { useLive } from '#ui/hooks/use-live.ts';

const rowsShown = 30;

export interface PaintedList {
  /** When that number was painted, on the page's clock; a sale long since painted answers at once. */
  painted(number: string): Promise<number>;
  close(): void;
}

export function showList(till: Till): PaintedList {
  const paintedAt = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  const onRows = (numbers: readonly string[]) =>
    afterPaint((at) => {
      for (const number of numbers) {
        if (paintedAt.has(number)) continue;
        paintedAt.set(number, at);
        waiting.get(number)?.(at);
        waiting.delete(number);
      }
    });
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  root.render(
    <PowerSyncContext.Provider value={till.db.power}>
      <List till={till} onRows={onRows} />
    </PowerSyncContext.Provider>,
  );
  return {
    painted: (number) =>
      new Promise((resolve) => {
        const at = paintedAt.get(number);
        if (at === undefined) waiting.set(number, resolve);
        else resolve(at);
      }),
    close() {
      root.unmount();
      place.remove();
    },
  };
}

function List({
  till,
  onRows,
}: {
  readonly till: Till;
  readonly onRows: (numbers: readonly string[]) => void;
}) {
  const { rows } = useLive(recentSales(till.db.read, rowsShown));
  useLayoutEffect(() => onRows(rows.map(({ number }) => number)), [rows, onRows]);
  return (
    <ul>
      {rows.map(({ id, number, total_minor, sync_status }) => (
        <li key={id}>
          {number} {total_minor} {sync_status}
        </li>
      ))}
    </ul>
  );
}

/** A message posted in the frame's callback arrives when the frame is painted. */
function afterPaint(tell: (at: number) => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => tell(performance.now()), { once: true });
    port1.start();
    port2.postMessage(null);
  });
}
