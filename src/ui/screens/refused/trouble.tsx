import { Link } from '@tanstack/react-router';
import { ChevronRight, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { retryFailed } from '#commands/retry-failed.ts';
import { isManager } from '#commands/till.ts';
import type { outboxRecords } from '#queries/outbox.ts';
import type { Row } from '#queries/row.ts';
import { refusalText } from '#ui/failure-text.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { Button } from '#ui/parts/button.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { untilText } from '#ui/screens/queue/ago.ts';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { Failure } from './failure.tsx';

type TroubledRecord = Pick<
  Row<typeof outboxRecords>,
  'queue_id' | 'entity_id' | 'sync_status' | 'last_error' | 'error_code' | 'next_retry_at'
>;

/** In a row of the queue: what the server said, whether the data is safe, what to do. */
export function Trouble({ record, now }: { readonly record: TroubledRecord; readonly now: number }) {
  const isFailed = record.sync_status === 'failed';
  if (record.sync_status === 'synced' || (!isFailed && record.last_error === null)) return null;
  return (
    <div className="border-line flex flex-wrap items-end gap-3 border-t pt-2">
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <Failure
          failure={serverFailure(record.error_code, record.last_error)}
          code={record.error_code}
          message={isFailed ? record.last_error : null}
          isFailed={isFailed}
        />
        {!isFailed && record.next_retry_at ? (
          <p className="text-soft mt-1">Next try {untilText(record.next_retry_at, now)}.</p>
        ) : null}
      </div>
      {isFailed ? (
        <div className="flex flex-wrap gap-2">
          <RetryButton queueId={record.queue_id} />
          <OpenLink id={record.entity_id} />
        </div>
      ) : null}
    </div>
  );
}

/** To all that can be done about it. */
export function OpenLink({ id }: { readonly id: string }) {
  return (
    <Link
      to="/queue/$id"
      params={{ id }}
      className="min-h-touch bg-raised border-line hover:bg-hover shadow-card inline-flex items-center gap-1 rounded-md border ps-4 pe-3 font-semibold"
    >
      Open
      <ChevronRight aria-hidden size={20} />
    </Link>
  );
}

export function RetryButton({ queueId }: { readonly queueId: string }) {
  const { till, store } = useShop();
  const settings = useSettings();
  const [isBusy, setBusy] = useState(false);
  if (!isManager(till)) return <p className="text-soft self-center text-sm">A manager can send it again.</p>;
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
