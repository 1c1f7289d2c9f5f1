import { useHoldScans } from '#ui/hooks/use-scanner.ts';

/** In the place of a screen whose data is on its way: what is scanned meanwhile waits for it. */
export function ScreenOpening({ title }: { readonly title: string }) {
  useHoldScans();
  return <main aria-busy aria-label={title} className="flex-1" />;
}
