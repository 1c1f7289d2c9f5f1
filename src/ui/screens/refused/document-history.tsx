import { documentHistory } from '#queries/document-history.ts';
import { settlementsOf } from '#queries/settlements.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { eventsOf } from './document-events.ts';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Who did what with a document and when, as far as this device knows (T037, R11.3-6). */
export function DocumentHistory({ id }: { readonly id: string }) {
  const { read } = useShop().till.db;
  const [document] = useLive(documentHistory(read, id), 16).rows;
  const settlements = useLive(settlementsOf(read, id), 16).rows;
  const events = eventsOf(document ?? null, settlements);
  if (events.length === 0) return null;
  return (
    <Panel title="What was done">
      <ol className="flex flex-col gap-2 text-sm">
        {events.map(({ who, what, why, at }) => (
          <li key={`${at} ${what}`}>
            {who ? <span className="font-semibold">{who} </span> : null}
            {who ? what : `${what.charAt(0).toUpperCase()}${what.slice(1)}`}
            {why ? <>: “{why}”</> : null}
            {at ? (
              <time dateTime={at} className="text-soft num block">
                {when.format(new Date(at))}
              </time>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
