import { useState } from 'react';
import { isManager } from '#commands/till.ts';
import type { ReplacedTill } from '#ui/app-services.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { useShop } from '#ui/shop-context.tsx';

/**
 * A till whose numbers may be missing, for the manager who stands here and has
 * not confirmed it; a cashier can do nothing about it and is not held up.
 */
export function useReplacedTill(): { readonly till: ReplacedTill; readonly confirm: () => void } | null {
  const { till, replaced } = useShop();
  const { isLocked } = useLock();
  const [tills, setTills] = useState(replaced.unconfirmed);
  const [first] = tills;
  if (!first || isLocked || !isManager(till)) return null;
  const confirm = () => void replaced.confirm(first.code).then(() => setTills(replaced.unconfirmed()));
  return { till: first, confirm };
}
