import { PackageCheck } from 'lucide-react';
import { useMemo } from 'react';
import { multiplyAndDivide } from '#domain/rounding.ts';
import { decimalText } from '#domain/decimal.ts';
import { expectedGoods, linesOnTheirWay } from '#queries/reports/expected-goods.ts';
import { lastPurchases } from '#queries/reports/last-purchases.ts';
import { reorderList, type ReorderLine } from '#queries/reports/reorder-list.ts';
import { comingTransfers, itemsLike } from '#queries/transfers.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { useColumns, type Columns, type ReportColumn } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';
import { DaysField } from './days-field.tsx';
import { ItemLink } from './item-link.tsx';
import { quantityColumn } from './quantity-text.tsx';
import { lastDays, useSold, useStock } from './use-stock.ts';

/** What to order today so that it lasts: by what was sold, and by the reorder levels. The file is the order. */
export function ReorderReport() {
  const asked = useReport();
  const days = asked.search.days ?? 30;
  const coverDays = Math.max(1, Number.parseInt(asked.search.by ?? '', 10) || 14);
  return (
    <ReportFrame
      heading={`To order, for ${coverDays} days`}
      asked={asked}
      covers={lastDays(asked.today, days)}
      hasPeriod={false}
      choices={
        <>
          <DaysField
            label="Should last"
            value={coverDays}
            choices={[3, 7, 14, 21, 30, 60, 90]}
            onChange={(chosen) => asked.change({ by: `${chosen} days` })}
          />
          <DaysField
            label="As sold in the last"
            value={days}
            choices={[7, 14, 30, 60, 90]}
            onChange={(chosen) => asked.change({ days: chosen })}
          />
        </>
      }
    >
      {() => <Order {...{ days, coverDays }} today={asked.today} />}
    </ReportFrame>
  );
}

interface OrderProps {
  readonly days: number;
  readonly coverDays: number;
  readonly today: string;
}

function Order({ days, coverDays, today }: OrderProps) {
  const columns = useColumns();
  const { read } = useShop().till.db;
  const stock = useStock(null);
  const sales = useSold(lastDays(today, days));
  const bought = useLive(lastPurchases(read), reportThrottleMs);
  const expected = useExpected();
  if (stock.isLoading || sales.isLoading || bought.isLoading) return null;
  const rows = reorderList({
    items: stock.items,
    sold: sales.sold,
    purchases: bought.rows,
    expected,
    days,
    coverDays,
  });
  if (rows.length === 0) {
    return (
      <EmptyState icon={PackageCheck} title="Nothing to order">
        What is on hand and on its way lasts {coverDays} days, and nothing is at its reorder level.
      </EmptyState>
    );
  }
  return (
    <ReportTable
      caption="To order"
      fileName={`order-${today}`}
      columns={orderColumns(columns)}
      rows={rows}
      keyOf={({ id }) => id}
    />
  );
}

/** What is on its way to here, by item. */
function useExpected(): ReadonlyMap<string, number> {
  const { till } = useShop();
  const { rows } = useLive(comingTransfers(till.db.read, till.location.id), reportThrottleMs);
  const lines = useMemo(() => linesOnTheirWay(rows), [rows]);
  const found = useLive(itemsLike(till.db.read, till.location.id, lines), reportThrottleMs);
  return useMemo(
    () => expectedGoods(lines, found.rows, till.location.id),
    [lines, found.rows, till.location.id],
  );
}

const amountOf = (row: ReorderLine) => multiplyAndDivide(row.order_cost_minor, row.order_milli, 1000);
const unitOf = (row: ReorderLine) => row;

function orderColumns({ count, money, text }: Columns): readonly ReportColumn<ReorderLine>[] {
  return [
    {
      head: 'Item',
      show: (row) => <ItemLink id={row.id} name={row.name} note={whyText(row)} />,
      file: ({ name }) => name,
      isText: true,
    },
    { head: 'Barcode', file: ({ barcode }) => barcode ?? '' },
    quantityColumn('On hand', (row) => row.on_hand_milli, unitOf, {
      pending: (row) => row.pending_milli,
      isWide: true,
    }),
    quantityColumn('On its way', (row) => row.expected_milli || null, unitOf, { isWide: true }),
    quantityColumn(
      'Sells a day',
      (row) => row.per_day_milli,
      (row) => ({ ...row, quantity_decimals: 2 }),
      {
        isWide: true,
      },
    ),
    count('Lasts days', (row) => row.cover_days),
    {
      head: 'Reorder level',
      file: (row) => (row.reorder_level_milli === null ? '' : decimalText(row.reorder_level_milli, 3)),
    },
    quantityColumn('Order', (row) => row.order_milli, unitOf, { isBold: true }),
    { head: 'Unit', file: ({ unit_symbol }) => unit_symbol },
    text('Last from', (row) => row.last_purchase?.supplier_name ?? '', { isWide: true }),
    { head: 'Last bought', file: (row) => row.last_purchase?.business_date ?? '' },
    money('At', (row) => row.order_cost_minor, { isWide: true }),
    money('Amount', amountOf, { isWide: true }),
  ];
}

function whyText({ reorder_level_milli, on_hand_milli }: ReorderLine): string | null {
  return reorder_level_milli !== null && on_hand_milli <= reorder_level_milli ? 'at its reorder level' : null;
}
