import { Link } from '@tanstack/react-router';
import type { outboxRecords } from '#queries/outbox.ts';
import { documentStateOf } from '#schema/document-state.ts';
import { documentWord } from '#ui/document-words.ts';
import { papers } from '#ui/papers.ts';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { Trouble } from '#ui/screens/refused/trouble.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { agoText } from './ago.ts';

type QueueRecord = Awaited<ReturnType<ReturnType<typeof outboxRecords>['execute']>>[number];

interface QueueRowProps {
  readonly record: QueueRecord;
  readonly now: number;
}

export function QueueRow({ record, now }: QueueRowProps) {
  const money = useMoney();
  const to = papers[record.entity_type];
  return (
    <li className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="num min-w-0 flex-1 basis-52">
          {to ? (
            <Link
              to={to}
              params={{ id: record.entity_id }}
              className="min-h-touch -my-2 inline-flex items-center text-lg font-semibold underline decoration-line-strong underline-offset-4"
            >
              {record.number}
            </Link>
          ) : (
            <span className="text-lg font-semibold">{record.number}</span>
          )}
          <span className="text-soft block text-sm">
            {documentWord(record.entity_type)} · made {agoText(record.client_created_at, now)}
            {record.retry_count > 0 ? ` · ${triesWord(record.retry_count)}` : ''}
          </span>
        </p>
        <SyncBadge status={documentStateOf(record)} />
        {record.total_minor === null ? null : (
          <span className="num ms-auto min-w-20 text-end text-lg font-bold">{money(record.total_minor)}</span>
        )}
      </div>
      <Trouble record={record} now={now} />
    </li>
  );
}

function triesWord(tries: number): string {
  return tries === 1 ? 'tried once' : `tried ${tries} times`;
}
