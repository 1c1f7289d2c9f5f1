import { useKeyMap } from '#ui/hooks/use-preference.ts';
import { keyOf } from '#ui/keys/key-map.ts';

/** The key on this device's keyboard that does the same; hidden where fingers are all there is. */
export function KeyHint({ children }: { readonly children: string }) {
  const [map] = useKeyMap();
  return (
    <kbd
      aria-hidden
      className="hidden rounded-[0.3rem] border border-current/40 px-1.5 py-px text-[0.6875rem] leading-4 font-semibold pointer-fine:inline-block"
    >
      {keyOf(map, children)}
    </kbd>
  );
}
