import { Lock } from 'lucide-react';
import { mayEditMasters } from '#commands/save-masters.ts';
import type { MasterTable } from '#schema/masters.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';

export function useMayEdit(table: MasterTable): boolean {
  return mayEditMasters(useShop().till, table);
}

/** Why one may only look, and what to do: the server goes by whose session it is. */
export function OnlyLooking({ table }: { readonly table: MasterTable }) {
  const { till } = useShop();
  const who = table === 'locations' || table === 'location_settings' ? 'admin' : 'manager';
  const isStanding = mayEditMasters({ user: till.cashier, cashier: till.cashier }, table);
  return (
    <Notice
      tone="neutral"
      icon={Lock}
      title={`Only ${who === 'admin' ? 'an admin' : 'a manager'} can change this`}
    >
      {isStanding
        ? `${till.user.name} is signed in on this till. Sign out under Settings and sign in yourself; then it can be changed.`
        : `You can look at everything. To change it, ${who === 'admin' ? 'an admin' : 'a manager'} signs in on this till.`}
    </Notice>
  );
}
