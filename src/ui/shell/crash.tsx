import { RefreshCw, ShieldCheck } from 'lucide-react';
import type { FallbackProps } from 'react-error-boundary';
import { Button } from '#ui/parts/button.tsx';

/** A bug of ours: the data is on disk, only the picture of it broke. */
export function Crash({ error, resetErrorBoundary }: FallbackProps) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <main role="alert" className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-5 p-6">
      <ShieldCheck aria-hidden size={44} className="text-brand" />
      <h1 className="text-3xl">Something went wrong on this screen. Your data is safe.</h1>
      <p className="text-soft text-lg">
        Every posted sale and the open cart are stored on this device, and were before this happened. Reload
        to go on. If it comes back, tell support what you did and send them the line below.
      </p>
      <pre className="bg-sunken rounded-md p-4 font-mono text-sm whitespace-pre-wrap">{message}</pre>
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" size="lg" icon={RefreshCw} onClick={() => location.reload()}>
          Reload
        </Button>
        <Button size="lg" onClick={resetErrorBoundary}>
          Try this screen again
        </Button>
      </div>
    </main>
  );
}
