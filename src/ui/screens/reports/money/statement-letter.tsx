import { Link } from '@tanstack/react-router';
import type { Statement } from '#domain/account.ts';
import { isOverdue } from '#domain/credit.ts';
import type { Period } from '#domain/period.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import type { AccountEntry } from '#queries/reports/account-entries.ts';
import type { Settings } from '#queries/settings.ts';
import { dayText } from '#ui/day-text.ts';
import { periodText } from '#ui/screens/reports/report-frame.tsx';
import { useMoney } from '#ui/shop-context.tsx';

interface StatementLetterProps {
  readonly statement: Statement<AccountEntry>;
  readonly customer: OwingCustomer;
  readonly settings: Settings;
  readonly period: Period;
  readonly today: string;
}

const cell = '*:px-2 *:py-1.5 max-sm:*:px-1';

/** Black on white wherever it is shown: it is what the customer gets. */
export function StatementLetter({ statement, customer, settings, period, today }: StatementLetterProps) {
  const money = useMoney();
  const { opening_minor, lines, closing_minor, charged_minor, settled_minor } = statement;
  return (
    <article
      aria-label={`Statement of ${customer.name}`}
      className="num mx-auto w-full max-w-[210mm] rounded-sm border border-[#c9c9c4] bg-white p-[6mm] text-sm text-black sm:p-[14mm] print:max-w-none print:border-0 print:p-0"
    >
      <Head {...{ customer, settings, period, today }} />
      <table className="mt-6 w-full border-collapse text-end">
        <caption className="sr-only">Sales on account and payments</caption>
        <thead>
          <tr className={`${cell} border-b border-black *:font-semibold`}>
            <th scope="col" className="text-start">
              Date
            </th>
            <th scope="col" className="text-start">
              Document
            </th>
            <th scope="col">Charged</th>
            <th scope="col">Paid</th>
            <th scope="col">Balance</th>
          </tr>
        </thead>
        <tbody>
          <tr className={cell}>
            <td className="text-start">{dayText(period.from)}</td>
            <td colSpan={3} className="text-start">
              Balance before
            </td>
            <td>{money(opening_minor)}</td>
          </tr>
          {lines.map((line) => (
            <tr key={line.document_id} className={`${cell} break-inside-avoid border-t border-[#d8d8d3]`}>
              <td className="text-start">{dayText(line.business_date)}</td>
              <td className="text-start">
                <EntryName entry={line} />
              </td>
              <td>{line.amount_minor > 0 ? money(line.amount_minor) : ''}</td>
              <td>{line.amount_minor > 0 ? '' : money(-line.amount_minor)}</td>
              <td>{money(line.balance_minor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={`${cell} border-t-2 border-black *:font-bold`}>
            <th scope="row" colSpan={2} className="text-start">
              Balance, {dayText(period.to < today ? period.to : today)}
            </th>
            <td>{money(charged_minor)}</td>
            <td>{money(settled_minor)}</td>
            <td>{money(closing_minor)}</td>
          </tr>
        </tfoot>
      </table>
      <Due {...{ customer, today }} isNow={period.to >= today} />
    </article>
  );
}

function Head({ customer, settings, period, today }: Omit<StatementLetterProps, 'statement'>) {
  const { location_name, receipt_header } = settings;
  const rest = receipt_header.startsWith(location_name)
    ? receipt_header.slice(location_name.length).trim()
    : receipt_header;
  return (
    <header>
      <p className="text-xl font-bold">{location_name}</p>
      {rest ? <p className="whitespace-pre-line">{rest}</p> : null}
      <div className="mt-8 flex flex-wrap justify-between gap-4">
        <address className="not-italic">
          <p className="text-base font-semibold">{customer.name}</p>
          {customer.phone ? <p>{customer.phone}</p> : null}
        </address>
        <p>{dayText(today)}</p>
      </div>
      <h3 className="mt-8 text-lg font-bold">Statement of your account, {periodText(period)}</h3>
    </header>
  );
}

const names = { sale: 'Sale', return: 'Return', payment: 'Payment' } as const;
const papers = { sale: '/sales/$id', return: '/sales/$id', payment: '/sales/payments/$id' } as const;

function EntryName({ entry: { kind, number, document_id, sync_status, due_date } }: EntryProps) {
  return (
    <>
      <Link
        to={sync_status === 'failed' ? '/queue/$id' : papers[kind]}
        params={{ id: document_id }}
        className="underline-offset-4 hover:underline"
      >
        {names[kind]} {number}
      </Link>
      {kind === 'sale' && due_date ? <span>, due {dayText(due_date)}</span> : null}
      {sync_status === 'synced' ? null : (
        <span className="block text-xs print:hidden">
          {sync_status === 'failed' ? 'refused' : 'not sent yet'}
        </span>
      )}
    </>
  );
}

interface EntryProps {
  readonly entry: AccountEntry;
}

interface DueProps {
  readonly customer: OwingCustomer;
  readonly today: string;
  /** Of a period that is over what is due now is another matter. */
  readonly isNow: boolean;
}

function Due({ customer: { open_debts, owed_minor }, today, isNow }: DueProps) {
  const money = useMoney();
  if (!isNow || owed_minor <= 0) return null;
  const overdue = open_debts
    .filter(({ due_date }) => isOverdue(due_date, today))
    .reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  return (
    <p className="mt-4 text-base">
      Please pay {money(owed_minor)}
      {overdue > 0 ? `, of which ${money(overdue)} is overdue` : ''}.
    </p>
  );
}
