import { PackageCheck } from 'lucide-react';
import type { Period } from '#domain/period.ts';
import { deadStock, fastStock, stockPace, type ItemPace } from '#queries/reports/stock-pace.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { dayText } from '#ui/day-text.ts';
import { useColumns, type Columns, type ReportColumn } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { oneOf } from '#ui/screens/reports/report-search.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { useReport } from '#ui/screens/reports/use-report.ts';
import { DaysField } from './days-field.tsx';
import { ItemLink } from './item-link.tsx';
import { quantityColumn } from './quantity-text.tsx';
import { lastDays, useSold, useStock } from './use-stock.ts';

const views = ['fast', 'dead'] as const;
type View = (typeof views)[number];
const options = [
  { value: 'fast', label: 'What sells' },
  { value: 'dead', label: 'What does not sell' },
] as const;

/** How fast items go, and for how long they last: the fastest, or those that lie dead with the money that is in them. */
export function PaceReport() {
  const asked = useReport();
  const view = oneOf(views, asked.search.by);
  const days = asked.search.days ?? 30;
  const period = lastDays(asked.today, days);
  return (
    <ReportFrame
      heading={`${view === 'fast' ? 'What sells' : 'Not sold, and on hand'}, in the last ${days} days`}
      asked={asked}
      covers={period}
      hasPeriod={false}
      choices={
        <>
          <SelectField label="Shown" value={view} options={options} onChange={(by) => asked.change({ by })} />
          <DaysField
            label="Sold in the last"
            value={days}
            choices={[7, 14, 30, 60, 90, 180, 365]}
            onChange={(chosen) => asked.change({ days: chosen })}
          />
        </>
      }
    >
      {(isWhole) => <Pace {...{ view, days, period, isWhole }} />}
    </ReportFrame>
  );
}

interface PaceProps {
  readonly view: View;
  readonly days: number;
  readonly period: Period;
  readonly isWhole: boolean;
}

function Pace({ view, days, period, isWhole }: PaceProps) {
  const stock = useStock(null);
  const sales = useSold(period);
  const columns = useColumns();
  if (stock.isLoading || sales.isLoading) return null;
  const pace = stockPace(stock.items, sales.sold, days);
  const rows = view === 'fast' ? fastStock(pace) : deadStock(pace);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={PackageCheck}
        title={
          view === 'fast' ? 'Nothing was sold in these days' : 'Everything on hand was sold in these days'
        }
      >
        {isWhole ? 'Choose another number of days above.' : 'More is shown as it comes in.'}
      </EmptyState>
    );
  }
  return (
    <>
      {view === 'dead' ? <Bound rows={rows} columns={columns} /> : null}
      <ReportTable
        caption={view === 'fast' ? 'What sells' : 'What does not sell'}
        fileName={`${view}-stock-${period.from}-${period.to}`}
        columns={view === 'fast' ? fastColumns(columns) : deadColumns(columns)}
        rows={rows}
        keyOf={({ id }) => id}
      />
    </>
  );
}

function Bound({ rows, columns }: { readonly rows: readonly ItemPace[]; readonly columns: Columns }) {
  const sum = rows.reduce((all, { value_minor }) => all + value_minor, 0);
  const { show } = columns.money<null>('', () => sum);
  return (
    <p className="text-lg">
      <b className="num">{show?.(null)}</b>{' '}
      <span className="text-soft">lie in {rows.length.toLocaleString()} items.</span>
    </p>
  );
}

const named: readonly ReportColumn<ItemPace>[] = [
  {
    head: 'Item',
    show: ({ id, name, is_archived }) => (
      <ItemLink id={id} name={name} note={is_archived ? 'archived' : null} />
    ),
    file: ({ name }) => name,
    isText: true,
  },
  {
    head: 'Category',
    show: ({ category_name }) => category_name,
    file: (row) => row.category_name ?? '',
    isText: true,
    isWide: true,
  },
];
const onHand = quantityColumn<ItemPace>(
  'On hand',
  (row) => row.on_hand_milli,
  (row) => row,
  {
    pending: (row) => row.pending_milli,
  },
);
const unit: ReportColumn<ItemPace> = { head: 'Unit', file: ({ unit_symbol }) => unit_symbol };

function fastColumns({ count, money }: Columns): readonly ReportColumn<ItemPace>[] {
  return [
    ...named,
    quantityColumn(
      'Sold',
      (row) => row.sold_milli,
      (row) => row,
      { isBold: true },
    ),
    quantityColumn(
      'A day',
      (row) => row.per_day_milli,
      (row) => ({ ...row, quantity_decimals: 2 }),
      { isWide: true },
    ),
    onHand,
    unit,
    { ...count<ItemPace>('Lasts days', (row) => row.cover_days), isBold: true },
    { head: 'Last sold', show: (row) => lastSold(row), file: (row) => row.last_sold ?? '', isWide: true },
    money('Value', (row) => row.value_minor, { isWide: true }),
  ];
}

function deadColumns({ money }: Columns): readonly ReportColumn<ItemPace>[] {
  return [...named, onHand, unit, money('Value', (row) => row.value_minor, { isBold: true })];
}

const lastSold = ({ last_sold }: ItemPace) => (last_sold === null ? '–' : dayText(last_sold));
