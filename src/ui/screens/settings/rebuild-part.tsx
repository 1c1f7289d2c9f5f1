import { DatabaseZap, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { copiedRows } from '#queries/copied-rows.ts';
import type { Row } from '#queries/row.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';

/** What a first copy gets through on a slow tablet; a promise to keep, not to beat. */
const rowsPerSecond = 1000;

const refusals = {
  unsynced: {
    title: 'Something on this device is not at the server yet',
    advice: 'Send it first, or settle what was refused: both on the Sync screen. Nothing was changed.',
  },
  no_network: {
    title: 'The server cannot be reached',
    advice:
      'Until the new copy is here nothing could be sold, so this waits for a connection. Nothing was changed.',
  },
} as const;

/** For when the copy on the device looks wrong: fetched anew, while what was made here stays. */
export function RebuildPart() {
  const { till, rebuild } = useShop();
  const { rows } = useLive(copiedRows(till.db.read), 1000);
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<keyof typeof refusals | null>(null);
  const start = async () => {
    setBusy(true);
    const result = await rebuild();
    setBusy(false);
    if (result === 'rebuilding') setAsking(false);
    else setRefusal(result);
  };
  return (
    <>
      <p className="text-soft">
        If prices or stock on this device look wrong while the server has them right, fetch all of it again.
      </p>
      <Button
        icon={DatabaseZap}
        className="self-start"
        onClick={() => {
          setRefusal(null);
          setAsking(true);
        }}
      >
        Rebuild local data
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title="Rebuild local data?">
        <div className="flex flex-col gap-4">
          {refusal ? (
            <Notice tone="bad" icon={TriangleAlert} role="alert" title={refusals[refusal].title}>
              {refusals[refusal].advice}
            </Notice>
          ) : null}
          <p>
            The copy of the server’s data is dropped and fetched again. It takes {aboutTime(rows[0])}, and
            this till cannot sell until it is done. Its code, its numbers and the open cart stay.
          </p>
          <div className="flex flex-col gap-3 sm:flex-row-reverse">
            <Button tone="primary" size="lg" disabled={isBusy} onClick={() => void start()}>
              {isBusy ? 'Starting…' : 'Rebuild'}
            </Button>
            <Button size="lg" onClick={() => setAsking(false)}>
              Not now
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

function aboutTime(counts: Row<typeof copiedRows> | undefined): string {
  const rows = Object.values(counts ?? {}).reduce((sum: number, n) => sum + (n ?? 0), 0);
  const minutes = Math.ceil(rows / rowsPerSecond / 60);
  return minutes <= 1 ? 'up to a minute' : `up to ${minutes} minutes`;
}
