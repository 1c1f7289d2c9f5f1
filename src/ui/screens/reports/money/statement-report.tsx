import { Link } from '@tanstack/react-router';
import { CloudDownload, Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { statementOf } from '#domain/account.ts';
import { monthsOf } from '#domain/period.ts';
import { owingCustomer, owingNamed, type OwingCustomer } from '#queries/owed.ts';
import { entriesOf } from '#queries/reports/account-entries.ts';
import { useOwing } from '#ui/customers/use-owing.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { printOn } from '#ui/print-on.ts';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { StatementLetter } from './statement-letter.tsx';
import { useHereSince } from './use-here-since.ts';

/** What one customer bought on account and paid in a period, as a letter. */
export function StatementReport() {
  const asked = useReport('month');
  const { period, today, search } = asked;
  const isAsked = search.of !== undefined;
  // What is owed at the end of it is what is owed now less everything since.
  const covers = { from: period.from, to: period.to > today ? period.to : today };
  return (
    <ReportFrame
      heading="Statement"
      asked={asked}
      covers={isAsked ? covers : null}
      isPaper={isAsked}
      hasPeriod={isAsked}
      choices={
        isAsked ? (
          <Link
            from="/reports/$report"
            to="/reports/$report"
            search={({ of: _of, ...rest }) => rest}
            className="flex min-h-touch items-center font-semibold underline underline-offset-4"
          >
            Another customer
          </Link>
        ) : null
      }
    >
      {() => (search.of === undefined ? <Choose /> : <Letter asked={asked} customerId={search.of} />)}
    </ReportFrame>
  );
}

/** Those who owe; by name, everybody. */
function Choose() {
  const [name, setName] = useState('');
  const { rows, isLoading } = useLive(owingNamed(useShop().till.db.read, name), reportThrottleMs);
  const { money } = useColumns();
  const customers = rows.map(owingCustomer);
  return (
    <>
      <SearchField label="Find a customer" value={name} onChange={setName} />
      {customers.length > 0 ? (
        <ReportTable
          caption="Customers"
          fileName={null}
          rows={customers}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Customer',
              show: ({ id, name: customer }) => (
                <Link
                  from="/reports/$report"
                  to="/reports/$report"
                  search={(search) => ({ ...search, of: id })}
                  className="-my-2.5 flex min-h-touch items-center py-2.5 underline-offset-4 hover:underline"
                >
                  {customer}
                </Link>
              ),
              file: ({ name: customer }) => customer,
              isText: true,
            },
            money('Owes', (row: OwingCustomer) => row.owed_minor, { isBold: true }),
          ]}
        />
      ) : isLoading ? null : (
        <EmptyState icon={Printer} title={name ? 'Nobody of that name' : 'Nobody owes anything'}>
          Type a name to find any customer.
        </EmptyState>
      )}
    </>
  );
}

interface LetterProps {
  readonly asked: AskedReport;
  readonly customerId: string;
}

const monthText = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

function Letter({ asked: { period, today }, customerId }: LetterProps) {
  const { read } = useShop().till.db;
  const settings = useSettings();
  const customer = useOwing(customerId);
  const { rows, isLoading } = useLive(entriesOf(read, customerId, period.from), reportThrottleMs);
  const months = monthsOf({ from: period.from, to: today });
  const since = useHereSince(months);
  const missing = months.filter((month) => since === null || `${month}-01` < since);
  const statement = useMemo(
    () => (customer ? statementOf(rows, customer.owed_minor, period) : null),
    [rows, customer, period],
  );
  if (customer === null) {
    return (
      <EmptyState icon={Printer} title="This customer is not on this device">
        They may belong to another location.
      </EmptyState>
    );
  }
  if (!customer || !statement || !settings || isLoading) return null;
  if (missing.length > 0) {
    return (
      <Notice tone="attention" icon={CloudDownload} title="Not all that it needs is on this device">
        A statement begins with what was owed then: what is owed now, less every sale and payment since.
        Missing: {missing.map((month) => monthText.format(new Date(`${month}-01`))).join(', ')}. It is shown
        as soon as they are here.
      </Notice>
    );
  }
  return (
    <>
      <div className="flex justify-end print:hidden">
        <Button icon={Printer} onClick={() => printOn({ size: 'A4', margin: '18mm' })}>
          Print
        </Button>
      </div>
      <StatementLetter {...{ statement, customer, settings, period, today }} />
    </>
  );
}
