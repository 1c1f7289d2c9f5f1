import { RefreshCw } from 'lucide-react';
import { Button } from '#ui/parts/button.tsx';
import { useAppUpdate } from '#ui/update-context.tsx';

/** A new version waits until somebody takes it; it never reloads by itself, least of all during a sale. */
export function UpdatePrompt({ hasOpenCart }: { readonly hasOpenCart: boolean }) {
  const update = useAppUpdate();
  if (!update?.isWaiting) return null;
  return (
    <section
      aria-label="New version"
      className="bg-amber-tint text-amber-ink flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 print:hidden"
    >
      <RefreshCw aria-hidden size={19} />
      <p className="min-w-0 flex-1 basis-52" aria-live="polite">
        <span className="font-semibold">New version.</span>{' '}
        {hasOpenCart ? 'The open sale is kept: update now, or after it.' : 'It takes a moment.'}
      </p>
      <Button className="text-ink!" onClick={update.take}>
        Update now
      </Button>
      <Button tone="quiet" className="text-amber-ink!" onClick={update.putOff}>
        Later
      </Button>
    </section>
  );
}
