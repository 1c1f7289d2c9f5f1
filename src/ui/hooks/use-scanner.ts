/** Screens take scans wherever the focus is; the whole app has one ear for them, whatever screen comes or goes. */
import { useRouter } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { beep } from '#ui/sound.ts';
import { hearKey, isFast, noBurst, separator } from './scan-burst.ts';
import { scanLine, type Taker } from './scan-line.ts';
import { heldText, takeBack, type HeldText } from './scanned-field.ts';

const line = scanLine(() => beep('error'));

const always = () => true;

/** Calls `onScan` for every scan while mounted; what is not wanted stays what was typed, what is wanted later waits. */
export function useScanner(onScan: Taker['onScan'], wants: Taker['wants'] = always): void {
  useTaker(onScan, wants, false);
}

/** As `useScanner`, asked before the screen behind it. */
export function useDialogScanner(onScan: Taker['onScan']): void {
  useTaker(onScan, always, true);
}

function useTaker(onScan: Taker['onScan'], wants: Taker['wants'], isFirst: boolean): void {
  const current = useRef<Taker>({ onScan, wants });
  useLayoutEffect(() => {
    current.current = { onScan, wants };
    line.goOn();
  });
  useLayoutEffect(() => {
    const taker: Taker = {
      wants: () => current.current.wants(),
      onScan: (code) => current.current.onScan(code),
    };
    return line.take(taker, isFirst);
  }, [isFirst]);
}

/** While it is mounted, a question has no use for scans, nor has the screen behind it. */
export function useRefuseScans(): void {
  useLayoutEffect(() => line.take({ wants: always, onScan: () => beep('error') }, true), []);
}

/** While it is mounted, a screen is opening: scans wait for it. */
export function useHoldScans(): void {
  useLayoutEffect(() => {
    const letGo = line.holdWhile(always);
    return () => {
      letGo();
      line.goOn();
    };
  }, []);
}

/** Once, around all screens. */
export function useScannerEar(): void {
  const router = useRouter();
  useLayoutEffect(() => {
    // The old screen stays while the code of the next one loads: what is scanned is meant for the next.
    const letGo = line.holdWhile(() => router.state.isLoading);
    const unsubscribe = router.subscribe('onResolved', line.goOn);
    window.addEventListener('keydown', hear, { capture: true });
    return () => {
      window.removeEventListener('keydown', hear, { capture: true });
      unsubscribe();
      letGo();
    };
  }, [router]);
}

/** Whether the key that is being pressed follows others as fast as only a scanner types. */
export function isScanning(): boolean {
  return burst.gaps.length > 0 && isFast(burst);
}

let burst = noBurst;
let held: HeldText | null = null;

function hear(event: KeyboardEvent): void {
  const isSeparator = event.ctrlKey && event.key === ']';
  if (isSeparator) event.preventDefault();
  else if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const heard = hearKey(burst, isSeparator ? separator : event.key, event.timeStamp);
  if (heard.burst !== burst && heard.burst.text.length === 1) held = heldText();
  burst = heard.burst;
  if (heard.scanned === null || !line.isWanted()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  takeBack(heard.scanned, held);
  line.hear(heard.scanned);
}
