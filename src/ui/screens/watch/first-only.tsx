import { mostWatched } from '#queries/stock-to-watch.ts';

/** A list that is cut off says so. */
export function FirstOnly({ count }: { readonly count: number }) {
  if (count < mostWatched) return null;
  return (
    <p className="text-soft text-center">The first {mostWatched}. What comes after shows as these go.</p>
  );
}
