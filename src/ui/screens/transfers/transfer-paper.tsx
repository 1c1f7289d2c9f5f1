import { formatQuantity } from '#domain/quantity.ts';
import type { Settings } from '#queries/settings.ts';

export interface PaperLine {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity_milli: number;
  readonly batch_number: string | null;
  readonly expiry_date: string | null;
  readonly barcode: string | null;
  /** What was sent, and why it is not what came; null where it is. */
  readonly difference: { readonly sent_milli: number; readonly reason: string } | null;
}

interface TransferPaperProps {
  readonly title: string;
  readonly number: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly about: string;
  readonly note: string;
  readonly foot: string;
  readonly isVoid: boolean;
  readonly lines: readonly PaperLine[];
  readonly settings: Settings;
}

const quantity = (milli: number) => formatQuantity(milli, milli % 1000 === 0 ? 0 : 3);

/** The paper that goes with the goods, and the one that says what came: drawn from the stored document alone. */
export function TransferPaper(paper: TransferPaperProps) {
  const { settings, lines } = paper;
  const at = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: settings.time_zone,
  }).format(new Date(paper.at));
  return (
    <article
      aria-label={`${paper.title} ${paper.number}`}
      className="receipt-paper shadow-card mx-auto rounded-sm border border-[#c9c9c4] p-[4mm] text-[12px] leading-snug"
    >
      <header className="mb-2 text-center">
        <p className="text-[17px] font-bold">{settings.location_name}</p>
        <p className="text-[14px] font-bold">{paper.title}</p>
      </header>
      <div className="num flex flex-wrap justify-between gap-x-3 border-y border-dashed border-black py-1.5 whitespace-nowrap">
        <span className="font-bold">{paper.number}</span>
        <time dateTime={paper.at}>{at}</time>
      </div>
      {paper.isVoid ? (
        <p className="pt-1.5 text-center text-[14px] font-bold tracking-[0.2em]">VOID</p>
      ) : null}
      <p className="pt-1.5 break-words">
        From <b>{paper.from}</b> to <b>{paper.to}</b>
      </p>
      {paper.about ? <p className="num break-words">{paper.about}</p> : null}
      <ul className="num py-2">
        {lines.map((line) => (
          <li key={line.id} className="py-0.5">
            <p className="flex justify-between gap-2 font-medium">
              <span className="min-w-0 break-words">{line.name}</span>
              <span className="whitespace-nowrap">
                {quantity(line.quantity_milli)} {line.unit}
              </span>
            </p>
            {line.batch_number ? (
              <p className="break-words">
                Batch {line.batch_number}
                {line.expiry_date ? ` · expires ${line.expiry_date}` : ''}
              </p>
            ) : null}
            {line.barcode ? <p>{line.barcode}</p> : null}
            {line.difference ? (
              <p className="break-words">
                Sent {quantity(line.difference.sent_milli)}: {line.difference.reason}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="num flex justify-between border-t border-dashed border-black py-1.5 text-[14px] font-bold">
        <span>LINES</span>
        <span>{lines.length}</span>
      </p>
      {paper.note ? <p className="pb-1.5 break-words whitespace-pre-line">{paper.note}</p> : null}
      <footer className="border-t border-dashed border-black pt-1.5 text-center">{paper.foot}</footer>
    </article>
  );
}
