import { formatMoney } from '#domain/money.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { linesOf, type NoteDocument } from '#queries/goods-received.ts';
import type { Settings } from '#queries/settings.ts';

interface NotePaperProps {
  readonly note: NoteDocument;
  readonly settings: Settings;
}

/** The paper, drawn from the stored document alone. */
export function NotePaper({ note, settings }: NotePaperProps) {
  const money = (minor: number) =>
    formatMoney(minor, { currency: note.currency, currency_decimals: settings.currency_decimals });
  const at = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: settings.time_zone,
  }).format(new Date(note.client_created_at));
  return (
    <article
      aria-label={`Goods received note ${note.printed_number}`}
      className="receipt-paper shadow-card mx-auto rounded-sm border border-[#c9c9c4] p-[4mm] text-[12px] leading-snug"
    >
      <header className="mb-2 text-center">
        <p className="text-[17px] font-bold">{settings.location_name}</p>
        <p className="text-[14px] font-bold">Goods received</p>
      </header>
      <div className="num flex flex-wrap justify-between gap-x-3 border-y border-dashed border-black py-1.5 whitespace-nowrap">
        <span className="font-bold">{note.printed_number}</span>
        <time dateTime={note.client_created_at}>{at}</time>
      </div>
      {note.sync_status === 'void' ? (
        <p className="pt-1.5 text-center text-[14px] font-bold tracking-[0.2em]">VOID</p>
      ) : null}
      {note.supplier_name || note.supplier_reference ? (
        <p className="pt-1.5 break-words">
          {note.supplier_name ? <span className="font-medium">{note.supplier_name} </span> : null}
          {note.supplier_reference ? `Delivery note ${note.supplier_reference}` : ''}
        </p>
      ) : null}
      <ul className="num py-2">
        {linesOf(note).map((line) => (
          <li key={line.id} className="py-0.5">
            <p className="font-medium break-words">{line.item_name}</p>
            {line.batch_number ? (
              <p className="break-words">
                Batch {line.batch_number} · expires {line.expiry_date}
              </p>
            ) : null}
            <p className="flex justify-between gap-2">
              <span>
                {formatQuantity(line.quantity_milli, line.quantity_milli % 1000 === 0 ? 0 : 3)}{' '}
                {line.unit_symbol} × {money(line.unit_cost_minor)}
              </span>
              <span className="font-medium">{money(line.amount_minor)}</span>
            </p>
          </li>
        ))}
      </ul>
      <p className="num flex justify-between border-t border-dashed border-black py-1.5 text-[18px] font-bold">
        <span>TOTAL</span>
        <span>{money(note.total_minor)}</span>
      </p>
      {note.note ? <p className="pb-1.5 break-words whitespace-pre-line">{note.note}</p> : null}
      <footer className="border-t border-dashed border-black pt-1.5 text-center">
        Received by {note.cashier_name || 'us'} · Till {note.device_code}
      </footer>
    </article>
  );
}
