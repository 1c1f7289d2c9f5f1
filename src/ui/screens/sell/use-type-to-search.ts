import { useEffect, type RefObject } from 'react';
import { isTyping } from '#ui/hooks/use-hotkeys.ts';

/** Letters typed anywhere go to the search box, as if it had the focus; `?` in an empty one asks for help. */
export function useTypeToSearch(
  input: RefObject<HTMLInputElement | null>,
  isOff: boolean,
  onHelp: () => void,
): void {
  useEffect(() => {
    if (isOff) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '?' && !isTyping(event.target)) {
        event.preventDefault();
        return onHelp();
      }
      const isLetter = event.key.length === 1 && event.key !== ' ';
      if (isLetter && !(event.target instanceof HTMLInputElement)) input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [input, isOff, onHelp]);
}
