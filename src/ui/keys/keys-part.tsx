import { useEffect, useState } from 'react';
import { keyNameOf } from '#ui/hooks/use-hotkeys.ts';
import { useKeyMap } from '#ui/hooks/use-preference.ts';
import { Button } from '#ui/parts/button.tsx';
import { keyFault, keyOf, shortcuts, withKey, type KeyFault, type Shortcut } from './key-map.ts';

interface Asked {
  readonly shortcut: Shortcut;
  readonly problem: string | null;
}

/** The keys of this device; a press is what changes one. */
export function KeysPart() {
  const [map, setMap] = useKeyMap();
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    if (!asked) return undefined;
    const { shortcut } = asked;
    const onKey = (event: KeyboardEvent) => {
      if (['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape') return setAsked(null);
      const wanted = keyNameOf(event);
      const fault = keyFault(map, shortcut.key, wanted);
      if (fault) return setAsked({ shortcut, problem: faultText(fault, wanted) });
      setMap(withKey(map, shortcut.key, wanted));
      setAsked(null);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [asked, map, setMap]);
  return (
    <>
      <p className="text-soft text-sm">
        Of this device, on every screen. Press the key, then the new one; Esc leaves it as it is.
      </p>
      <ul className="divide-line divide-y">
        {shortcuts.map((shortcut) => {
          const isAsked = asked?.shortcut.key === shortcut.key;
          const own = keyOf(map, shortcut.key);
          return (
            <li key={shortcut.key} className="py-1.5">
              <span className="flex items-center gap-3">
                <span className="min-w-0 flex-1">{shortcut.word}</span>
                <Button
                  aria-label={
                    isAsked
                      ? `Press a key… key of: ${shortcut.word}`
                      : `${own}, key of: ${shortcut.word}. Change it`
                  }
                  aria-pressed={isAsked}
                  className="min-w-24!"
                  onClick={() => setAsked(isAsked ? null : { shortcut, problem: null })}
                  onBlur={() => setAsked(null)}
                >
                  {isAsked ? 'Press a key…' : own}
                </Button>
              </span>
              {isAsked && asked.problem ? (
                <p role="alert" className="text-danger-ink pt-1 text-sm">
                  {asked.problem}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      {Object.keys(map).length > 0 ? (
        <Button className="self-start" onClick={() => setMap({})}>
          All keys as they were at first
        </Button>
      ) : null}
    </>
  );
}

function faultText(fault: KeyFault, wanted: string): string {
  switch (fault.kind) {
    case 'taken':
      return `${wanted} is the key of “${fault.by.word}”. Give that another key first, or press another one.`;
    case 'browser':
      return `${wanted} is kept by browsers. F1 to F10 but F5, or Alt with a letter, can be used.`;
    case 'typed':
      return 'That key is needed for typing, scanning or choosing. Press F1 to F10, or Alt with a letter.';
  }
}
