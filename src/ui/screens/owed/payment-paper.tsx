import { formatMoney } from '#domain/money.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import type { Settings } from '#queries/settings.ts';
import type { StoredDocument } from '#queries/stored-document.ts';
import type { CustomerPaymentPayload } from '#schema/documents/customer-payment.ts';
import { OwedNow } from '#ui/screens/receipt/owed-now.tsx';
import { PaperRow } from '#ui/screens/receipt/paper-row.tsx';

interface PaymentPaperProps {
  readonly document: StoredDocument;
  readonly payment: CustomerPaymentPayload;
  readonly customer: OwingCustomer | null | undefined;
  readonly settings: Settings;
  readonly isCopy: boolean;
}

/** The paper, drawn from the stored document. What is owed then is known only when it is taken: a copy does not say it. */
export function PaymentPaper({ document, payment, customer, settings, isCopy }: PaymentPaperProps) {
  const { currency_decimals, time_zone, location_name, receipt_header, receipt_footer } = settings;
  const money = (minor: number) => formatMoney(minor, { currency: payment.currency, currency_decimals });
  const at = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: time_zone,
  }).format(new Date(payment.client_created_at));
  const isVoid = document.sync_status === 'void' || document.sync_status === 'dismissed';
  return (
    <article
      aria-label={`Payment ${payment.payment_number}`}
      className="receipt-paper shadow-card mx-auto rounded-sm border border-[#c9c9c4] p-[4mm] text-[12px] leading-snug"
    >
      <header className="mb-2 text-center">
        <p className="text-[17px] font-bold">{location_name}</p>
        {receipt_header && receipt_header !== location_name ? (
          <p className="whitespace-pre-line">
            {receipt_header.startsWith(`${location_name}\n`)
              ? receipt_header.slice(location_name.length + 1)
              : receipt_header}
          </p>
        ) : null}
        <p className="mt-1 text-[14px] font-bold">Payment received</p>
      </header>
      <div className="num flex flex-wrap justify-between gap-x-3 border-y border-dashed border-black py-1.5 whitespace-nowrap">
        <span className="font-bold">{payment.payment_number}</span>
        <time dateTime={payment.client_created_at}>{at}</time>
      </div>
      {isVoid ? <Stamp word="VOID" /> : null}
      {isCopy ? <Stamp word="COPY" /> : null}
      <p className="py-1.5">From {customer?.name ?? 'a customer'}</p>
      <dl className="num border-t border-dashed border-black pt-1.5">
        <PaperRow word="PAID" amount={money(payment.amount_minor)} isStrong />
        {payment.rounding_minor === 0 ? null : (
          <PaperRow word="Cash rounding" amount={money(payment.rounding_minor)} />
        )}
        <PaperRow
          word={payment.method === 'cash' ? 'Cash' : `Card ${payment.reference}`.trim()}
          amount={money(payment.tendered_minor)}
        />
        {payment.change_minor > 0 ? <PaperRow word="Change" amount={money(payment.change_minor)} /> : null}
      </dl>
      {customer && !isCopy ? <OwedNow customer={customer} settings={settings} /> : null}
      {payment.note ? <p className="mt-1.5 break-words whitespace-pre-line">{payment.note}</p> : null}
      <footer className="mt-2 border-t border-dashed border-black pt-1.5 text-center">
        <p>
          Served by {document.cashier_name || 'us'} · Till {document.device_code}
        </p>
        {receipt_footer ? <p className="mt-1 whitespace-pre-line">{receipt_footer}</p> : null}
      </footer>
    </article>
  );
}

function Stamp({ word }: { readonly word: string }) {
  return <p className="pt-1.5 text-center text-[14px] font-bold tracking-[0.2em]">{word}</p>;
}
