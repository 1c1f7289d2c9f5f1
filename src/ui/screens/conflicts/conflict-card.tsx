import { Link } from '@tanstack/react-router';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { agoText } from '#ui/screens/queue/ago.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';
import type { Conflict } from './conflict.ts';
import { reasonText, whyNot } from './conflict-words.ts';
import { VersionView } from './version-view.tsx';

interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly now: number;
  /** At once, or after a question where the record has changed since. */
  readonly onRestore: (conflict: Conflict) => void;
  readonly onLook: (conflict: Conflict) => void;
}

/** What lost beside what is kept. Every card is as high, so it shows the beginning of a long text. */
export function ConflictCard({ conflict, now, onRestore, onLook }: ConflictCardProps) {
  const { recordName, kindWord, field, table, recordId, noticedAt } = conflict;
  const name = `${recordName}: ${field}`;
  return (
    <article
      aria-label={name}
      className="bg-surface border-line flex h-[calc(100%-0.5rem)] flex-col gap-1.5 rounded-lg border px-4 py-3"
    >
      <div className="sm:flex sm:items-baseline sm:gap-3">
        <h2 className="min-w-0 flex-1 truncate text-base">
          {table === null ? (
            recordName
          ) : (
            <Link
              to="/catalog/conflicts"
              search={{ table, id: recordId }}
              className="decoration-line-strong -my-3 inline-flex min-h-touch items-center underline underline-offset-4"
            >
              {recordName}
            </Link>
          )}
        </h2>
        <p className="text-soft truncate text-sm">
          {kindWord}: {field} · <time dateTime={noticedAt}>{agoText(noticedAt, now)}</time>
        </p>
      </div>
      <dl className="flex min-h-0 flex-1 flex-col gap-1 sm:flex-row sm:gap-4">
        <VersionView word="Not kept" conflict={conflict} version={conflict.loser} />
        <VersionView word="Kept" conflict={conflict} version={conflict.winner} />
      </dl>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="text-soft min-w-0 flex-1 text-sm max-sm:min-w-full">{reasonText(conflict)}</p>
        <Button aria-label={`Compare both, ${name}`} onClick={() => onLook(conflict)}>
          Compare
        </Button>
        <RestorePart conflict={conflict} name={name} onRestore={onRestore} />
      </div>
    </article>
  );
}

interface RestorePartProps {
  readonly conflict: Conflict;
  readonly name: string;
  readonly onRestore: (conflict: Conflict) => void;
}

function RestorePart({ conflict, name, onRestore }: RestorePartProps) {
  const no = whyNot(conflict);
  if (conflict.standing === 'in_use') {
    return (
      <Badge tone="good" icon={CircleCheck}>
        {no}
      </Badge>
    );
  }
  if (no !== null) return <span className="text-soft text-sm font-semibold">{no}</span>;
  return (
    <Button
      icon={RotateCcw}
      aria-label={`Restore what was not kept, ${name}`}
      onClick={() => onRestore(conflict)}
    >
      Restore
    </Button>
  );
}
