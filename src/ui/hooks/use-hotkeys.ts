import { useLayoutEffect, useRef } from 'react';
import { meantBy } from '#ui/keys/key-map.ts';
import { keyMapNow } from './use-preference.ts';

export type Hotkeys = Readonly<Record<string, (() => void) | undefined>>;

/** Keys of a screen ('F9', 'Escape', 'Ctrl+Z'), by what they are from the start (`key-map.ts`); those without an act keep what the browser does. Enter belongs to what has the focus, if anything has. */
export function useHotkeys(keys: Hotkeys): void {
  const current = useRef(keys);
  // As it comes up, not after it is painted: who sees a key's button has a key that works.
  useLayoutEffect(() => {
    current.current = keys;
  });
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      if (event.key === 'Enter' && event.target !== document.body) return;
      const meant = meantBy(keyMapNow(), keyNameOf(event));
      const act = meant === null ? undefined : current.current[meant];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** 'F9', 'Ctrl+Z', 'Alt+Shift+P': the command key of a Mac is its Ctrl. */
export function keyNameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string {
  const hasCtrl = ctrlKey || metaKey;
  if (!hasCtrl && !altKey) return key;
  const parts = [hasCtrl ? 'Ctrl' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : ''];
  return [...parts.filter(Boolean), key.length === 1 ? key.toUpperCase() : key].join('+');
}

/** Whether the key was meant for a text field that already holds something. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.value !== '';
  return target instanceof HTMLTextAreaElement;
}
