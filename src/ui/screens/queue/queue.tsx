import { CloudCheck, CloudUpload, RefreshCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { outboxRecords } from '#queries/outbox.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop, useSyncView } from '#ui/shop-context.tsx';
import { agoText, useNow } from './ago.ts';
import { QueueRow } from './queue-row.tsx';

type Shown = 'waiting' | 'all';

const segments = [
  { value: 'waiting', label: 'Not sent' },
  { value: 'all', label: 'All' },
] as const;

/** Every document that this device posted and what became of it. */
export function Queue() {
  const { till, store } = useShop();
  const { connection, lastSyncedAt, held } = useSyncView();
  const [shown, setShown] = useState<Shown>('waiting');
  const now = useNow();
  useScanToSell();
  const { rows, isLoading } = useLive(outboxRecords(till.db.read, { includeSynced: shown === 'all' }), 16);
  const records = shown === 'all' ? rows.toReversed() : rows;
  return (
    <Screen
      title="Queue"
      actions={
        <>
          <Segmented<Shown> label="Show" value={shown} segments={segments} onChange={setShown} />
          <Button tone="primary" icon={RefreshCw} onClick={() => store.syncNow()}>
            Sync now
          </Button>
        </>
      }
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-3 px-4 pb-4 md:px-6">
        {held ? (
          <Notice
            tone="bad"
            icon={TriangleAlert}
            role="alert"
            title="The server cannot take documents at the moment"
          >
            {held.message} ({held.code}). Nothing is lost: everything stays here and is sent as soon as it
            can. Tell support if this lasts.
          </Notice>
        ) : connection !== 'online' && rows.some((row) => row.sync_status === 'pending') ? (
          <Notice tone="neutral" icon={CloudUpload} title="Waiting for the server">
            Everything below is stored on this device and is sent by itself, oldest first.
          </Notice>
        ) : null}
        {records.length > 0 ? (
          <ul className="flex flex-col gap-2">
            {records.map((record) => (
              <QueueRow key={record.queue_id} record={record} now={now} />
            ))}
          </ul>
        ) : isLoading ? null : (
          <EmptyState
            icon={CloudCheck}
            title={shown === 'all' ? 'No documents yet' : 'Everything is at the server'}
          >
            {lastSyncedAt ? `Last sync: ${agoText(lastSyncedAt, now)}.` : null}
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}
