import { useCallback, useEffect, useRef } from 'react';

type Run = () => void;

/**
 * Runs something at once, or, while a finger or a button of the mouse is down,
 * when it is let go and its click has come: what would move a button on screen
 * does not move it away from under the finger.
 */
export function useAfterPress(): (run: Run) => void {
  const isDown = useRef(false);
  const waiting = useRef<Run[]>([]);
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      // The list of a select opens at once, and the browser tells of no release.
      isDown.current = !(target instanceof HTMLSelectElement);
    };
    const release = () => {
      // The click comes after this event, and before the next task.
      setTimeout(() => {
        isDown.current = false;
        for (const run of waiting.current.splice(0)) run();
      });
    };
    const events = [
      ['pointerdown', press],
      ['pointerup', release],
      ['pointercancel', release],
    ] as const;
    for (const [name, listener] of events) addEventListener(name, listener, { capture: true });
    return () => {
      for (const [name, listener] of events) removeEventListener(name, listener, { capture: true });
    };
  }, []);
  return useCallback((run) => {
    if (isDown.current) waiting.current.push(run);
    else run();
  }, []);
}
