import { syncErrors } from '#queries/sync-log.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';
import { useShop } from '#ui/shop-context.tsx';

/** What went wrong and could not be mended by trying again; not there while nothing has. */
export function SyncErrors() {
  const { till } = useShop();
  const now = useNow();
  const { rows } = useLive(syncErrors(till.db.read), 250);
  if (rows.length === 0) return null;
  return (
    <Panel title="Errors">
      <ul className="divide-line divide-y">
        {rows.map(({ id, at, code, message }) => (
          <li key={id} className="py-2">
            <p>
              {message} <span className="num text-soft">({code})</span>
            </p>
            <p className="text-soft text-sm">{agoText(at, now)}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
