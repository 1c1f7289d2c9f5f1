import { Link } from '@tanstack/react-router';
import {
  ArrowUpDown,
  Boxes,
  ChartNoAxesColumn,
  ReceiptText,
  Settings,
  ShoppingBasket,
  Tags,
} from 'lucide-react';
import { isManager } from '#commands/till.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { useShop } from '#ui/shop-context.tsx';

const places = [
  { to: '/sell', word: 'Sell', icon: ShoppingBasket },
  { to: '/sales', word: 'Sales', icon: ReceiptText },
  { to: '/stock', word: 'Stock', icon: Boxes },
  { to: '/catalog', word: 'Catalog', icon: Tags },
  { to: '/reports', word: 'Reports', icon: ChartNoAxesColumn, isOfManagers: true },
  { to: '/queue', word: 'Sync', icon: ArrowUpDown },
  { to: '/settings', word: 'Settings', icon: Settings },
] as const;

/** A bar under the thumb on a phone, a rail at the side elsewhere. */
export function Navigation() {
  const { till } = useShop();
  // Who stands at the till changes with the lock.
  useLock();
  const seen = places.filter((place) => !('isOfManagers' in place) || isManager(till));
  return (
    <nav
      aria-label="Main"
      className="bg-surface border-line order-last shrink-0 border-t pb-[env(safe-area-inset-bottom)] md:order-first md:w-20 md:border-e md:border-t-0 md:py-2 print:hidden"
    >
      {/* With large letters the words need more than one row; none is cut or left out. */}
      <ul className="flex flex-wrap md:flex-col md:gap-1 md:px-2">
        {seen.map(({ to, word, icon: Icon }) => (
          <li key={to} className="min-w-max flex-1 md:min-w-0 md:flex-none">
            <Link
              to={to}
              className="text-soft hover:bg-hover data-[status=active]:text-brand-ink data-[status=active]:md:bg-brand-tint flex min-h-14 flex-col items-center justify-center gap-1 rounded-md px-1 text-xs font-semibold transition-colors md:min-h-16"
            >
              <Icon aria-hidden size={23} strokeWidth={2} />
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
