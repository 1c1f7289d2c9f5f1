/** Every report: its address, its place on the list, its page. A new one takes a line here. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { ReceiptText, Store, type LucideIcon } from 'lucide-react';

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
};
