import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { reportSearch } from '#ui/screens/reports/report-search.ts';
import { at } from './root-route.tsx';

/** Each report is a line of `report-pages.ts`. */
export const reportRoutes = [
  createRoute({
    getParentRoute: at,
    path: '/reports',
    component: lazyRouteComponent(() => import('#ui/screens/reports/reports-home.tsx'), 'ReportsHome'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/reports/documents',
    component: lazyRouteComponent(
      () => import('#ui/screens/reports/sales/report-documents.tsx'),
      'ReportDocuments',
    ),
    validateSearch: reportSearch,
  }),
  createRoute({
    getParentRoute: at,
    path: '/reports/sql',
    component: lazyRouteComponent(() => import('#ui/screens/sql/sql-screen.tsx'), 'SqlScreen'),
  }),
  createRoute({
    getParentRoute: at,
    path: '/reports/$report',
    component: lazyRouteComponent(() => import('#ui/screens/reports/report-screen.tsx'), 'ReportScreen'),
    validateSearch: reportSearch,
  }),
] as const;
