import clsx from 'clsx';
import { SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ItemRow } from '#queries/items.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { stockWord } from './stock-word.ts';
import type { Stock } from './use-stock.ts';

interface ResultListProps {
  readonly id: string;
  readonly items: readonly ItemRow[];
  readonly stock: Stock;
  readonly isLoading: boolean;
  readonly activeIndex: number;
  readonly onAdd: (item: ItemRow) => void;
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function ResultList({ id, items, stock, isLoading, activeIndex, onAdd }: ResultListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);
  const isEmpty = !isLoading && items.length === 0;
  return (
    <div className="scroll-calm h-full px-3 pb-3 md:px-4">
      {/* A native list of choices cannot be filled while one types. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div ref={list} id={id} role="listbox" aria-label="Matching items" className="flex flex-col gap-1">
        {items.map((item, index) => (
          <Result
            key={item.id}
            id={optionId(id, index)}
            item={item}
            onHandMilli={stock.get(item.id)}
            isActive={index === activeIndex}
            onAdd={() => onAdd(item)}
          />
        ))}
      </div>
      {isEmpty ? (
        <EmptyState icon={SearchX} title="No item matches">
          Check the spelling, or search for a part of the name.
        </EmptyState>
      ) : null}
    </div>
  );
}

interface ResultProps {
  readonly id: string;
  readonly item: ItemRow;
  readonly onHandMilli: number | undefined;
  readonly isActive: boolean;
  readonly onAdd: () => void;
}

function Result({ id, item, onHandMilli, isActive, onAdd }: ResultProps) {
  const money = useMoney();
  const stock = stockWord(item, onHandMilli);
  return (
    // The search box keeps the focus and answers the keys: an option only takes a finger or a click.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onAdd}
      className={clsx(
        'flex min-h-16 cursor-pointer items-center gap-4 rounded-lg border px-4 py-2',
        isActive ? 'bg-brand-tint border-brand' : 'bg-surface border-line hover:bg-hover',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate text-lg leading-snug font-semibold">{item.name}</span>
        <span className={clsx('num block truncate text-sm', isActive ? 'text-ink' : 'text-soft')}>
          {item.barcode ?? 'No barcode'} ·{' '}
          <span className={clsx(stock.isOut && 'text-danger-ink')}>{stock.text}</span>
        </span>
      </span>
      <span className="num text-xl font-bold whitespace-nowrap">
        {money(item.price_minor)}
        {item.quantity_decimals > 0 ? (
          <span className="text-sm font-medium"> / {item.unit_symbol}</span>
        ) : null}
      </span>
    </div>
  );
}
