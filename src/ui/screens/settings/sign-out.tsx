/**
 * Leaves this device (R12-5), behind the guard of requirements !3:
 *
 *   ask ─┬─ a shift is open ───────────────────────────► closed first
 *        ├─ all at the server ─────────────────────────► sure? ─► cleared, signed out
 *        └─ something only here ─► guard ─┬─ sync now ───────┘       ▲
 *                                         ├─ lock                    │
 *                                         └─ manager: save, prove ───┘
 */
import { LogOut, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { exportUnsynced } from '#commands/export-unsynced.ts';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import { parkedCarts } from '#queries/drafts.ts';
import { unsyncedSummary } from '#queries/unsynced.ts';
import { useServices } from '#ui/app-services.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { SaveAndClear } from '#ui/screens/unsynced-file/save-and-clear.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { LeaveGuard, type Unsynced } from './leave-guard.tsx';
import { OpenShiftGuard, useOpenedAt } from './open-shift-guard.tsx';

export function SignOut() {
  const { till } = useShop();
  const { rows } = useLive(unsyncedSummary(till.db.read));
  const openedAt = useOpenedAt();
  const [isAsking, setAsking] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [unsynced] = rows;
  const close = () => {
    setAsking(false);
    setSaving(false);
  };
  return (
    <>
      <p className="text-soft">
        Signing out removes this location’s data from the device. Signing in again needs a connection. At the
        end of a day there is no need to: locking or closing Flux is enough.
      </p>
      <Button
        icon={LogOut}
        className="self-start"
        disabled={!unsynced || openedAt === undefined}
        onClick={() => setAsking(true)}
      >
        Sign out
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={close}
        title={isSaving ? 'Save, then clear this device' : 'Sign out of this device?'}
      >
        {isAsking && openedAt ? (
          <OpenShiftGuard openedAt={openedAt} />
        ) : isAsking && unsynced ? (
          <Steps unsynced={unsynced} isSaving={isSaving} onSaving={setSaving} onStay={close} />
        ) : null}
      </Dialog>
    </>
  );
}

interface StepsProps {
  readonly unsynced: Unsynced;
  readonly isSaving: boolean;
  readonly onSaving: (isSaving: boolean) => void;
  readonly onStay: () => void;
}

function Steps({ unsynced, isSaving, onSaving, onStay }: StepsProps) {
  const { till } = useShop();
  const { leave, trouble } = useLeave();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await leave();
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-4">
      {trouble ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title="This device could not be cleared">
          {trouble}
        </Notice>
      ) : null}
      {isSaving ? (
        <>
          <SaveAndClear
            makeFile={() => exportUnsynced(till)}
            clearLabel="Clear this device and sign out"
            onClear={leave}
          />
          <Button size="lg" onClick={() => onSaving(false)}>
            Back
          </Button>
        </>
      ) : unsynced.only_here > 0 && !isBusy ? (
        <LeaveGuard unsynced={unsynced} onSave={() => onSaving(true)} />
      ) : (
        <>
          <p>
            Everything is at the server. The open cart and the copy of the catalog on this device are removed.
          </p>
          <ParkedNote />
          {unsynced.kept > 0 ? <KeptNote count={unsynced.kept} /> : null}
          <div className="flex flex-col gap-3 sm:flex-row-reverse">
            <Button tone="danger" size="lg" disabled={isBusy} onClick={() => void go()}>
              {isBusy ? 'Signing out…' : 'Sign out'}
            </Button>
            <Button size="lg" onClick={onStay}>
              Stay
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** They are no documents: nobody else has them. */
function ParkedNote() {
  const { length: count } = useLive(parkedCarts(useShop().till.db.read)).rows;
  if (count === 0) return null;
  return (
    <Notice
      tone="attention"
      icon={TriangleAlert}
      title={count === 1 ? '1 parked sale is removed too' : `${count} parked sales are removed too`}
    >
      Nothing of {count === 1 ? 'it' : 'them'} was sold. Take up on Sell what somebody still wants.
    </Notice>
  );
}

function KeptNote({ count }: { readonly count: number }) {
  return (
    <Notice
      tone="attention"
      icon={TriangleAlert}
      title={
        count === 1
          ? 'The server refused 1 document and keeps it'
          : `The server refused ${count} documents and keeps them`
      }
    >
      A manager can still settle {count === 1 ? 'it' : 'them'} from any device. Correcting{' '}
      {count === 1 ? 'it' : 'them'} is possible only here, before signing out.
    </Notice>
  );
}

/** Clears and signs out; false where something is not at the server and not in the file. */
function useLeave() {
  const { forget } = useShop();
  const { session } = useServices();
  const [trouble, setTrouble] = useState<string | null>(null);
  const leave = async (saved?: UnsyncedFile): Promise<boolean> => {
    setTrouble(null);
    try {
      if ((await forget(saved)) === 'unsynced') return false;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setTrouble(`Close all other tabs of Flux, reload this one, then sign out again. (${message})`);
      return true;
    }
    await session?.logout();
    location.assign('/sell');
    return true;
  };
  return { leave, trouble };
}
