import { CalendarRange, CloudDownload } from 'lucide-react';
import type { MonthState } from '#schema/month-data.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useSyncView } from '#ui/shop-context.tsx';
import type { Months } from './use-months.ts';

const month = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const names = (states: readonly MonthState[]) =>
  states.map((one) => month.format(new Date(`${one.month}-01`))).join(', ');

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Which months the figures are of, how fresh they are, and what is still on its way. */
export function Coverage({ states, cancel, isCancelled, again }: Months) {
  const { lastSyncedAt, connection } = useSyncView();
  const missing = states.filter(({ isHere }) => !isHere);
  const here = states.filter(({ isHere }) => isHere);
  const rows = missing.flatMap(({ progress }) => (progress ? [progress] : []));
  const done = rows.reduce((sum, one) => sum + one.done, 0);
  const total = rows.reduce((sum, one) => sum + one.total, 0);
  const fresh = lastSyncedAt ? `as of ${moment.format(new Date(lastSyncedAt))}` : 'not synced yet';
  if (missing.length === 0) {
    return (
      <p className="text-soft flex items-center gap-2 text-sm">
        <CalendarRange aria-hidden size={17} className="shrink-0" />
        <span>
          {here.length > 0 ? `Covers ${names(here)}, ${fresh}` : sentence(fresh)}, with what this device has
          yet to send.
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
          Documents and moves of stock.{' '}
          {total > 0 ? (
            <span className="num">
              {done.toLocaleString()} of {total.toLocaleString()} rows.
            </span>
          ) : null}{' '}
          The figures below grow meanwhile.
        </>
      ) : connection === 'online' ? (
        'The figures below are of what is here. Costs and margins may be missing.'
      ) : (
        'Needs internet. The figures below are of what is here; costs and margins may be missing.'
      )}
    </Notice>
  );
}
