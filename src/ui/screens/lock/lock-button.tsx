import { LockKeyhole } from 'lucide-react';
import { useAutoLock } from '#ui/hooks/use-auto-lock.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { useKeyMap } from '#ui/hooks/use-preference.ts';
import { keyOf } from '#ui/keys/key-map.ts';
import { IconButton } from '#ui/parts/icon-button.tsx';

/** In the header, once somebody has a PIN here: by a tap, by F8, by itself. */
export function LockButton() {
  const { lock, people } = useLock();
  const isUsed = people.length > 0;
  useAutoLock();
  useHotkeys({ F8: isUsed ? () => lock.lockAllTabs() : undefined });
  const [map] = useKeyMap();
  if (!isUsed) return null;
  return (
    <IconButton icon={LockKeyhole} label={`Lock (${keyOf(map, 'F8')})`} onClick={() => lock.lockAllTabs()} />
  );
}
