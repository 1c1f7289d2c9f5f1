import { Link } from '@tanstack/react-router';
import { LogOut, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useServices } from '#ui/app-services.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';

/** Leaves this device; refused while anything here is not at the server. */
export function SignOut() {
  const { unsynced, forget } = useShop();
  const { session } = useServices();
  const [left, setLeft] = useState<number | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const ask = async () => {
    const count = await unsynced();
    setLeft(count);
    setAsking(count === 0);
  };
  const leave = async () => {
    if (isBusy) return;
    setBusy(true);
    if ((await forget()) === 'unsynced') {
      setLeft(await unsynced());
      setAsking(false);
      return setBusy(false);
    }
    await session?.logout();
    location.assign('/sell');
  };
  return (
    <>
      <p className="text-soft">
        Signing out removes this location’s data from the device. Signing in again needs a connection. At the
        end of a day there is no need to: closing Flux is enough.
      </p>
      {left !== null && left > 0 ? (
        <Notice
          tone="bad"
          icon={TriangleAlert}
          role="alert"
          title={
            left === 1 ? '1 document is not at the server yet' : `${left} documents are not at the server yet`
          }
        >
          Signing out would lose them, so it is not possible now.{' '}
          <Link to="/queue" className="font-semibold underline underline-offset-4">
            Open the queue
          </Link>
        </Notice>
      ) : null}
      <Button icon={LogOut} className="self-start" onClick={() => void ask()}>
        Sign out
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Sign out of this device?"
        description="Everything is at the server. The open cart and the copy of the catalog on this device are removed."
      >
        <div className="flex flex-col gap-3 pt-3 sm:flex-row-reverse">
          <Button tone="danger" size="lg" disabled={isBusy} onClick={() => void leave()}>
            {isBusy ? 'Signing out…' : 'Sign out'}
          </Button>
          <Button size="lg" onClick={() => setAsking(false)}>
            Stay
          </Button>
        </div>
      </Dialog>
    </>
  );
}
