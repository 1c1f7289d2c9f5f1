import { RefreshCw, TriangleAlert } from 'lucide-react';
import type { OpenResult } from '#ui/app-services.ts';
import { useHoldScans } from '#ui/hooks/use-scanner.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { DamagedTill } from '#ui/screens/sign-in/damaged-till.tsx';
import { openFailure } from './open-failure.ts';

interface OpeningProps {
  readonly failure: OpenResult | null;
  readonly onRetry: () => void;
  readonly onBack: () => void;
}

/** A few hundred milliseconds as a rule: the words come only to those who wait. */
export function StillOpening() {
  useHoldScans();
  return (
    <main aria-busy className="text-soft late-in grid flex-1 place-items-center text-lg">
      <p>Opening the till…</p>
    </main>
  );
}

export function Opening({ failure, onRetry, onBack }: OpeningProps) {
  if (!failure || failure.kind === 'open') return <StillOpening />;
  if (failure.kind === 'damaged') return <DamagedTill found={failure} onDone={onRetry} />;
  return (
    <main className="mx-auto flex w-full max-w-xl flex-1 flex-col justify-center gap-4 p-6">
      <h1 className="text-2xl">Flux could not open this location</h1>
      <Notice tone="bad" icon={TriangleAlert} role="alert" title={openFailure(failure)}>
        What was sold on this device before is still stored on it.
      </Notice>
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" icon={RefreshCw} onClick={onRetry}>
          Try again
        </Button>
        <Button onClick={onBack}>Choose another location</Button>
      </div>
    </main>
  );
}
