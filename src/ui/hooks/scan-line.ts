/**
 * Scans on their way to whoever takes them, in the order in which they came.
 * None is lost because a screen, its code or its data are still on their way:
 *
 *   heard ─► is a screen opening? ─ yes ─► waits until it is there
 *              │ no
 *              ▼
 *            the first taker that wants it ─┬─ 'later' ─► waits until that changes
 *              │ none                       └─ takes it; the next one once it is done
 *              ▼
 *            what was typed
 */
export interface Taker {
  readonly wants: () => boolean | 'later';
  readonly onScan: (code: string) => unknown;
}

export interface ScanLine {
  /** False: nobody has a use for a scan now, it is what was typed. */
  readonly isWanted: () => boolean;
  readonly hear: (code: string) => void;
  /** Until the answer is called. `isFirst`: asked before all that were there, as a dialog is before its screen. */
  readonly take: (taker: Taker, isFirst?: boolean) => () => void;
  readonly holdWhile: (isOpening: () => boolean) => () => void;
  /** Something changed: what waits may be wanted, once all that changes with it has. */
  readonly goOn: () => void;
}

/** `onUnwanted` hears of what waited for a screen that has no use for it. */
export function scanLine(onUnwanted: (code: string) => void): ScanLine {
  const takers: (Taker & { readonly gone: Promise<void> })[] = [];
  const holds = new Set<() => boolean>();
  const waiting: string[] = [];
  let isRunning = false;
  const isHeld = () => [...holds].some((isOpening) => isOpening());
  const wanting = () => takers.find((taker) => taker.wants() !== false);

  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      while (waiting.length > 0 && !isHeld()) {
        const taker = wanting();
        if (taker?.wants() === 'later') return;
        const code = waiting.shift() ?? '';
        if (!taker) onUnwanted(code);
        // A taker that leaves is waited for no longer.
        else await Promise.race([taker.onScan(code), taker.gone]);
        // What it asks is drawn before the next one is looked at.
        if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, 0));
      }
    } finally {
      isRunning = false;
    }
  };
  const goOn = () => {
    if (!isRunning && waiting.length > 0) setTimeout(() => void run(), 0);
  };
  return {
    isWanted: () => isRunning || waiting.length > 0 || isHeld() || wanting() !== undefined,
    hear(code) {
      waiting.push(code);
      void run();
    },
    take(taker, isFirst = false) {
      let leave: () => void = () => undefined;
      const one = { ...taker, gone: new Promise<void>((resolve) => (leave = resolve)) };
      takers.splice(isFirst ? 0 : takers.length, 0, one);
      goOn();
      return () => {
        takers.splice(takers.indexOf(one), 1);
        leave();
      };
    },
    holdWhile(isOpening) {
      holds.add(isOpening);
      return () => {
        holds.delete(isOpening);
      };
    },
    goOn,
  };
}
