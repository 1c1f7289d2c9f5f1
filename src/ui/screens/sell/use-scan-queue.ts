import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useScanner } from '#ui/hooks/use-scanner.ts';

type Act = () => Promise<unknown> | void;

export interface ScanQueue {
  /** A code that was scanned elsewhere. */
  readonly hear: (code: string) => void;
  /** Runs once everything that was scanned before is in the sale. */
  readonly afterScans: (act: () => void) => void;
}

/**
 * Scans come faster than they are looked up and questions are answered. Each
 * act waits for the one before it, and all of them while a dialog is open: none
 * is dropped, none is mixed up, and a payment counts what was scanned before it.
 *
 *   scan, scan, F9, scan ─► line, line, payment opens, refused
 */
export function useScanQueue(isHeld: boolean, onScan: (code: string) => Promise<unknown>): ScanQueue {
  const waiting = useRef<Act[]>([]);
  const isRunning = useRef(false);
  const latest = useRef({ isHeld, onScan });
  useLayoutEffect(() => {
    latest.current = { isHeld, onScan };
  });
  const run = useCallback(async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    while (!latest.current.isHeld) {
      const act = waiting.current.shift();
      if (act === undefined) break;
      await act();
      // A question that this act raised is drawn before the next one is looked at.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    isRunning.current = false;
  }, []);
  const afterScans = useCallback(
    (act: Act) => {
      waiting.current.push(act);
      void run();
    },
    [run],
  );
  const hear = useCallback((code: string) => afterScans(() => latest.current.onScan(code)), [afterScans]);
  useEffect(() => {
    if (!isHeld) void run();
  }, [isHeld, run]);
  useScanner(hear);
  return { hear, afterScans };
}
