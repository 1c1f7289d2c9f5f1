import { Suspense, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, ChartNoAxesColumn, Compass } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { reportPages } from './report-pages.ts';

const route = getRouteApi('/reports/$report');

/** The page of one report. */
export function ReportScreen() {
  const { report } = route.useParams();
  const page = Object.hasOwn(reportPages, report) ? reportPages[report] : undefined;
  return (
    <ManagersScreen title={page?.title ?? 'Reports'} actions={<AllReports />}>
      {page ? (
        <Suspense>
          <page.Page key={report} />
        </Suspense>
      ) : (
        <EmptyState icon={Compass} title="There is no such report">
          Choose one of the list of all reports.
        </EmptyState>
      )}
    </ManagersScreen>
  );
}

interface ManagersScreenProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What is for managers, and for others the way to it. */
export function ManagersScreen({ title, actions, children }: ManagersScreenProps) {
  useLock();
  useScanToSell();
  if (isManager(useShop().till)) return <Screen {...{ title, actions }}>{children}</Screen>;
  return (
    <Screen title={title}>
      <EmptyState icon={ChartNoAxesColumn} title="Reports are for managers">
        Ask one to sign in here, or to change your role under Settings, People.
      </EmptyState>
    </Screen>
  );
}

export function AllReports() {
  return (
    <Link
      to="/reports"
      className="border-line bg-surface hover:bg-hover flex min-h-touch items-center gap-2 rounded-lg border px-4 font-semibold"
    >
      <ArrowLeft aria-hidden size={18} />
      All reports
    </Link>
  );
}
