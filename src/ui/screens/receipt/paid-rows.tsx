import { Fragment } from 'react';
import { exchangeRows, type ExchangeRow } from '#domain/exchange.ts';
import type { SaleDocument } from '#queries/sale-document.ts';
import { dayText } from '#ui/day-text.ts';
import { PaperRow } from './paper-row.tsx';

interface PaidRowsProps {
  readonly sale: SaleDocument;
  readonly money: (minor: number) => string;
}

/** On a paper: how it was paid, or paid back; of an exchange, what passed over the counter for both together. */
export function PaidRows({ sale, money }: PaidRowsProps) {
  const { exchange, kind } = sale;
  if (exchange && kind === 'return') {
    return <PaperRow word={`Set against ${exchange.number}`} amount={money(outOf(sale.payments))} />;
  }
  if (exchange) return <ExchangeRows sale={sale} money={money} given={exchange.payments} />;
  return sale.payments.map((payment) => (
    <Fragment key={payment.id}>
      <Rounding minor={payment.rounding_minor} money={money} />
      <PaperRow
        word={kind === 'return' ? backWord(payment) : paymentWord(payment)}
        amount={money(payment.tendered_minor)}
        isStrong={payment.method === 'credit' && kind === 'sale'}
      />
      <DueDate sale={sale} payment={payment} />
      {payment.change_minor > 0 ? <PaperRow word="Change" amount={money(payment.change_minor)} /> : null}
    </Fragment>
  ));
}

const backWords = { cash: 'Back in cash', card: 'Back to the card', credit: 'Off what is owed' } as const;

function ExchangeRows({ sale, money, given }: PaidRowsProps & { readonly given: SaleDocument['payments'] }) {
  const rounding = sale.payments.reduce((sum, { rounding_minor }) => sum + rounding_minor, 0);
  const credit = sale.payments.find(({ method }) => method === 'credit');
  const word = ({ kind, method }: ExchangeRow) => {
    if (kind === 'change') return 'Change';
    const reference = sale.payments.findLast((one) => one.method === method)?.reference ?? '';
    return kind === 'back' ? backWords[method] : paymentWord({ method, reference });
  };
  return (
    <>
      <Rounding minor={rounding} money={money} />
      <PaperRow word="Given back" amount={`−${money(outOf(given))}`} />
      {exchangeRows(sale.payments, given).map((row) => (
        <PaperRow
          key={`${row.kind} ${row.method}`}
          word={word(row)}
          amount={money(row.amount_minor)}
          isStrong={row.kind === 'paid' && row.method === 'credit'}
        />
      ))}
      {credit ? <DueDate sale={sale} payment={credit} /> : null}
    </>
  );
}

function Rounding({ minor, money }: { readonly minor: number; readonly money: PaidRowsProps['money'] }) {
  return minor === 0 ? null : <PaperRow word="Cash rounding" amount={money(minor)} />;
}

function DueDate({
  sale,
  payment,
}: {
  readonly sale: SaleDocument;
  readonly payment: SaleDocument['payments'][number];
}) {
  if (!payment.due_date || sale.kind === 'return') return null;
  return <PaperRow word="To be paid by" amount={dayText(payment.due_date)} />;
}

function backWord(payment: SaleDocument['payments'][number]): string {
  return payment.method === 'credit' ? 'Taken off what is owed' : `Paid back: ${paymentWord(payment)}`;
}

/** What a return pays back in all. */
function outOf(payments: SaleDocument['payments']): number {
  return payments.reduce((sum, { tendered_minor }) => sum + tendered_minor, 0);
}

function paymentWord({
  method,
  reference,
}: Pick<SaleDocument['payments'][number], 'method' | 'reference'>): string {
  if (method === 'credit') return 'ON CREDIT';
  return method === 'cash' ? 'Cash' : `Card ${reference}`.trim();
}
