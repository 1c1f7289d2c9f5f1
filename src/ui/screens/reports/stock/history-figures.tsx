import type { ReactNode } from 'react';
import { formatQuantity } from '#domain/quantity.ts';
import type { ItemMove } from '#queries/reports/item-moves.ts';
import type { CountedItem } from './history-columns.tsx';
import { Signed } from './signed.tsx';

interface HistoryFiguresProps {
  readonly item: CountedItem;
  readonly moves: readonly ItemMove[];
  /** Undefined where they are not known yet. */
  readonly balances: { readonly opening_milli: number; readonly closing_milli: number } | undefined;
}

/** What was there, what came, what went, what is there: the four add up. */
export function HistoryFigures({ item, moves, balances }: HistoryFiguresProps) {
  const sum = (isWanted: (milli: number) => boolean) =>
    moves.reduce((all, { quantity_milli }) => all + (isWanted(quantity_milli) ? quantity_milli : 0), 0);
  const there = (milli: number | undefined) =>
    milli === undefined ? '–' : `${formatQuantity(milli, item.quantity_decimals)} ${item.unit_symbol}`;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure word="Before">{there(balances?.opening_milli)}</Figure>
      <Figure word="In">
        <Signed milli={sum((milli) => milli > 0)} item={item} />
      </Figure>
      <Figure word="Out">
        <Signed milli={sum((milli) => milli < 0)} item={item} />
      </Figure>
      <Figure word="After">{there(balances?.closing_milli)}</Figure>
    </dl>
  );
}

function Figure({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div className="bg-surface border-line flex flex-col gap-0.5 rounded-lg border px-4 py-3">
      <dt className="text-soft text-sm font-semibold">{word}</dt>
      <dd className="num text-xl font-bold">{children}</dd>
    </div>
  );
}
