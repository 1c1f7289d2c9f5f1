import { DatabaseZap, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { OpenResult } from '#ui/app-services.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { SaveAndClear } from '#ui/screens/unsynced-file/save-and-clear.tsx';

interface DamagedTillProps {
  readonly found: Extract<OpenResult, { kind: 'damaged' }>;
  /** The damaged copy is gone. */
  readonly onDone: () => void;
}

const clearLabel = 'Delete the damaged copy and fetch it again';

/** The file cannot be trusted: what is readable is saved, the rest comes from the server. */
export function DamagedTill({ found, onDone }: DamagedTillProps) {
  const { readable, unsyncedBefore, discard } = found;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const count = readable.records.length;
  const lost = Math.max(0, unsyncedBefore - count);
  const clear = async () => {
    setBusy(true);
    const failure = await discard().then(() => null, String);
    setBusy(false);
    setTrouble(failure);
    if (failure === null) onDone();
    return true;
  };
  return (
    <main className="mx-auto flex w-full max-w-xl flex-1 flex-col justify-center gap-4 p-6">
      <h1 className="text-2xl">The data on this device is damaged</h1>
      <Notice tone="bad" icon={TriangleAlert} role="alert" title="Nothing can be sold from it">
        The storage of this device went bad. What the server has is not touched and comes back from there.{' '}
        {stateText(count, lost)}
      </Notice>
      {trouble ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title="The damaged copy could not be deleted">
          Close all other tabs of Flux, then try again. ({trouble})
        </Notice>
      ) : null}
      {count > 0 ? (
        <SaveAndClear makeFile={async () => readable} clearLabel={clearLabel} onClear={clear} />
      ) : (
        <Button tone="danger" size="lg" icon={DatabaseZap} disabled={isBusy} onClick={() => void clear()}>
          {isBusy ? 'Clearing…' : clearLabel}
        </Button>
      )}
    </main>
  );
}

function stateText(readable: number, lost: number): string {
  if (readable === 0 && lost === 0) return 'All that was sold here is at the server.';
  const saved =
    readable === 1
      ? '1 document that the server may not have can still be read: save it to a file.'
      : `${readable} documents that the server may not have can still be read: save them to a file.`;
  const gone = `${lost} that had not been sent cannot be read any more: look for the receipts on paper.`;
  return [readable > 0 ? saved : '', lost > 0 ? gone : ''].filter(Boolean).join(' ');
}
