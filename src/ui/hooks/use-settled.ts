import { useEffect, useState } from 'react';

/** The value once it has not changed for so long; an empty text at once. */
export function useSettled(text: string, quietMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), quietMs);
    return () => clearTimeout(timer);
  }, [text, quietMs]);
  return text === '' ? '' : settled;
}
