import { FileUp, LockKeyhole, RefreshCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { isManager } from '#commands/till.ts';
import type { unsyncedSummary } from '#queries/unsynced.ts';
import type { Row } from '#queries/row.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useMoney, useShop, useSyncView } from '#ui/shop-context.tsx';

export type Unsynced = Row<typeof unsyncedSummary>;

interface LeaveGuardProps {
  readonly unsynced: Unsynced;
  readonly onSave: () => void;
}

/** Why nobody may leave now, and the three ways on (requirements !3). */
export function LeaveGuard({ unsynced, onSave }: LeaveGuardProps) {
  const { till } = useShop();
  const money = useMoney();
  const { lock, people } = useLock();
  const { only_here, pending, failed, total_minor } = unsynced;
  return (
    <div className="flex flex-col gap-4">
      <Notice
        tone="bad"
        icon={TriangleAlert}
        role="alert"
        title={
          only_here === 1
            ? '1 document is only on this device'
            : `${only_here} documents are only on this device`
        }
      >
        {countsText(pending, failed)} Together {money(total_minor)}. Signing out would lose them, so it is not
        possible now. They are safe here.
      </Notice>
      <SyncOffer left={pending} />
      {people.length > 0 ? (
        <Button icon={LockKeyhole} size="lg" onClick={() => lock.lockAllTabs()}>
          Lock the till
        </Button>
      ) : (
        <p className="text-soft text-sm">
          To hand the till over at the end of a day, lock it: set up a PIN under Lock and PIN.
        </p>
      )}
      {isManager(till) ? (
        <Button icon={FileUp} size="lg" onClick={onSave}>
          Save to a file and clear this device
        </Button>
      ) : (
        <p className="text-soft text-sm">A manager can save them to a file and clear this device.</p>
      )}
    </div>
  );
}

function countsText(pending: number, failed: number): string {
  const waiting = pending === 1 ? '1 waits to be sent.' : `${pending} wait to be sent.`;
  const refused = failed === 1 ? '1 was refused.' : `${failed} were refused.`;
  return [pending > 0 ? waiting : '', failed > 0 ? refused : ''].filter(Boolean).join(' ');
}

/** Sends what waits, and shows how far that is. */
function SyncOffer({ left }: { readonly left: number }) {
  const { store } = useShop();
  const { connection } = useSyncView();
  const [asked, setAsked] = useState<number | null>(null);
  if (left === 0) return <p className="text-soft text-sm">What was refused is settled on the Sync screen.</p>;
  const sync = () => {
    setAsked(left);
    store.syncNow();
  };
  const isCut = connection !== 'online';
  return (
    <div className="flex flex-col gap-2">
      <Button tone="primary" size="lg" icon={RefreshCw} onClick={sync}>
        Sync now
      </Button>
      {asked === null ? null : (
        <>
          <progress
            aria-label="Documents sent"
            max={asked}
            value={Math.max(0, asked - left)}
            className="copy-progress"
          />
          <output className="num text-soft text-sm">
            {Math.max(0, asked - left)} of {asked} sent.{' '}
            {isCut ? 'The server cannot be reached at the moment: they go as soon as it can.' : ''}
          </output>
        </>
      )}
    </div>
  );
}
