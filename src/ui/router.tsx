import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { catalogSearch } from '#ui/screens/catalog/catalog-search.ts';
import { recordSearch } from '#ui/record-search.ts';
import { sheetSearch } from '#ui/screens/count/sheet-search.ts';
import { importSearch } from '#ui/screens/import/import-search.ts';
import { Receipt } from '#ui/screens/receipt/receipt.tsx';
import { RecentSales } from '#ui/screens/sales/recent-sales.tsx';
import { Sell } from '#ui/screens/sell/sell.tsx';
import { SettingsScreen } from '#ui/screens/settings/settings-screen.tsx';
import { Stock } from '#ui/screens/stock/stock.tsx';
import { SyncCentre } from '#ui/screens/sync-centre/sync-centre.tsx';
import { Crash } from '#ui/shell/crash.tsx';
import { reportRoutes } from './report-routes.ts';
import { at, root } from './root-route.tsx';

/** Whom the link of an admin is for: the sign-in screen reads it, whatever the address. */
function inviteOf({ invite }: Record<string, unknown>): { invite?: string } {
  return typeof invite === 'string' ? { invite } : {};
}

/** A document that was posted a moment ago. */
function freshOf({ fresh }: Record<string, unknown>): { fresh?: true } {
  return fresh === true ? { fresh: true } : {};
}

/** A payment of that customer is being written. */
function payOf({ pay }: Record<string, unknown>): { pay?: true } {
  return pay === true ? { pay: true } : {};
}

