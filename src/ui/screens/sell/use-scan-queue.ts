import { useCallback, useEffect, useRef } from 'react';
import { useScanner } from '#ui/hooks/use-scanner.ts';

/**
 * Scans come faster than questions are answered. Each waits for the one before
 * it, and all of them while a dialog is open: none is dropped, none is mixed up.
 */
export function useScanQueue(isHeld: boolean, onScan: (code: string) => Promise<unknown>): void {
  const waiting = useRef<string[]>([]);
  const isRunning = useRef(false);
  const latest = useRef({ isHeld, onScan });
  useEffect(() => {
    latest.current = { isHeld, onScan };
  });
  const run = useCallback(async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    while (!latest.current.isHeld) {
      const code = waiting.current.shift();
      if (code === undefined) break;
      await latest.current.onScan(code);
      // A question that this scan raised is drawn before the next one is looked at.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    isRunning.current = false;
  }, []);
  useEffect(() => {
    if (!isHeld) void run();
  }, [isHeld, run]);
  useScanner((code) => {
    waiting.current.push(code);
    void run();
  });
}
