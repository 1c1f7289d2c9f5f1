import { useEffect, useRef } from 'react';

export type Hotkeys = Readonly<Record<string, (() => void) | undefined>>;

/** Keys of a screen ('F9', 'Escape'); those without an act keep what the browser does. Enter belongs to what has the focus, if anything has. */
export function useHotkeys(keys: Hotkeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.key === 'Enter' && event.target !== document.body) return;
      const act = current.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Whether the key was meant for a text field that already holds something. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.value !== '';
  return target instanceof HTMLTextAreaElement;
}
