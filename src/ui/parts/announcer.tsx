import { useSyncExternalStore } from 'react';

let words = '';
let parity = false;
const listeners = new Set<() => void>();

/** Says it to a screen reader: scans, cart changes, results. The same words twice are read twice. */
export function announce(text: string): void {
  parity = !parity;
  words = parity ? text : `${text}\u00a0`;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => words);
  return (
    <div aria-live="polite" aria-atomic className="sr-only">
      {text}
    </div>
  );
}
