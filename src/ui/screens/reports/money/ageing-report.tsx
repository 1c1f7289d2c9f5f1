import { HandCoins } from 'lucide-react';
import { useMemo } from 'react';
import { agedDays, ageOf, ages, openEntries, type Age } from '#domain/account.ts';
import { addDays } from '#domain/business-date.ts';
import { monthsOf } from '#domain/period.ts';
import { owingCustomer, owingNamed } from '#queries/owed.ts';
import { entriesOfOwing, type AccountEntry } from '#queries/reports/account-entries.ts';
import { dayText } from '#ui/day-text.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { Bars } from '#ui/screens/reports/bars.tsx';
import { NotSentYet } from '#ui/screens/reports/not-sent-yet.tsx';
import { useColumns, type Columns, type ReportColumn } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { agedCustomers, sumOfAged, type AgedCustomer } from './aged-customers.ts';
import { dashed, inFileOnly } from './column-parts.ts';
import { CustomerCell } from './customer-cell.tsx';
import { DocumentsTable } from './documents-table.tsx';
import { useHereSince } from './use-here-since.ts';

const lookBack = [agedDays, 180, 365, 1095] as const;
const options = lookBack.map((days) => ({ value: String(days), label: `${days.toLocaleString()} days` }));

/** What customers owe, by the age of the sales that are not paid. */
export function AgeingReport() {
  const asked = useReport();
  const { search, change, today } = asked;
  const days = lookBack.find((one) => one === search.days) ?? agedDays;
  const covers = { from: addDays(today, -days), to: today };
  return (
    <ReportFrame
      heading={`What customers owe, ${dayText(today)}`}
      asked={asked}
      covers={covers}
      hasPeriod={false}
      choices={
        search.key === undefined ? (
          <SelectField
            label="Look back"
            value={String(days)}
            options={options}
            onChange={(value) => change({ days: Number(value) })}
          />
        ) : null
      }
    >
      {() => <Aged asked={asked} months={monthsOf(covers)} />}
    </ReportFrame>
  );
}

function Aged({ asked, months }: { readonly asked: AskedReport; readonly months: readonly string[] }) {
  const { today, search } = asked;
  const { read } = useShop().till.db;
  // Of no month that is whole here: no document explains anything.
  const since = useHereSince(months) ?? '9999-12-31';
  const owing = useLive(owingNamed(read, '', -1), reportThrottleMs);
  const entries = useLive(entriesOfOwing(read, since), reportThrottleMs);
  const rows = useMemo(
    () => agedCustomers(owing.rows.map(owingCustomer), entries.rows, today),
    [owing.rows, entries.rows, today],
  );
  const columns = useColumns();
  if (owing.isLoading || entries.isLoading) return null;
  if (rows.length === 0) {
    return (
      <EmptyState icon={HandCoins} title="Nobody owes anything">
        What is sold on account is listed here until it is paid.
      </EmptyState>
    );
  }
  const chosen = search.key === undefined ? undefined : rows.find(({ id }) => id === search.key);
  if (chosen) return <OpenSales customer={chosen} entries={entries.rows} today={today} />;
  const all = sumOfAged(rows);
  return (
    <>
      <Bars
        label="What customers owe by age"
        rows={ages.map((age) => ({ key: age, name: ageWords[age], amount_minor: all.open[age] }))}
      />
      <ReportTable
        caption="What customers owe by age"
        fileName={`owed-${today}`}
        rows={rows}
        keyOf={({ id }) => id}
        foot={all}
        columns={ageColumns(columns)}
      />
    </>
  );
}

const ageWords: Readonly<Record<Age, string>> = {
  '0-30': '0–30 days',
  '31-60': '31–60',
  '61-90': '61–90',
  '90+': 'Over 90',
};

function ageColumns({ money, text }: Columns): readonly ReportColumn<AgedCustomer>[] {
  const part = (head: string, of: (row: AgedCustomer) => number) =>
    dashed(money<AgedCustomer>(head, of, { isWide: true }), of);
  return [
    { head: 'Customer', show: (row) => <CustomerCell row={row} />, file: ({ name }) => name, isText: true },
    ...ages.map((age) => part(ageWords[age], ({ open }) => open[age])),
    part('Older, not on this device', (row) => row.elsewhere_minor),
    part('Paid ahead', (row) => row.ahead_minor),
    {
      ...money('Overdue', (row: AgedCustomer) => row.overdue_minor),
      show: ({ overdue_minor }) => <Overdue minor={overdue_minor} />,
    },
    {
      ...money('Owes', (row: AgedCustomer) => row.owed_minor),
      show: (row) => <NotSentYet all={row.owed_minor} pending={row.pending_minor} />,
      isBold: true,
    },
    inFileOnly(money('Not sent yet', (row) => row.pending_minor)),
    inFileOnly(money('Limit', (row) => row.customer?.credit_limit_minor ?? null)),
    inFileOnly(text('Days to pay', (row) => String(row.customer?.credit_days ?? ''))),
  ];
}

function Overdue({ minor }: { readonly minor: number }) {
  const money = useMoney();
  return minor === 0 ? '–' : <span className="text-danger-ink font-semibold">{money(minor)}</span>;
}

interface OpenSalesProps {
  readonly customer: AgedCustomer;
  readonly entries: readonly AccountEntry[];
  readonly today: string;
}

/** The sales on this device of which something is not paid. */
function OpenSales({ customer: { id, name, owed_minor }, entries, today }: OpenSalesProps) {
  const { money, text } = useColumns();
  const own = entries.filter(({ customer_id }) => customer_id === id);
  const rows = openEntries(own, owed_minor).map((entry) => ({
    ...entry,
    id: entry.document_id,
    charged_minor: entry.amount_minor,
    amount_minor: entry.open_minor,
  }));
  type Row = (typeof rows)[number];
  return (
    <DocumentsTable
      type="sales_invoice"
      title={`${name}: sales that are not paid`}
      fileName={`owed-${today}-${name}`}
      amount="Open"
      rows={rows}
      isLoading={false}
      further={[
        text('Age', (row: Row) => ageWords[ageOf(row.business_date, today)], { isWide: true }),
        text('Due', (row: Row) => (row.due_date ? dayText(row.due_date) : ''), { isWide: true }),
        money('On account', (row: Row) => row.charged_minor, { isWide: true }),
      ]}
    />
  );
}
