import { members } from '#queries/members.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { useShop } from '#ui/shop-context.tsx';
import type { Choosable } from './person-choice.tsx';

/** Who has a PIN on this device and works here, in the role of now. */
export function usePeopleHere(): readonly Choosable[] {
  const { till } = useShop();
  const { people } = useLock();
  const { rows } = useLive(members(till.db.read));
  // Before the device has answered, and where the location was taken away: whoever was enrolled.
  if (rows.length === 0) return people;
  return rows.filter(({ user_id }) => people.some((one) => one.user_id === user_id));
}
