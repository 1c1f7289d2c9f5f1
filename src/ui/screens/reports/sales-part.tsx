import type { Period } from '#domain/period.ts';
import type { OffsetSpan } from '#domain/zone-offsets.ts';
import { salesBy, type SalesRow } from '#queries/reports/sales-by.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { saveFile } from '#ui/save-file.ts';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { Bars } from './bars.tsx';
import { salesCsv } from './report-file.ts';
import type { SalesView } from './report-search.ts';
import { reportThrottleMs } from './report-throttle.ts';
import { shownRows } from './sales-rows.ts';
import { SalesTable } from './sales-table.tsx';
import { TableActs } from './table-acts.tsx';
import { viewWords } from './words.ts';

interface SalesPartProps {
  readonly period: Period;
  readonly by: Exclude<SalesView, 'tender'>;
  readonly offsets: readonly OffsetSpan[];
  readonly whole: SalesRow;
}

/** What has an order of its own is drawn; the rest is ranked, each row with its share. */
const overTime: ReadonlySet<SalesView> = new Set(['day', 'hour', 'weekday']);

export function SalesPart({ period, by, offsets, whole }: SalesPartProps) {
  const { read } = useShop().till.db;
  const { currency_decimals } = useCurrency();
  const { rows, isLoading } = useLive(salesBy(read, { period, by, offsets }), reportThrottleMs);
  if (isLoading) return null;
  const shown = shownRows(rows, by, period);
  const save = () =>
    saveFile(`sales-by-${by}-${period.from}-${period.to}.csv`, 'text/csv', [
      salesCsv(shown, by, currency_decimals),
    ]);
  return (
    <>
      {overTime.has(by) ? <Bars rows={shown} label={`Sales by ${viewWords[by].toLowerCase()}`} /> : null}
      <TableActs onFile={save} />
      <SalesTable {...{ by, period, whole }} rows={shown} isRanked={!overTime.has(by)} />
    </>
  );
}
