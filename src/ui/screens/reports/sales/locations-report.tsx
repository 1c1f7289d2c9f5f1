import { CloudDownload } from 'lucide-react';
import { useState } from 'react';
import { doneOr } from '#commands/ask-server.ts';
import { formatMoney } from '#domain/money.ts';
import { decimalText } from '#domain/decimal.ts';
import type { SalesByLocation } from '#schema/sales-by-location.ts';
import { Button } from '#ui/parts/button.tsx';
import { useDoing } from '#ui/screens/people/use-doing.ts';
import { WhyNot } from '#ui/screens/people/why-not.tsx';
import { PeriodPicker } from '#ui/screens/reports/period-picker.tsx';
import { useColumns, type ReportColumn } from '#ui/screens/reports/report-column.ts';
import { periodText } from '#ui/screens/reports/report-frame.tsx';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { useReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';

type Row = SalesByLocation['locations'][number];

/** What each of somebody's locations sold. A device holds one location, so this is the server's answer. */
export function LocationsReport() {
  const asked = useReport();
  const { period } = asked;
  const { salesByLocation } = useShop();
  const { text, count } = useColumns();
  const doing = useDoing();
  const [told, setTold] = useState<{ readonly of: string; readonly rows: readonly Row[] } | null>(null);
  const of = periodText(period);
  const ask = async () => {
    const done = await doing.run(async () => doneOr(await salesByLocation(period)));
    if (done) setTold({ of, rows: done.value.locations });
  };
  // What was told of another period is not shown as if it were this one's.
  const rows = told?.of === of ? told.rows : null;
  return (
    <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-4 px-4 pb-6 md:px-6 print:overflow-visible">
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <PeriodPicker {...asked} />
        <Button icon={CloudDownload} tone="primary" disabled={doing.isBusy} onClick={() => void ask()}>
          {doing.isBusy ? 'Asking…' : rows ? 'Ask again' : 'Ask the server'}
        </Button>
      </div>
      <h2 className="text-lg">Sales by location, {of}</h2>
      <p className="text-soft text-sm">
        This device holds one location, so the server answers this: it needs internet. What tills have yet to
        send is not in it.
      </p>
      <WhyNot refusal={doing.refusal} />
      {rows ? (
        <ReportTable
          caption="Sales by location"
          fileName={`sales-by-location-${period.from}-${period.to}`}
          rows={rows}
          keyOf={({ location_id }) => location_id}
          columns={[
            text('Location', ({ name }: Row) => name),
            text('Code', ({ code }: Row) => code, { isWide: true }),
            count('Receipts', (row: Row) => row.sale_count, { isWide: true }),
            count('Returns', (row: Row) => row.return_count, { isWide: true }),
            amount('Sales', (row) => row.gross_minor, { isBold: true }),
            amount('Discount', (row) => row.discount_minor, { isWide: true }),
            amount('Tax', (row) => row.tax_minor, { isWide: true }),
            amount('Cost', (row) => row.cost_minor, { isWide: true }),
            { head: 'Currency', file: ({ currency }) => currency },
          ]}
        />
      ) : null}
    </div>
  );
}

/** Each in the currency of its location: they are never added up. */
function amount(
  head: string,
  of: (row: Row) => number,
  look: Pick<ReportColumn<Row>, 'isWide' | 'isBold'>,
): ReportColumn<Row> {
  return {
    head,
    show: (row) => formatMoney(of(row), row),
    file: (row) => decimalText(of(row), row.currency_decimals),
    ...look,
  };
}
