import { lazy, Suspense } from 'react';
import { formatQuantity } from '#domain/quantity.ts';
import { formatMoney } from '#domain/money.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import type { SaleDocument } from '#queries/sale-document.ts';
import type { Settings } from '#queries/settings.ts';
import { OwedNow } from './owed-now.tsx';
import { PaidRows } from './paid-rows.tsx';
import { PaperRow } from './paper-row.tsx';

interface ReceiptPaperProps {
  readonly sale: SaleDocument;
  readonly settings: Settings;
  readonly isCopy: boolean;
  /** What the customer owes now, where a part of the sale is on credit. */
  readonly owing: OwingCustomer | null | undefined;
}

/** What draws it is large, and the receipt is on screen before it is there. A receipt without it is a receipt. */
const ReceiptBars = lazy(() =>
  import('./receipt-bars.tsx').then(
    ({ ReceiptBars: drawn }) => ({ default: drawn }),
    () => ({ default: () => null }),
  ),
);

const dateAndTime = (iso: string, timeZone: string) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  );

/** The paper, drawn from the stored document alone: what was posted is what is printed. */
export function ReceiptPaper({ sale, settings, isCopy, owing }: ReceiptPaperProps) {
  const money = (minor: number) =>
    formatMoney(minor, { currency: sale.currency, currency_decimals: settings.currency_decimals });
  return (
    <article
      aria-label={`Receipt ${sale.printed_number}`}
      className="receipt-paper shadow-card mx-auto rounded-sm border border-[#c9c9c4] p-[4mm] text-[12px] leading-snug"
    >
      <header className="mb-2 text-center">
        {/* Many write the name into the header themselves. */}
        {settings.receipt_header.startsWith(settings.location_name) ? null : (
          <p className="text-[17px] font-bold">{settings.location_name}</p>
        )}
        {settings.receipt_header ? (
          <p className="whitespace-pre-line first-line:text-[17px] first-line:font-bold">
            {settings.receipt_header}
          </p>
        ) : null}
      </header>
      <div className="num flex flex-wrap justify-between gap-x-3 border-y border-dashed border-black py-1.5 whitespace-nowrap">
        <span className="font-bold">{sale.printed_number}</span>
        <time dateTime={sale.client_created_at}>
          {dateAndTime(sale.client_created_at, settings.time_zone)}
        </time>
      </div>
      {sale.sync_status === 'void' || sale.sync_status === 'dismissed' ? (
        <p className="pt-1.5 text-center text-[14px] font-bold tracking-[0.2em]">VOID</p>
      ) : null}
      {sale.kind === 'return' ? (
        <p className="pt-1.5 text-center text-[14px] font-bold tracking-[0.2em]">RETURN</p>
      ) : null}
      {isCopy ? <p className="pt-1.5 text-center text-[14px] font-bold tracking-[0.2em]">COPY</p> : null}
      {sale.original_number ? <p className="num pt-1.5">Of {sale.original_number}</p> : null}
      {sale.exchange ? (
        <p className="num pt-1.5">
          {sale.kind === 'sale' ? 'Exchange: return' : 'Exchange: sale'} {sale.exchange.number}
        </p>
      ) : null}
      {sale.customer_name ? <p className="pt-1.5">For {sale.customer_name}</p> : null}
      <Lines sale={sale} money={money} />
      <Totals sale={sale} money={money} />
      {owing && !isCopy ? <OwedNow customer={owing} settings={settings} /> : null}
      {sale.note ? <p className="mt-1.5 whitespace-pre-line">{sale.note}</p> : null}
      <footer className="mt-2 border-t border-dashed border-black pt-1.5 text-center">
        <p>
          Served by {sale.cashier_name || 'us'} · Till {sale.device_code}
        </p>
        {settings.receipt_footer ? (
          <p className="mt-1 whitespace-pre-line">{settings.receipt_footer}</p>
        ) : null}
        <div className="mx-auto mt-2 h-[9mm] w-[58mm] max-w-full">
          <Suspense>
            <ReceiptBars number={sale.printed_number} />
          </Suspense>
        </div>
      </footer>
    </article>
  );
}

interface PartProps {
  readonly sale: SaleDocument;
  readonly money: (minor: number) => string;
}

/** A quantity as the line has it: whole where it is whole. */
function quantityOf(milli: number): string {
  return formatQuantity(milli, milli % 1000 === 0 ? 0 : 3);
}

function Lines({ sale, money }: PartProps) {
  return (
    <ul className="num py-2">
      {sale.lines.map((line) => (
        <li key={line.id} className="py-0.5">
          <p className="font-medium">{line.item_name}</p>
          <p className="flex justify-between gap-2">
            <span>
              {quantityOf(line.quantity_milli)} {line.unit_symbol} × {money(line.price_minor)}
              {line.batch_number ? ` · ${line.batch_number}` : ''}
            </span>
            <span className="font-medium">{money(line.amount_minor)}</span>
          </p>
          {line.discount_minor > 0 ? <p>Discount −{money(line.discount_minor)}</p> : null}
        </li>
      ))}
    </ul>
  );
}

function Totals({ sale, money }: PartProps) {
  return (
    <dl className="num border-t border-dashed border-black pt-1.5">
      <PaperRow
        word={sale.tax_mode === 'inclusive' ? 'Tax included' : 'Tax'}
        amount={money(sale.tax_minor)}
      />
      <PaperRow word="TOTAL" amount={money(sale.total_minor)} isStrong />
      <PaidRows sale={sale} money={money} />
    </dl>
  );
}
