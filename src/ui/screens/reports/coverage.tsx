import { CalendarRange, CloudDownload } from 'lucide-react';
import type { MonthState } from '#schema/month-data.ts';
import { lastSyncs } from '#queries/catalog-progress.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop, useSyncView } from '#ui/shop-context.tsx';
import { freshWords, isCovered, missingWords, type Needs } from './coverage-words.ts';
import type { Months } from './use-months.ts';

const month = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const names = (states: readonly MonthState[]) =>
  states.map((one) => month.format(new Date(`${one.month}-01`))).join(', ');

interface CoverageProps extends Months {
  readonly needs: Needs;
}

/** Which months the figures are of, how fresh they are, and what is still on its way. */
export function Coverage({ states, needs, cancel, isCancelled, again }: CoverageProps) {
  const { lastSyncedAt, connection } = useSyncView();
  // What was written down, until PowerSync has everything again or has said so.
  const { rows: noted, isLoading } = useLive(lastSyncs(useShop().till.db.read), 250);
  const syncedAt = lastSyncedAt ?? noted.find((row) => row.entity_type === 'documents')?.last_sync_at;
  const missing = states.filter((state) => !isCovered(state, needs));
  const rows = missing.flatMap(({ progress }) => (progress ? [progress] : []));
  const done = rows.reduce((sum, one) => sum + one.done, 0);
  const total = rows.reduce((sum, one) => sum + one.total, 0);
  if (missing.length === 0) {
    return (
      <p className="text-soft flex items-center gap-2 text-sm">
        <CalendarRange aria-hidden size={17} className="shrink-0" />
        <span>
          {freshWords({
            months: names(states),
            syncedAt: syncedAt ? moment.format(new Date(syncedAt)) : null,
            isStarting: isLoading || connection === 'starting',
          })}
        </span>
      </p>
    );
  }
  const isComing = connection === 'online' && !isCancelled;
  return (
    <Notice
      tone="attention"
      icon={CloudDownload}
      title={isComing ? `${names(missing)} on the way` : `${names(missing)} not whole on this device`}
      action={
        isCancelled ? (
          <Button onClick={again}>Get it</Button>
        ) : isComing ? (
          <Button onClick={cancel}>Stop</Button>
        ) : null
      }
    >
      {isComing ? (
        <>
          {needs === 'ledger' ? 'Documents and moves of stock.' : 'Documents.'}{' '}
          {total > 0 ? (
            <span className="num">
              {done.toLocaleString()} of {total.toLocaleString()} rows.
            </span>
          ) : null}{' '}
          The figures below grow meanwhile.
        </>
      ) : (
        missingWords(needs, connection === 'online')
      )}
    </Notice>
  );
}
