import type { Period } from '#domain/period.ts';
import type { OffsetSpan } from '#domain/zone-offsets.ts';
import { salesBy, type SalesRow } from '#queries/reports/sales-by.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';
import { Bars } from '#ui/screens/reports/bars.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { salesColumns, wholeName } from './sales-columns.tsx';
import { shownRows } from './sales-rows.ts';
import { viewWords, type SalesRowsView } from './sales-views.ts';

interface SalesPartProps {
  readonly period: Period;
  readonly by: SalesRowsView;
  readonly offsets: readonly OffsetSpan[];
  readonly whole: SalesRow;
}

/** What has an order of its own is drawn; the rest is ranked, each row with its share. */
const overTime: ReadonlySet<SalesRowsView> = new Set(['day', 'hour', 'weekday']);

export function SalesPart({ period, by, offsets, whole }: SalesPartProps) {
  const { read } = useShop().till.db;
  const columns = useColumns();
  const { rows, isLoading } = useLive(salesBy(read, { period, by, offsets }), reportThrottleMs);
  if (isLoading) return null;
  const shown = shownRows(rows, by, period);
  const title = `Sales by ${viewWords[by].toLowerCase()}`;
  return (
    <>
      {overTime.has(by) ? (
        <Bars
          rows={shown.map(({ key, name, gross_minor }) => ({ key, name, amount_minor: gross_minor }))}
          label={title}
        />
      ) : null}
      <ReportTable
        caption={title}
        fileName={`sales-by-${by}-${period.from}-${period.to}`}
        columns={salesColumns(columns, { by, period, whole, isRanked: !overTime.has(by) })}
        rows={shown}
        keyOf={({ key }) => key}
        foot={{ ...whole, name: wholeName }}
      />
    </>
  );
}
