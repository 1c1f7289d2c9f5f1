import { useVirtualizer } from '@tanstack/react-virtual';
import { PackageOpen } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { itemsInCategory, itemsNamed, type ItemRow } from '#queries/items.ts';
import { useElementWidth } from '#ui/hooks/use-element-width.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { ItemTile } from './item-tile.tsx';
import { useStock } from './use-stock.ts';

/** Beyond this, one searches. */
const mostTiles = 600;
const tileWidth = 176;
const tileHeight = 120;
const gap = 10;

interface ItemGridProps {
  readonly hues: ReadonlyMap<string, number>;
  readonly categoryId: string | null;
  readonly onAdd: (item: ItemRow) => void;
}

/** All items, or those of one shelf. */
export function ItemGrid({ categoryId, ...rest }: ItemGridProps) {
  const { till } = useShop();
  const { rows: items, isLoading } = useLive<ItemRow>(
    categoryId === null
      ? itemsNamed(till.db.read, '', mostTiles)
      : itemsInCategory(till.db.read, categoryId, mostTiles),
    120,
  );
  return (
    <TileGrid items={items} {...rest}>
      {!isLoading && items.length === 0 ? (
        <EmptyState icon={PackageOpen} title="Nothing to sell here yet">
          Items appear as soon as a manager has added them.
        </EmptyState>
      ) : null}
      {items.length === mostTiles ? (
        <p className="text-soft py-3 text-center text-sm">
          The first {mostTiles} items. Search to find the others.
        </p>
      ) : null}
    </TileGrid>
  );
}

interface TileGridProps extends Omit<ItemGridProps, 'categoryId'> {
  readonly items: readonly ItemRow[];
  /** Below the tiles. */
  readonly children: ReactNode;
}

/** Tiles, of which only those in sight are drawn. */
export function TileGrid({ items, hues, onAdd, children }: TileGridProps) {
  const [sizer, width] = useElementWidth<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = Math.max(2, Math.floor((width + gap) / (tileWidth + gap)));
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(items.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => tileHeight + gap,
    overscan: 3,
  });
  const drawn = rows.getVirtualItems();
  const [first, end] = [drawn[0]?.index ?? 0, (drawn.at(-1)?.index ?? -1) + 1];
  const stock = useStock(items.slice(first * columns, end * columns), 120);
  return (
    <div ref={scroller} className="scroll-calm h-full px-3 pb-3 md:px-4">
      <div ref={sizer} className="relative" style={{ height: rows.getTotalSize() }}>
        {drawn.map((row) => (
          <div
            key={row.key}
            className="absolute inset-x-0 top-0 grid"
            style={{
              gap,
              height: tileHeight,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${row.start}px)`,
            }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item) => (
              <ItemTile
                key={item.id}
                item={item}
                onHandMilli={stock.get(item.id)}
                hue={hues.get(item.category_id) ?? 0}
                onAdd={onAdd}
              />
            ))}
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}
