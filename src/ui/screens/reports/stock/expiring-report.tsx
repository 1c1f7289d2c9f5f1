import { CalendarCheck } from 'lucide-react';
import { expiringStock, type ExpiringBatch } from '#queries/reports/expiring-stock.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { dayText } from '#ui/day-text.ts';
import { useColumns, type Columns, type ReportColumn } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { useReport } from '#ui/screens/reports/use-report.ts';
import { DaysField } from './days-field.tsx';
import { ItemLink } from './item-link.tsx';
import { quantityColumn } from './quantity-text.tsx';
import { lastDays, useSold, useStock } from './use-stock.ts';

/** The rate of sale is that of so many days. */
const soldDays = 30;

/** Batches that have expired or soon will, and what of them will not be sold by then. */
export function ExpiringReport() {
  const asked = useReport();
  const within = asked.search.days ?? 30;
  return (
    <ReportFrame
      heading={`Expired, or within ${within} days`}
      asked={asked}
      covers={lastDays(asked.today, soldDays)}
      hasPeriod={false}
      choices={
        <DaysField
          label="Expire within"
          value={within}
          choices={[7, 14, 30, 60, 90, 180]}
          onChange={(days) => asked.change({ days })}
        />
      }
    >
      {() => <Expiring within={within} today={asked.today} />}
    </ReportFrame>
  );
}

function Expiring({ within, today }: { readonly within: number; readonly today: string }) {
  const columns = useColumns();
  const stock = useStock(null);
  const sales = useSold(lastDays(today, soldDays));
  if (stock.isLoading || sales.isLoading) return null;
  const rows = expiringStock(stock.items, sales.sold, { today, days: soldDays, within });
  if (rows.length === 0) {
    return (
      <EmptyState icon={CalendarCheck} title={`Nothing expires within ${within} days`}>
        Batches with stock are listed here in time to sell them.
      </EmptyState>
    );
  }
  const { show } = columns.money<null>('', () => rows.reduce((all, row) => all + row.at_risk_minor, 0));
  return (
    <>
      <p className="text-lg">
        <b className="num">{show?.(null)}</b>{' '}
        <span className="text-soft">
          will be left when it expires, if it goes on selling as in the last {soldDays} days.
        </span>
      </p>
      <ReportTable
        caption="Expiring"
        fileName={`expiring-${today}`}
        columns={expiringColumns(columns)}
        rows={rows}
        keyOf={(row) => row.id ?? row.item.id}
      />
    </>
  );
}

const unitOf = ({ item }: ExpiringBatch) => item;

function expiringColumns({ count, money, text }: Columns): readonly ReportColumn<ExpiringBatch>[] {
  return [
    {
      head: 'Item',
      show: ({ item, batch_number }) => (
        <ItemLink id={item.id} name={item.name} note={`Batch ${batch_number ?? ''}`} />
      ),
      file: ({ item }) => item.name,
      isText: true,
    },
    { head: 'Batch', file: ({ batch_number }) => batch_number ?? '' },
    {
      ...text<ExpiringBatch>('Expires', ({ expiry_date }) => expiry_date ?? ''),
      show: ({ expiry_date, days_left }) => (
        <>
          {dayText(expiry_date ?? '')}
          {days_left < 0 ? (
            <span className="text-danger-ink block text-xs font-semibold">expired</span>
          ) : null}
        </>
      ),
    },
    count('Days left', ({ days_left }) => days_left, { isWide: true }),
    quantityColumn('On hand', (row) => row.on_hand_milli, unitOf, {
      pending: (row) => row.pending_milli,
      isWide: true,
    }),
    { head: 'Unit', file: ({ item }) => item.unit_symbol },
    money('Value', (row) => row.value_minor, { isWide: true }),
    quantityColumn('Will be left', (row) => row.unsold_milli, unitOf, { isWide: true }),
    money('At risk', (row) => row.at_risk_minor, { isBold: true }),
  ];
}
