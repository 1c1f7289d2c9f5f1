import { ClipboardList } from 'lucide-react';
import { byCloser, type CloserSums } from '#domain/shift-sums.ts';
import { shiftVariances, type ReportedShift } from '#queries/reports/shift-variances.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SelectField } from '#ui/parts/select-field.tsx';
import { Bars } from '#ui/screens/reports/bars.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { oneOf } from '#ui/screens/reports/report-search.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { inFileOnly } from './column-parts.ts';
import { DocumentLink } from './document-link.tsx';
import { Nothing } from './nothing.tsx';
import { AllRows, RowLink } from './row-link.tsx';
import { UncountedMoney } from './uncounted-money.tsx';

const words = { shift: 'Shift', cashier: 'Who closed it' } as const;
type View = keyof typeof words;
const views: readonly [View, ...View[]] = ['shift', 'cashier'];
const options = views.map((value) => ({ value, label: words[value] }));
const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const left = 'Somebody who left';

/** What was in the drawers when they were counted, and what should have been. */
export function ShiftsReport() {
  const asked = useReport('month');
  const { period, search, change } = asked;
  const by = oneOf(views, search.by);
  return (
    <ReportFrame
      heading="Shifts"
      asked={asked}
      covers={period}
      choices={
        search.key === undefined ? (
          <SelectField label="By" value={by} options={options} onChange={(value) => change({ by: value })} />
        ) : null
      }
    >
      {(isWhole) => (
        <>
          <UncountedMoney today={asked.today} />
          <Closed asked={asked} by={by} isWhole={isWhole} />
        </>
      )}
    </ReportFrame>
  );
}

interface ClosedProps {
  readonly asked: AskedReport;
  readonly by: View;
  readonly isWhole: boolean;
}

function Closed({ asked: { period, search }, by, isWhole }: ClosedProps) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(shiftVariances(read, period), reportThrottleMs);
  const file = `shifts-${period.from}-${period.to}`;
  if (isLoading) return null;
  if (rows.length === 0) {
    return <Nothing icon={ClipboardList} title="No shift was closed in these days" isWhole={isWhole} />;
  }
  if (by === 'shift') {
    return (
      <>
        <Variances rows={rows} />
        <ShiftTable rows={rows} fileName={file} />
      </>
    );
  }
  if (search.key === undefined) return <CloserTable rows={byCloser(rows)} fileName={`${file}-by-person`} />;
  const own = rows.filter(({ cashier_id }) => cashier_id === search.key);
  return (
    <>
      <AllRows />
      <h3 className="text-lg font-semibold">Closed by {own[0]?.closer_name ?? left}</h3>
      <ShiftTable rows={own} fileName={file} />
    </>
  );
}

/** What was over stands up, what was short hangs down; as they were closed, from the left. */
function Variances({ rows }: { readonly rows: readonly ReportedShift[] }) {
  const bars = rows
    .toSorted((a, b) => (a.closed_at < b.closed_at ? -1 : 1))
    .map(({ id, number, variance_minor }) => ({ key: id, name: number, amount_minor: variance_minor }));
  return bars.length < 2 ? null : <Bars label="Differences of closed shifts" rows={bars} />;
}

interface ShiftTableProps {
  readonly rows: readonly ReportedShift[];
  readonly fileName: string;
}

function ShiftTable({ rows, fileName }: ShiftTableProps) {
  const { money, text } = useColumns();
  return (
    <ReportTable
      caption="Closed shifts"
      {...{ rows, fileName }}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Shift',
          show: ({ id, number, sync_status, closed_at }) => (
            <>
              <DocumentLink type="shift" {...{ id, number }} status={sync_status} />
              <span className="text-soft block text-sm font-normal">{when.format(new Date(closed_at))}</span>
            </>
          ),
          file: ({ number }) => number,
          isText: true,
        },
        { head: 'Till', file: ({ device_code }) => device_code ?? '' },
        { head: 'Opened', file: ({ opened_at }) => opened_at },
        { head: 'Closed', file: ({ closed_at }) => closed_at },
        inFileOnly(text('Opened by', (row: ReportedShift) => row.opener_name ?? left)),
        {
          ...text('Closed by', (row: ReportedShift) => row.closer_name ?? left, { isWide: true }),
          show: (row) => <People shift={row} />,
        },
        inFileOnly(money('Cash taken', (row: ReportedShift) => row.cash_minor)),
        money('Card', (row: ReportedShift) => row.card_minor, { isWide: true }),
        inFileOnly(money('On account', (row: ReportedShift) => row.credit_minor)),
        inFileOnly(money('Cash in the books', (row: ReportedShift) => row.booked_cash_minor)),
        {
          ...money('Expected', (row: ReportedShift) => row.expected_minor, { isWide: true }),
          show: (row) => <Expected shift={row} />,
        },
        money('Counted', (row: ReportedShift) => row.counted_minor),
        {
          ...money('Difference', (row: ReportedShift) => row.variance_minor),
          show: (row) => <Difference minor={row.variance_minor} refused={row.unposted_numbers} />,
          isBold: true,
        },
        { head: 'Refused by then', file: ({ unposted_numbers }) => unposted_numbers },
        { head: 'Note', file: ({ note }) => note },
      ]}
    />
  );
}

function People({ shift: { opened_by, cashier_id, opener_name, closer_name } }: PeopleProps) {
  return (
    <>
      {closer_name ?? left}
      {opened_by === cashier_id ? null : (
        <span className="text-soft block text-sm">opened by {opener_name ?? left}</span>
      )}
    </>
  );
}

function Expected({ shift: { expected_minor, cash_minor } }: PeopleProps) {
  const money = useMoney();
  return (
    <>
      {money(expected_minor)}
      <span className="text-soft block text-xs">{money(cash_minor)} taken</span>
    </>
  );
}

interface PeopleProps {
  readonly shift: ReportedShift;
}

function Difference({ minor, refused }: { readonly minor: number; readonly refused: string }) {
  const money = useMoney();
  const word = minor < 0 ? 'short' : 'over';
  return (
    <>
      <span className={minor < 0 ? 'text-danger-ink' : undefined}>
        {minor === 0 ? money(0) : `${money(Math.abs(minor))} ${word}`}
      </span>
      {refused ? <span className="text-soft block text-xs font-medium">refused: {refused}</span> : null}
    </>
  );
}

interface CloserTableProps {
  readonly rows: readonly CloserSums[];
  readonly fileName: string;
}

function CloserTable({ rows, fileName }: CloserTableProps) {
  const { money, count } = useColumns();
  return (
    <ReportTable
      caption="Shifts by who closed them"
      {...{ rows, fileName }}
      keyOf={({ cashier_id }) => cashier_id}
      columns={[
        {
          head: words.cashier,
          show: ({ cashier_id, name }) => <RowLink rowKey={cashier_id}>{name ?? left}</RowLink>,
          file: ({ name }) => name ?? left,
          isText: true,
        },
        count('Shifts', (row: CloserSums) => row.shift_count),
        count('Not even', (row: CloserSums) => row.differing_count, { isWide: true }),
        money('Short', (row: CloserSums) => row.short_minor),
        money('Over', (row: CloserSums) => row.over_minor),
        money('In all', (row: CloserSums) => row.over_minor - row.short_minor, { isBold: true }),
      ]}
    />
  );
}
