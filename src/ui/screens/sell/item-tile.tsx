import clsx from 'clsx';
import type { ItemRow } from '#queries/items.ts';
import { useMoney } from '#ui/shop-context.tsx';
import { shelfStyle } from './shelf-hue.ts';
import { stockWord } from './stock-word.ts';

interface ItemTileProps {
  readonly item: ItemRow;
  readonly onHandMilli: number | undefined;
  /** Of its shelf, 0 to 360. */
  readonly hue: number;
  readonly onAdd: (item: ItemRow) => void;
}

export function ItemTile({ item, onHandMilli, hue, onAdd }: ItemTileProps) {
  const money = useMoney();
  const stock = stockWord(item, onHandMilli);
  return (
    <button
      type="button"
      onClick={() => onAdd(item)}
      className="bg-surface border-line hover:border-line-strong active:bg-hover shadow-card shelf-mark relative flex h-full w-full flex-col justify-between overflow-hidden rounded-lg border p-3 ps-4 text-start transition-colors"
      style={shelfStyle(hue)}
    >
      <span className="line-clamp-3 text-[0.9375rem] leading-[1.3] font-semibold">{item.name}</span>
      <span className="flex items-end justify-between gap-2">
        <span className="num text-lg font-bold">
          {money(item.price_minor)}
          {item.quantity_decimals > 0 ? (
            <span className="text-soft text-sm font-medium"> / {item.unit_symbol}</span>
          ) : null}
        </span>
        <span
          className={clsx('num pb-0.5 text-xs font-medium', stock.isOut ? 'text-danger-ink' : 'text-soft')}
        >
          {stock.text}
        </span>
      </span>
    </button>
  );
}
