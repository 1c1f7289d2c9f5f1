import clsx from 'clsx';
import { TrendingDown, TrendingUp } from 'lucide-react';
import type { SalesRow } from '#queries/reports/sales-by.ts';
import { useMoney } from '#ui/shop-context.tsx';
import { marginPercent } from './sales-rows.ts';

interface FiguresProps {
  readonly now: SalesRow;
  readonly before: SalesRow;
  /** What `before` is. */
  readonly than: string;
}

const percent = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** What a manager looks at first, each beside the period before. */
export function Figures({ now, before, than }: FiguresProps) {
  const money = useMoney();
  const each = (row: SalesRow) => (row.sale_count === 0 ? 0 : Math.round(row.gross_minor / row.sale_count));
  const margin = marginPercent(now);
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      <Figure
        word="Sales"
        text={money(now.gross_minor)}
        now={now.gross_minor}
        before={before.gross_minor}
        than={than}
      />
      <Figure
        word="Receipts"
        text={now.sale_count.toLocaleString()}
        now={now.sale_count}
        before={before.sale_count}
        than={than}
      />
      <Figure word="Per receipt" text={money(each(now))} now={each(now)} before={each(before)} than={than} />
      <Figure
        word="Gross margin"
        text={now.cost_minor === null ? '–' : money(now.net_minor - now.cost_minor)}
        note={
          now.cost_minor === null
            ? 'Costs are not here yet'
            : margin === null
              ? ''
              : `${percent.format(margin)} %`
        }
      />
      <Figure word="Tax" text={money(now.tax_minor)} note={`Returned ${money(now.returned_minor)}`} />
    </dl>
  );
}

interface FigureProps {
  readonly word: string;
  readonly text: string;
  readonly now?: number;
  readonly before?: number;
  readonly than?: string;
  readonly note?: string;
}

function Figure({ word, text, now = 0, before = 0, than = '', note }: FigureProps) {
  const change = before > 0 ? ((now - before) / before) * 100 : null;
  const Icon = change !== null && change < 0 ? TrendingDown : TrendingUp;
  return (
    <div className="bg-surface border-line flex flex-col gap-0.5 rounded-lg border px-4 py-3">
      <dt className="text-soft text-sm font-semibold">{word}</dt>
      <dd className="num text-xl font-bold sm:text-2xl">{text}</dd>
      {note !== undefined ? (
        <dd className="num text-soft text-sm">{note}</dd>
      ) : change === null ? (
        <dd className="text-soft text-sm">Nothing on {than}</dd>
      ) : (
        <dd
          className={clsx(
            'num flex items-center gap-1 text-sm',
            change < 0 ? 'text-danger-ink' : 'text-brand-ink',
          )}
        >
          <Icon aria-hidden size={15} className="shrink-0" />
          <span>
            {change < 0 ? '−' : '+'}
            {percent.format(Math.abs(change))} % <span className="text-soft">{than}</span>
          </span>
        </dd>
      )}
    </div>
  );
}
