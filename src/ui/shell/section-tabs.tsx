import { Link } from '@tanstack/react-router';
import {
  ArrowUpDown,
  ArrowRightLeft,
  Banknote,
  Boxes,
  CalendarClock,
  ClipboardList,
  HandCoins,
  PackagePlus,
  PiggyBank,
  ReceiptText,
  type LucideIcon,
} from 'lucide-react';
import type { router } from '#ui/router.tsx';
import { TabRow, tabLook } from '#ui/parts/tab-row.tsx';

type Place = keyof (typeof router)['routesByPath'];

interface Section {
  readonly label: string;
  readonly tabs: readonly { readonly to: Place; readonly word: string; readonly icon: LucideIcon }[];
}

/** What a place of the main navigation is made of, by the name of that place. A new screen takes a line here. */
const sections = {
  sales: {
    label: 'Sales',
    tabs: [
      { to: '/sales', word: 'Receipts', icon: ReceiptText },
      { to: '/sales/customers', word: 'Customers', icon: HandCoins },
      { to: '/sales/payments', word: 'Payments', icon: Banknote },
      { to: '/sales/shift', word: 'Shift', icon: PiggyBank },
    ],
  },
  stock: {
    label: 'Stock',
    tabs: [
      { to: '/stock', word: 'On hand', icon: Boxes },
      { to: '/stock/receive', word: 'Goods received', icon: PackagePlus },
      { to: '/stock/adjustments', word: 'Adjustments', icon: ArrowUpDown },
      { to: '/stock/counts', word: 'Counts', icon: ClipboardList },
      { to: '/stock/watch', word: 'Expiring and low', icon: CalendarClock },
      { to: '/stock/transfers', word: 'Transfers', icon: ArrowRightLeft },
    ],
  },
} as const satisfies Record<string, Section>;

export type SectionName = keyof typeof sections;

export function SectionTabs({ of }: { readonly of: SectionName }) {
  const { label, tabs }: Section = sections[of];
  if (tabs.length < 2) return null;
  return (
    <TabRow label={label}>
      {tabs.map(({ to, word, icon: Icon }) => (
        <li key={to}>
          <Link to={to} activeOptions={{ exact: true }} className={tabLook}>
            <Icon aria-hidden size={18} strokeWidth={2} className="shrink-0" />
            {word}
          </Link>
        </li>
      ))}
    </TabRow>
  );
}
