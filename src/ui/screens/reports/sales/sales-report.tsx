import { ChartNoAxesColumn } from 'lucide-react';
import { previousPeriod } from '#domain/period.ts';
import { salesBy } from '#queries/reports/sales-by.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { oneOf } from '#ui/screens/reports/report-search.ts';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useOffsets } from '#ui/screens/reports/use-offsets.ts';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';
import { Figures } from './figures.tsx';
import { nothingSold } from './sales-rows.ts';
import { SalesPart } from './sales-part.tsx';
import { salesViews, viewWords } from './sales-views.ts';
import { TenderPart } from './tender-part.tsx';

const options = salesViews.map((value) => ({ value, label: viewWords[value] }));

/** What was sold in a period, beside the period before. */
export function SalesReport() {
  const asked = useReport();
  const { period, search, change } = asked;
  const by = oneOf(salesViews, search.by);
  return (
    <ReportFrame
      heading="Sales"
      asked={asked}
      covers={{ from: previousPeriod(period).from, to: period.to }}
      needs="ledger"
      choices={
        <SelectField label="By" value={by} options={options} onChange={(value) => change({ by: value })} />
      }
    >
      {(isWhole) => <SalesFigures asked={asked} isWhole={isWhole} />}
    </ReportFrame>
  );
}

function SalesFigures({ asked, isWhole }: { readonly asked: AskedReport; readonly isWhole: boolean }) {
  const { period, search } = asked;
  const before = previousPeriod(period);
  const by = oneOf(salesViews, search.by);
  const { read } = useShop().till.db;
  const offsets = useOffsets({ from: before.from, to: period.to });
  const whole = useLive(salesBy(read, { period, by: 'whole', offsets }), reportThrottleMs);
  const wasBefore = useLive(salesBy(read, { period: before, by: 'whole', offsets }), reportThrottleMs);
  const [now = nothingSold('')] = whole.rows;
  if (whole.isLoading) return null;
  if (now.sale_count + now.return_count === 0) {
    return (
      <EmptyState
        icon={ChartNoAxesColumn}
        title={isWhole ? 'Nothing sold in these days' : 'Nothing of these days is here yet'}
      >
        {isWhole ? 'Choose another period above.' : 'It is shown as it comes in.'}
      </EmptyState>
    );
  }
  return (
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
  );
}
