import type { ReactNode } from 'react';
import type { DocumentState } from '#schema/document-state.ts';
import { formatMoney } from '#domain/money.ts';
import { members } from '#queries/members.ts';
import type { Settings } from '#queries/settings.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';
import type { Figures } from './figures.ts';
import { methodWord, sourceWord } from './words.ts';

interface ShiftPaperProps {
  readonly figures: Figures;
  readonly settings: Settings;
  readonly currency: string;
  readonly deviceCode: string | null;
  /** Of a shift that is closed; null on an X report. */
  readonly closed: {
    readonly number: string;
    readonly state: DocumentState;
    readonly isCopy: boolean;
  } | null;
}

/** The report of a drawer on a roll of 80 mm. */
export function ShiftPaper({ figures, settings, currency, deviceCode, closed }: ShiftPaperProps) {
  const money = (minor: number) =>
    formatMoney(minor, { currency, currency_decimals: settings.currency_decimals });
  const time = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: settings.time_zone,
  });
  const people = useLive(members(useShop().till.db.read)).rows;
  const nameOf = (id: string | null) =>
    people.find(({ user_id }) => user_id === id)?.name ?? (people.length > 0 ? 'unknown' : '');
  const title = closed ? 'Z REPORT' : 'X REPORT';
  return (
    <article
      aria-label={closed ? `Z report ${closed.number}` : 'X report'}
      className="receipt-paper shadow-card mx-auto rounded-sm border border-[#c9c9c4] p-[4mm] text-[12px] leading-snug"
    >
      <header className="mb-2 text-center">
        <p className="text-[17px] font-bold">{settings.location_name}</p>
        <p className="text-[14px] font-bold">{title}</p>
        {closed ? <p className="num font-bold">{closed.number}</p> : <p>The shift is open</p>}
        {closed?.state === 'void' || closed?.state === 'dismissed' ? (
          <p className="text-[14px] font-bold tracking-[0.2em]">VOID</p>
        ) : null}
        {closed?.isCopy ? <p className="text-[14px] font-bold tracking-[0.2em]">COPY</p> : null}
      </header>
      <Part>
        <Row
          word={`Opened by ${nameOf(figures.opened_by)}`}
          value={time.format(new Date(figures.opened_at))}
        />
        {figures.closed_at ? (
          <Row
            word={`Closed by ${nameOf(figures.closed_by)}`}
            value={time.format(new Date(figures.closed_at))}
          />
        ) : null}
        <Row word="Till" value={deviceCode ?? ''} />
      </Part>
      <Part>
        {figures.sources.filter(isWorthTelling).map((source) => (
          <Row
            key={source.entity_type}
            word={`${sourceWord(source.entity_type)} (${source.document_count})`}
            value={money(source.total_minor)}
          />
        ))}
        {figures.tenders.map(({ method, payment_count, amount_minor }) => (
          <Row
            key={method}
            word={`  ${methodWord(method)} (${payment_count})`}
            value={money(amount_minor)}
            isPart
          />
        ))}
      </Part>
      <Unposted sources={figures.sources} money={money} />
      <Part>
        <Row word="Float" value={money(figures.float_minor)} />
        <Row word="Cash taken" value={money(figures.cash_minor)} />
        {figures.movements.map((movement) => (
          <Row
            key={movement.id}
            word={`Cash ${movement.direction}: ${movement.reason}`}
            value={money(movement.direction === 'in' ? movement.amount_minor : -movement.amount_minor)}
          />
        ))}
        <Row word="EXPECTED" value={money(figures.expected_minor)} isStrong />
      </Part>
      <Counted figures={figures} money={money} />
      {figures.note ? (
        <p className="border-t border-dashed border-black py-1.5 break-words whitespace-pre-line">
          {figures.note}
        </p>
      ) : null}
      {closed ? (
        <footer className="border-t border-dashed border-black pt-8 text-center">
          <p className="border-t border-black pt-0.5">Signature</p>
        </footer>
      ) : null}
    </article>
  );
}

/** A shop without credit need not read that nobody paid a debt. */
function isWorthTelling({ entity_type, document_count }: Figures['sources'][number]): boolean {
  return entity_type === 'sales_invoice' || document_count > 0;
}

interface MoneyProps {
  readonly money: (minor: number) => string;
}

function Unposted({ sources, money }: MoneyProps & Pick<Figures, 'sources'>) {
  const unposted = sources.filter(({ unposted_count }) => unposted_count > 0);
  if (unposted.length === 0) return null;
  return (
    <Part>
      {unposted.map((source) => (
        <div key={source.entity_type}>
          <Row
            word={`Taken, not in the books (${source.unposted_count})`}
            value={money(source.unposted_minor)}
          />
          <p className="break-words">{source.unposted_numbers}</p>
        </div>
      ))}
    </Part>
  );
}

function Counted({ figures, money }: MoneyProps & { readonly figures: Figures }) {
  const { counts, counted_minor, expected_minor, recount_count } = figures;
  if (counted_minor === null) return null;
  return (
    <Part>
      {counts.map(({ denomination_minor, pieces, amount_minor }) => (
        <Row
          key={denomination_minor}
          word={`${pieces} × ${money(denomination_minor)}`}
          value={money(amount_minor)}
        />
      ))}
      <Row word="COUNTED" value={money(counted_minor)} isStrong />
      <Row word="DIFFERENCE" value={money(counted_minor - expected_minor)} isStrong />
      {recount_count > 0 ? (
        <p>{recount_count === 1 ? 'Counted again once' : `Counted again ${recount_count} times`}</p>
      ) : null}
    </Part>
  );
}

function Part({ children }: { readonly children: ReactNode }) {
  return <dl className="num border-t border-dashed border-black py-1.5">{children}</dl>;
}

interface RowProps {
  readonly word: string;
  readonly value: string;
  readonly isStrong?: boolean;
  readonly isPart?: boolean;
}

function Row({ word, value, isStrong = false, isPart = false }: RowProps) {
  return (
    <div
      className={`flex justify-between gap-3 ${isStrong ? 'py-0.5 text-[15px] font-bold' : ''} ${isPart ? 'ps-3' : ''}`}
    >
      <dt className="min-w-0 break-words">{word}</dt>
      <dd className="whitespace-nowrap">{value}</dd>
    </div>
  );
}
