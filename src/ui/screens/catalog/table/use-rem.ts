import { useElementWidth } from '#ui/hooks/use-element-width.ts';

/**
 * How many pixels a rem is here, which grows with the text size that a person
 * has set: `probe` goes on an element that is one rem wide.
 */
export function useRem() {
  const [probe, width] = useElementWidth<HTMLSpanElement>();
  return [probe, width || 16] as const;
}
