import { useState } from 'react';
import type { Done } from '#commands/ask-server.ts';
import type { Refusal, Refused } from '#domain/refusal.ts';

export interface Doing {
  readonly isBusy: boolean;
  /** Why the last one was not done. */
  readonly refusal: Refusal | null;
  /** Null where it was not done, or another is under way. */
  run<T>(act: () => Promise<Done<T> | Refused>): Promise<Done<T> | null>;
}

/** One act at the server at a time. */
export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    isBusy,
    refusal,
    async run(act) {
      if (isBusy) return null;
      setBusy(true);
      setRefusal(null);
      const done = await act();
      setBusy(false);
      if (done.kind === 'done') return done;
      setRefusal(done.refusal);
      return null;
    },
  };
}
