import { Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useKeyMap } from '#ui/hooks/use-preference.ts';
import { keyOf } from '#ui/keys/key-map.ts';
import { IconButton } from '#ui/parts/icon-button.tsx';

const PaletteDialog = lazy(async () => ({ default: (await import('./palette-dialog.tsx')).PaletteDialog }));

/** A dialog has the keys while it is open; nothing is found over it. (By its own mark: a toast has that role too.) */
function isInDialog(): boolean {
  return document.querySelector('[data-sheet]') !== null;
}

/** In the header: every screen and every act of this one, by its name. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  const [map] = useKeyMap();
  useHotkeys({ 'Ctrl+K': () => setOpen((now) => now || !isInDialog()) });
  return (
    <>
      <IconButton
        icon={Search}
        label={`Find a screen or an act (${keyOf(map, 'Ctrl+K')})`}
        onClick={() => setOpen(true)}
      />
      {isOpen ? (
        <Suspense>
          <PaletteDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
