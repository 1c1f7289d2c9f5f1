import { useEffect, useRef } from 'react';
import { hearKey, noBurst, separator } from './scan-burst.ts';

/** Takes the scanned letters out of the text field they were typed into; a separator is none. */
function takeBack(code: string): void {
  const scanned = code.replaceAll(separator, '');
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement)) return;
  let length = Math.min(scanned.length, field.value.length);
  while (length > 0 && !field.value.endsWith(scanned.slice(-length))) length -= 1;
  if (length === 0) return;
  // Not `field.value = …`: React would take that for its own doing and keep the old text.
  field.setRangeText('', field.value.length - length, field.value.length, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const always = () => true;

/** Calls `onScan` for every scan while mounted, wherever the focus is; what is not wanted stays what was typed. */
export function useScanner(onScan: (code: string) => void, isWanted: () => boolean = always): void {
  const handler = useRef({ onScan, isWanted });
  useEffect(() => {
    handler.current = { onScan, isWanted };
  });
  useEffect(() => {
    let burst = noBurst;
    const onKey = (event: KeyboardEvent) => {
      const isSeparator = event.ctrlKey && event.key === ']';
      if (isSeparator) event.preventDefault();
      else if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const heard = hearKey(burst, isSeparator ? separator : event.key, event.timeStamp);
      burst = heard.burst;
      if (heard.scanned === null || !handler.current.isWanted()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      takeBack(heard.scanned);
      handler.current.onScan(heard.scanned);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
