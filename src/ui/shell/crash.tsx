import { DatabaseZap, RefreshCw, ShieldCheck } from 'lucide-react';
import type { FallbackProps } from 'react-error-boundary';
import { isDamaged } from '#domain/is-damaged.ts';
import { Button } from '#ui/parts/button.tsx';

/** A bug of ours: the data is on disk, only the picture of it broke. Or the disk itself is not as it was left. */
export function Crash({ error, resetErrorBoundary }: FallbackProps) {
  const message = error instanceof Error ? error.message : String(error);
  const isDisk = isDamaged(error);
  const Icon = isDisk ? DatabaseZap : ShieldCheck;
  return (
    <main>
      <div role="alert" className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-5 p-6">
        <Icon aria-hidden size={44} className={isDisk ? 'text-danger-ink' : 'text-brand'} />
        <h1 className="text-3xl">
          {isDisk
            ? 'The storage of this device could not be read.'
            : 'Something went wrong on this screen. Your data is safe.'}
        </h1>
        <p className="text-soft text-lg">
          {isDisk
            ? 'What has reached the server is safe there. Reload now: Flux checks the whole file before anything is sold, and keeps every document that it can still read.'
            : 'Every posted sale and the open cart are stored on this device, and were before this happened. Reload to go on. If it comes back, tell support what you did and send them the line below.'}
        </p>
        <pre className="bg-sunken rounded-md p-4 font-mono text-sm whitespace-pre-wrap">{message}</pre>
        <div className="flex flex-wrap gap-3">
          <Button tone="primary" size="lg" icon={RefreshCw} onClick={() => location.reload()}>
            Reload
          </Button>
          {isDisk ? null : (
            <Button size="lg" onClick={resetErrorBoundary}>
              Try this screen again
            </Button>
          )}
        </div>
      </div>
    </main>
  );
}
