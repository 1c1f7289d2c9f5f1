/**
 * The screen that a worried shop owner opens.
 *
 *   is anything lost? ─► one sentence, three counts
 *   what should I do? ─► alarms, a held queue, 'Sync now'
 *   which ones?       ─► the documents, each with its state, reason, next try
 *   why?              ─► last syncs, tries, errors, storage, versions, diagnostics
 */
import { RefreshCw, TriangleAlert } from 'lucide-react';
import { useAlarms } from '#ui/hooks/use-alarms.ts';
import { useQueueSummary } from '#ui/hooks/use-queue-summary.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { StoragePart } from '#ui/screens/settings/storage-part.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop, useSyncView } from '#ui/shop-context.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { Documents } from './documents.tsx';
import { SyncErrors } from './errors.tsx';
import { LastSyncs } from './last-syncs.tsx';
import { SyncState } from './state.tsx';
import { Tries } from './tries.tsx';

export function SyncCentre() {
  const { store } = useShop();
  const summary = useQueueSummary();
  useScanToSell();
  return (
    <Screen
      title="Sync"
      actions={
        <Button tone="primary" icon={RefreshCw} onClick={() => store.syncNow()}>
          Sync now
        </Button>
      }
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-4 px-4 pb-6 md:px-6">
        {summary ? <SyncState summary={summary} /> : null}
        <Troubles pending={summary?.pending ?? 0} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <Documents />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:max-xl:grid-cols-2">
            <Panel title="Last sync">
              <LastSyncs />
            </Panel>
            <Panel title="Recent tries">
              <Tries />
            </Panel>
            <SyncErrors />
            <Panel title="Storage">
              <StoragePart />
            </Panel>
            <Panel title="Versions and clock">
              <DeviceFacts />
            </Panel>
            <Panel title="Diagnostics">
              <Diagnostics />
            </Panel>
          </div>
        </div>
      </div>
    </Screen>
  );
}

/** The worst alarm is above every screen already. */
function Troubles({ pending }: { readonly pending: number }) {
  const { connection, held } = useSyncView();
  const [, ...others] = useAlarms();
  return (
    <>
      {held ? (
        <Notice
          tone="bad"
          icon={TriangleAlert}
          role="alert"
          title="The server cannot take documents at the moment"
        >
          {held.message} ({held.code}). Nothing is lost: everything stays here and is sent as soon as it can.
          Tell support if this lasts.
        </Notice>
      ) : connection !== 'online' && pending > 0 ? (
        <p className="text-soft">
          Everything below is stored on this device and is sent by itself, oldest first.
        </p>
      ) : null}
      {others.map(({ title, advice, tone }) => (
        <Notice key={title} tone={tone} icon={TriangleAlert} title={title}>
          {advice}
        </Notice>
      ))}
    </>
  );
}
