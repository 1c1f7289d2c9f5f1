import type { settlementsOf } from '#queries/settlements.ts';
import type { Row } from '#queries/row.ts';
import type { SettlingAct } from '#schema/local-tables.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';

const words: Record<SettlingAct, string> = {
  retried: 'sent it again as it was',
  corrected: 'corrected it and sent it again',
  voided: 'voided it',
  overridden: 'allowed it below zero',
};

/** Who did what about it on this device (T037). */
export function History({ settlements }: { readonly settlements: readonly Row<typeof settlementsOf>[] }) {
  const now = useNow();
  if (settlements.length === 0) return null;
  return (
    <Panel title="What was done">
      <ul className="flex flex-col gap-2 text-sm">
        {settlements.map(({ id, at, act, by_name, reason }) => (
          <li key={id}>
            <span className="font-semibold">{by_name ?? 'Somebody'}</span> {words[act]}
            {reason ? <>: “{reason}”</> : null}
            <span className="text-soft"> · {agoText(at, now)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
