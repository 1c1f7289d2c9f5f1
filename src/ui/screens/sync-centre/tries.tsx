import { recentAttempts } from '#queries/sync-log.ts';
import type { Row } from '#queries/row.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { agoText } from '#ui/screens/queue/ago.ts';
import { useShop } from '#ui/shop-context.tsx';

type Attempt = Row<typeof recentAttempts>;

const words: Readonly<Record<string, string>> = {
  transient: 'no answer that counts',
  timed_out: 'no answer in time',
  hold: 'the server takes none now',
  unauthenticated: 'asked to sign in',
  dependency_missing: 'something it names is missing',
  refused: 'refused',
};

/** When this device last tried to send, how much, and what came of it. */
export function Tries() {
  const { till } = useShop();
  const now = useNow();
  const { rows } = useLive(recentAttempts(till.db.read, 10), 250);
  if (rows.length === 0) return <p className="text-soft">Nothing was sent from here yet.</p>;
  return (
    <ul className="divide-line num divide-y">
      {rows.map((attempt) => (
        <li key={attempt.position} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
          <span className="font-semibold">{outcomeText(attempt)}</span>
          <span className="text-soft text-sm">
            {agoText(attempt.at, now)} · {attempt.took_ms} ms
          </span>
        </li>
      ))}
    </ul>
  );
}

function outcomeText({ outcome, code, ...counts }: Attempt): string {
  const sent = `${counts.record_count} sent`;
  if (outcome !== 'answered') return `${sent}: ${words[outcome] ?? outcome}${code ? ` (${code})` : ''}`;
  const taken = counts.decided_count - counts.refused_count;
  return counts.refused_count > 0
    ? `${sent}: ${taken} taken, ${counts.refused_count} refused`
    : `${sent}: ${taken} taken`;
}
