/** Every report: its address, its place on the list, its page. A new one takes a line here. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import {
  Boxes,
  CalendarClock,
  Flag,
  Gauge,
  HandCoins,
  History,
  Mail,
  PackagePlus,
  Percent,
  ReceiptText,
  Store,
  Undo2,
  Wallet,
  type LucideIcon,
} from 'lucide-react';

export interface ReportPage {
  readonly title: string;
  /** The question that it answers. */
  readonly says: string;
  readonly icon: LucideIcon;
  readonly group: ReportGroup;
  readonly Page: LazyExoticComponent<ComponentType>;
}

export const reportGroups = ['Sales', 'Stock', 'Money and people'] as const;
export type ReportGroup = (typeof reportGroups)[number];

/** By the last part of its address, in the order of the list. */
export const reportPages: Readonly<Record<string, ReportPage>> = {
  sales: {
    title: 'Sales',
    says: 'By day, hour, weekday, item, category, cashier, tax rate and payment, with margin',
    icon: ReceiptText,
    group: 'Sales',
    Page: lazy(async () => ({ default: (await import('./sales/sales-report.tsx')).SalesReport })),
  },
  locations: {
    title: 'Sales by location',
    says: 'All locations that you manage, side by side; needs internet',
    icon: Store,
    group: 'Sales',
    Page: lazy(async () => ({ default: (await import('./sales/locations-report.tsx')).LocationsReport })),
  },
  'stock-value': {
    title: 'What the stock is worth',
    says: 'By item, category and batch, now or at the end of a day',
    icon: Boxes,
    group: 'Stock',
    Page: lazy(async () => ({ default: (await import('./stock/value-report.tsx')).ValueReport })),
  },
  'item-history': {
    title: 'History of an item',
    says: 'Every move of its stock, with what was there after it',
    icon: History,
    group: 'Stock',
    Page: lazy(async () => ({
      default: (await import('./stock/item-history-report.tsx')).ItemHistoryReport,
    })),
  },
  'stock-pace': {
    title: 'Fast and dead stock',
    says: 'What sells and for how long it lasts; what does not, and the money in it',
    icon: Gauge,
    group: 'Stock',
    Page: lazy(async () => ({ default: (await import('./stock/pace-report.tsx')).PaceReport })),
  },
  reorder: {
    title: 'What to order',
    says: 'By rate of sale and reorder level, with supplier and cost, as a file',
    icon: PackagePlus,
    group: 'Stock',
    Page: lazy(async () => ({ default: (await import('./stock/reorder-report.tsx')).ReorderReport })),
  },
  expiring: {
    title: 'What expires',
    says: 'Batches by their last day, and what will be left of them unsold',
    icon: CalendarClock,
    group: 'Stock',
    Page: lazy(async () => ({ default: (await import('./stock/expiring-report.tsx')).ExpiringReport })),
  },
  discounts: {
    title: 'Discounts and changed prices',
    says: 'What was taken off, by cashier, reason, item and who allowed it',
    icon: Percent,
    group: 'Sales',
    Page: lazy(async () => ({ default: (await import('./money/discounts-report.tsx')).DiscountsReport })),
  },
  returns: {
    title: 'Returns',
    says: 'What came back, why, and how it was paid back',
    icon: Undo2,
    group: 'Sales',
    Page: lazy(async () => ({ default: (await import('./money/returns-report.tsx')).ReturnsReport })),
  },
  owed: {
    title: 'What customers owe',
    says: 'By the age of the sales that are not paid, with limits and what is overdue',
    icon: HandCoins,
    group: 'Money and people',
    Page: lazy(async () => ({ default: (await import('./money/ageing-report.tsx')).AgeingReport })),
  },
  statement: {
    title: 'Statement of a customer',
    says: 'Sales on account and payments with the balance, as a letter',
    icon: Mail,
    group: 'Money and people',
    Page: lazy(async () => ({ default: (await import('./money/statement-report.tsx')).StatementReport })),
  },
  purchases: {
    title: 'Purchases',
    says: 'What was received, by supplier, item and month, and how costs change',
    icon: PackagePlus,
    group: 'Money and people',
    Page: lazy(async () => ({ default: (await import('./money/purchases-report.tsx')).PurchasesReport })),
  },
  shifts: {
    title: 'Shifts',
    says: 'What was in the drawers and what should have been, by shift and person',
    icon: Wallet,
    group: 'Money and people',
    Page: lazy(async () => ({ default: (await import('./money/shifts-report.tsx')).ShiftsReport })),
  },
  flagged: {
    title: 'Flagged documents',
    says: 'What stands and should be looked at: prices, limits, clocks, stock, approvals',
    icon: Flag,
    group: 'Money and people',
    Page: lazy(async () => ({ default: (await import('./money/flagged-report.tsx')).FlaggedReport })),
  },
};
