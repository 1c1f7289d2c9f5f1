import { getRouteApi } from '@tanstack/react-router';
import { ChartNoAxesColumn } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import { monthsOf, previousPeriod } from '#domain/period.ts';
import { salesBy } from '#queries/reports/sales-by.ts';
import { dayText } from '#ui/day-text.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { Coverage } from './coverage.tsx';
import { Figures } from './figures.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { periodOf, salesViews, type ReportSearch, type SalesView } from './report-search.ts';
import { nothingSold } from './sales-rows.ts';
import { SalesPart } from './sales-part.tsx';
import { TenderPart } from './tender-part.tsx';
import { reportThrottleMs } from './report-throttle.ts';
import { useMonths } from './use-months.ts';
import { useOffsets } from './use-offsets.ts';
import { viewWords } from './words.ts';

const route = getRouteApi('/reports');
const options = salesViews.map((value) => ({ value, label: viewWords[value] }));

/** What a manager opens in the morning, from what is on this device. */
export function ReportsScreen() {
  useLock();
  if (isManager(useShop().till)) return <SalesReport />;
  return (
    <Screen title="Reports">
      <EmptyState icon={ChartNoAxesColumn} title="Reports are for managers">
        Ask one to sign in here, or to change your role under Settings, People.
      </EmptyState>
    </Screen>
  );
}

function SalesReport() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = useToday();
  const period = periodOf(search, today);
  const before = previousPeriod(period);
  const by = search.by ?? 'day';
  const { read } = useShop().till.db;
  const offsets = useOffsets({ from: before.from, to: period.to });
  const whole = useLive(salesBy(read, { period, by: 'whole', offsets }), reportThrottleMs);
  const wasBefore = useLive(salesBy(read, { period: before, by: 'whole', offsets }), reportThrottleMs);
  const months = useMonths(monthsOf({ from: before.from, to: period.to }));
  const isWhole = months.states.every(({ isHere }) => isHere);
  useScanToSell();
  const change = (part: ReportSearch) => void navigate({ search: part, replace: true });
  const [now = nothingSold('')] = whole.rows;
  const days =
    period.from === period.to ? dayText(period.from) : `${dayText(period.from)} – ${dayText(period.to)}`;
  return (
    <Screen title="Reports">
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-4 px-4 pb-6 md:px-6 print:overflow-visible">
        <div className="flex flex-wrap items-end gap-3 print:hidden">
          <PeriodPicker {...{ search, period, today }} onChange={(part) => change({ ...part, by })} />
          <SelectField
            label="By"
            value={by}
            options={options}
            onChange={(value) => change({ ...search, by: value as SalesView })}
          />
        </div>
        <h2 className="text-lg">Sales, {days}</h2>
        <Coverage {...months} />
        {whole.isLoading ? null : now.sale_count + now.return_count === 0 ? (
          <EmptyState
            icon={ChartNoAxesColumn}
            title={isWhole ? 'Nothing sold in these days' : 'Nothing of these days is here yet'}
          >
            {isWhole ? 'Choose another period above.' : 'It is shown as it comes in.'}
          </EmptyState>
        ) : (
          <>
            <Figures
              now={now}
              before={wasBefore.rows[0] ?? nothingSold('')}
              than={before.from === before.to ? 'the day before' : 'the days before'}
            />
            {by === 'tender' ? (
              <TenderPart period={period} />
            ) : (
              <SalesPart {...{ period, by, offsets }} whole={now} />
            )}
          </>
        )}
      </div>
    </Screen>
  );
}
