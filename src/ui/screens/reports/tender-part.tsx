import type { Period } from '#domain/period.ts';
import { salesByTender } from '#queries/reports/sales-by-tender.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { saveFile } from '#ui/save-file.ts';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { tendersCsv } from './report-file.ts';
import { reportThrottleMs } from './report-throttle.ts';
import { TableActs } from './table-acts.tsx';
import { TenderTable } from './tender-table.tsx';

export function TenderPart({ period }: { readonly period: Period }) {
  const { rows } = useLive(salesByTender(useShop().till.db.read, period), reportThrottleMs);
  const { currency_decimals } = useCurrency();
  const save = () =>
    saveFile(`payments-${period.from}-${period.to}.csv`, 'text/csv', [tendersCsv(rows, currency_decimals)]);
  return (
    <>
      <TableActs onFile={save} />
      <TenderTable rows={rows} />
    </>
  );
}
