import type { ReactNode } from 'react';
import type { StoredDocument } from '#queries/stored-document.ts';
import type { Settings } from '#queries/settings.ts';

interface PaperProps {
  readonly document: Omit<StoredDocument, 'payload' | 'flags'>;
  readonly settings: Settings;
  /** What it is, as it stands on top. */
  readonly title: string;
  /** As on the paper; the number in the books differs only where that one was taken. */
  readonly number: string;
  readonly at: string;
  /** What was done by whom, at the foot: 'Adjusted by'. */
  readonly by: string;
  readonly children: ReactNode;
}

/** The paper of a document, drawn from what is stored alone. */
export function Paper({ document: of, settings, title, number, at, by, children }: PaperProps) {
  const time = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: settings.time_zone,
  }).format(new Date(at));
  return (
    <article
      aria-label={`${title} ${number}`}
      className="receipt-paper shadow-card mx-auto rounded-sm border border-[#c9c9c4] p-[4mm] text-[12px] leading-snug"
    >
      <header className="mb-2 text-center">
        <p className="text-[17px] font-bold">{settings.location_name}</p>
        <p className="text-[14px] font-bold">{title}</p>
      </header>
      <div className="num flex flex-wrap justify-between gap-x-3 border-y border-dashed border-black py-1.5 whitespace-nowrap">
        <span className="font-bold">{number}</span>
        <time dateTime={at}>{time}</time>
      </div>
      {of.sync_status === 'void' ? (
        <p className="pt-1.5 text-center text-[14px] font-bold tracking-[0.2em]">VOID</p>
      ) : null}
      {children}
      <footer className="border-t border-dashed border-black pt-1.5 text-center">
        {by} {of.cashier_name || 'us'} · Till {of.device_code}
      </footer>
    </article>
  );
}

interface PaperLineProps {
  readonly name: string;
  readonly batch: string | null;
  readonly quantity: string;
}

export function PaperLine({ name, batch, quantity }: PaperLineProps) {
  return (
    <li className="py-0.5">
      <p className="flex justify-between gap-2">
        <span className="font-medium break-words">{name}</span>
        <span className="shrink-0 font-medium">{quantity}</span>
      </p>
      {batch ? <p className="break-words">Batch {batch}</p> : null}
    </li>
  );
}
