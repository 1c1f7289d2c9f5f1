import { Link } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { retryFailed } from '#commands/retry-failed.ts';
import { isManager } from '#commands/till.ts';
import type { outboxRecords } from '#queries/outbox.ts';
import type { EntityType } from '#schema/push.ts';
import { refusalText, serverFailure } from '#ui/failure-text.ts';
import { Button } from '#ui/parts/button.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useMoney, useSettings, useShop } from '#ui/shop-context.tsx';
import { agoText } from './ago.ts';

type QueueRecord = Awaited<ReturnType<ReturnType<typeof outboxRecords>['execute']>>[number];

const words: Record<EntityType, string> = { sales_invoice: 'Sale', stock_adjustment: 'Stock adjustment' };

interface QueueRowProps {
  readonly record: QueueRecord;
  readonly now: number;
}

export function QueueRow({ record, now }: QueueRowProps) {
  const money = useMoney();
  const isSale = record.entity_type === 'sales_invoice';
  return (
    <li className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="num min-w-0 flex-1 basis-52">
          {isSale ? (
            <Link
              to="/sales/$id"
              params={{ id: record.entity_id }}
              className="text-lg font-semibold underline decoration-line-strong underline-offset-4"
            >
              {record.number}
            </Link>
          ) : (
            <span className="text-lg font-semibold">{record.number}</span>
          )}
          <span className="text-soft block text-sm">
            {words[record.entity_type]} · made {agoText(record.client_created_at, now)}
            {record.retry_count > 0 ? ` · ${triesWord(record.retry_count)}` : ''}
          </span>
        </p>
        <SyncBadge status={record.sync_status} />
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

/** What the server said, whether the data is safe, what to do. */
function Trouble({ record, now }: QueueRowProps) {
  const isFailed = record.sync_status === 'failed';
  if (record.sync_status === 'synced' || (!isFailed && record.last_error === null)) return null;
  const failure = serverFailure(record.error_code, record.last_error);
  return (
    <div className="border-line flex flex-wrap items-end gap-3 border-t pt-2">
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <p className={isFailed ? 'text-danger-ink font-semibold' : 'text-amber-ink font-semibold'}>
          {failure.title}
          {record.error_code ? <span className="num font-normal"> ({record.error_code})</span> : null}
        </p>
        <p>{failure.safe}</p>
        <p>{failure.advice}</p>
        {isFailed && record.last_error && record.last_error !== failure.title ? (
          <p className="text-soft mt-1">The server said: {record.last_error}</p>
        ) : null}
        {!isFailed && record.next_retry_at ? (
          <p className="text-soft mt-1">Next try {agoText(record.next_retry_at, now)}.</p>
        ) : null}
      </div>
      {isFailed ? <RetryButton queueId={record.queue_id} /> : null}
    </div>
  );
}

function RetryButton({ queueId }: { readonly queueId: string }) {
  const { till, store } = useShop();
  const settings = useSettings();
  const [isBusy, setBusy] = useState(false);
  if (!isManager(till)) return <p className="text-soft text-sm">A manager can send it again.</p>;
  const retry = async () => {
    setBusy(true);
    const result = await retryFailed(till, queueId);
    setBusy(false);
    if (result.kind === 'queued') return store.syncNow();
    if (settings) notify({ tone: 'bad', title: refusalText(result.refusal, settings).title });
  };
  return (
    <Button icon={RotateCw} disabled={isBusy} onClick={() => void retry()}>
      Try again
    </Button>
  );
}
