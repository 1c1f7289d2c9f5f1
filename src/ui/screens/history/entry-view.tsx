import { MoveRight } from 'lucide-react';
import { changesOf } from '#domain/master-edit.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { valueText, type ValueContext } from '#ui/masters/value-text.ts';
import { fieldWord } from '#ui/masters/words.ts';
import type { HistoryEntry } from './history-entry.ts';

interface EntryViewProps {
  readonly entry: HistoryEntry;
  readonly context: ValueContext;
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Who, when, where; each field with what it was and what it became. */
export function EntryView({ entry, context }: EntryViewProps) {
  const { isNew, at, before, after, lost, status } = entry;
  const changed = changesOf({ kind: isNew ? 'create' : 'edit', columns: after, previous: before });
  return (
    <li className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-52">
          <span className="font-semibold">{originText(entry, context)}</span>
          <span className="text-soft num block text-sm">
            {isNew ? 'New · ' : ''}
            <time dateTime={at}>{when.format(new Date(at))}</time>
          </span>
        </p>
        {status === 'synced' ? null : <SyncBadge status={status} />}
      </div>
      <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-1 sm:grid-cols-[11rem_minmax(0,1fr)]">
        {changed.map((column) => (
          <div key={column} className="contents">
            <dt className="text-soft text-sm sm:py-0.5">{fieldWord(column)}</dt>
            <dd className="num flex flex-wrap items-center gap-x-2 gap-y-1 break-words whitespace-pre-line">
              {isNew ? null : (
                <>
                  <span className="text-soft min-w-0">{valueText(column, before[column], context)}</span>
                  <MoveRight aria-hidden size={18} className="text-soft shrink-0" />
                  <span className="sr-only"> became </span>
                </>
              )}
              <span className="min-w-0 font-semibold">{valueText(column, after[column], context)}</span>
              {lost.includes(column) ? <Badge tone="attention">Not kept</Badge> : null}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function originText({ by, deviceId, sentBy }: HistoryEntry, { names }: ValueContext): string {
  if (by === null) return 'On this device, not at the server yet';
  const who = names[by] ?? 'Somebody who left';
  const where = deviceId === null ? '' : `, ${names[deviceId] ?? 'another till'}`;
  return `${who}${where}${sentBy === null ? '' : `, sent in by ${names[sentBy] ?? 'somebody else'}`}`;
}