/** What a till does all day is loaded at once; the rest when it is opened, from the service worker's copy. */
const routes = [
  createRoute({
    getParentRoute: at,
    path: '/',
    validateSearch: inviteOf,
    beforeLoad: ({ search }) => {
      throw redirect({ to: '/sell', search });
    },
  }),
  createRoute({
    getParentRoute: at,
    path: '/sell',
    component: Sell,
    validateSearch: (search): { scan?: string; invite?: string } => ({
      ...(typeof search['scan'] === 'string' || typeof search['scan'] === 'number'
        ? { scan: String(search['scan']) }
        : {}),
      ...inviteOf(search),
    }),
  }),
  createRoute({ getParentRoute: at, path: '/sales', component: RecentSales }),
  createRoute({
    getParentRoute: at,
    path: '/sales/$id',
    component: Receipt,
    validateSearch: freshOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/$id/return',
    component: lazyRouteComponent(() => import('#ui/screens/return/return-screen.tsx'), 'ReturnScreen'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/returns/$id',
    component: lazyRouteComponent(() => import('#ui/screens/return/loose-return.tsx'), 'LooseReturn'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/customers',
    component: lazyRouteComponent(() => import('#ui/screens/owed/customer-list.tsx'), 'CustomerList'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/customers/$id',
    component: lazyRouteComponent(() => import('#ui/screens/owed/customer-screen.tsx'), 'CustomerScreen'),
    validateSearch: payOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/payments',
    component: lazyRouteComponent(() => import('#ui/screens/owed/payment-list.tsx'), 'PaymentList'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/payments/$id',
    component: lazyRouteComponent(() => import('#ui/screens/owed/payment-receipt.tsx'), 'PaymentReceipt'),
    validateSearch: freshOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/shift',
    component: lazyRouteComponent(() => import('#ui/screens/shift/shift-screen.tsx'), 'ShiftScreen'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/sales/shift/$id',
    component: lazyRouteComponent(() => import('#ui/screens/shift/closed-shift.tsx'), 'ClosedShift'),
    validateSearch: freshOf,
  }),
  ...reportRoutes,
  createRoute({ getParentRoute: at, path: '/stock', component: Stock }),
  createRoute({
    getParentRoute: at,
    path: '/stock/receive',
    component: lazyRouteComponent(() => import('#ui/screens/receive/receive-list.tsx'), 'ReceiveList'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/receive/$id',
    component: lazyRouteComponent(() => import('#ui/screens/receive/receive-form.tsx'), 'ReceiveForm'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/received/$id',
    component: lazyRouteComponent(
      () => import('#ui/screens/receive/received-note.tsx'),
      'ReceivedNoteScreen',
    ),
    validateSearch: freshOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/adjustments',
    component: lazyRouteComponent(() => import('#ui/screens/adjust/adjust-list.tsx'), 'AdjustList'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/adjust/$id',
    component: lazyRouteComponent(() => import('#ui/screens/adjust/adjust-form.tsx'), 'AdjustForm'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/adjusted/$id',
    component: lazyRouteComponent(
      () => import('#ui/screens/adjust/posted-adjustment.tsx'),
      'PostedAdjustment',
    ),
    validateSearch: freshOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/counts',
    component: lazyRouteComponent(() => import('#ui/screens/count/count-list.tsx'), 'CountList'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/counts/$code',
    component: lazyRouteComponent(() => import('#ui/screens/count/stocktake-screen.tsx'), 'StocktakeScreen'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/count/$id',
    component: lazyRouteComponent(() => import('#ui/screens/count/count-form.tsx'), 'CountForm'),
    validateSearch: sheetSearch,
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/counted/$id',
    component: lazyRouteComponent(() => import('#ui/screens/count/posted-sheet.tsx'), 'PostedSheet'),
    validateSearch: freshOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/watch',
    component: lazyRouteComponent(() => import('#ui/screens/watch/watch-screen.tsx'), 'WatchScreen'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/transfers',
    component: lazyRouteComponent(() => import('#ui/screens/transfers/transfer-list.tsx'), 'TransferList'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/transfers/send/$id',
    component: lazyRouteComponent(() => import('#ui/screens/transfers/send-transfer.tsx'), 'SendTransfer'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/transfers/receive/$id',
    component: lazyRouteComponent(
      () => import('#ui/screens/transfers/receive-transfer.tsx'),
      'ReceiveTransfer',
    ),
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/transfers/sent/$id',
    component: lazyRouteComponent(
      () => import('#ui/screens/transfers/sent-transfer.tsx'),
      'SentTransferScreen',
    ),
    validateSearch: freshOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/stock/transfers/received/$id',
    component: lazyRouteComponent(
      () => import('#ui/screens/transfers/received-transfer.tsx'),
      'ReceivedTransferScreen',
    ),
    validateSearch: freshOf,
  }),
  createRoute({
    getParentRoute: at,
    path: '/catalog',
    beforeLoad: () => {
      throw redirect({ to: '/catalog/$table', params: { table: 'items' }, search: {} });
    },
  }),
  createRoute({
    getParentRoute: at,
    path: '/catalog/$table',
    component: lazyRouteComponent(() => import('#ui/screens/catalog/catalog.tsx'), 'Catalog'),
    validateSearch: catalogSearch,
  }),
  createRoute({ getParentRoute: at, path: '/queue', component: SyncCentre }),
  createRoute({
    getParentRoute: at,
    path: '/queue/$id',
    component: lazyRouteComponent(() => import('#ui/screens/refused/refused-screen.tsx'), 'RefusedScreen'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/catalog/import',
    component: lazyRouteComponent(() => import('#ui/screens/import/import-screen.tsx'), 'ImportScreen'),
    validateSearch: importSearch,
  }),
  createRoute({
    getParentRoute: at,
    path: '/catalog/conflicts',
    component: lazyRouteComponent(
      () => import('#ui/screens/conflicts/conflicts-screen.tsx'),
      'ConflictsScreen',
    ),
    validateSearch: recordSearch,
  }),
  createRoute({
    getParentRoute: at,
    path: '/catalog/history',
    component: lazyRouteComponent(() => import('#ui/screens/history/history-screen.tsx'), 'HistoryScreen'),
    validateSearch: recordSearch,
  }),
  createRoute({
    getParentRoute: at,
    path: '/catalog/labels',
    component: lazyRouteComponent(() => import('#ui/screens/labels/labels-screen.tsx'), 'LabelsScreen'),
    // Ids of items, with commas between them.
    validateSearch: (search): { ids?: string } =>
      typeof search['ids'] === 'string' ? { ids: search['ids'] } : {},
  }),
  createRoute({ getParentRoute: at, path: '/settings', component: SettingsScreen }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultErrorComponent: ({ error, reset }: ErrorComponentProps) => (
    <Crash error={error} resetErrorBoundary={reset} />
  ),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
