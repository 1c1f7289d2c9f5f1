import { Pencil, Star } from 'lucide-react';
import type { ItemRow } from '#queries/items.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { TileGrid } from './item-grid.tsx';
import { useFavouriteItems } from './use-favourite-items.ts';

interface FavouriteGridProps {
  readonly hues: ReadonlyMap<string, number>;
  readonly onAdd: (item: ItemRow) => void;
  readonly onEdit: () => void;
}

/** What this till sells most by hand, a touch each, in an order of its own. */
export function FavouriteGrid({ onEdit, ...rest }: FavouriteGridProps) {
  const { items, isLoading } = useFavouriteItems();
  return (
    <TileGrid items={items} {...rest}>
      {items.length === 0 && !isLoading ? (
        <EmptyState icon={Star} title="Your favourites go here">
          <p>Bread, bags, whatever has no barcode: one touch each, on this till.</p>
          <Button tone="primary" size="lg" icon={Star} className="mt-4" onClick={onEdit}>
            Choose favourites
          </Button>
        </EmptyState>
      ) : (
        <div className="flex justify-center py-3">
          <Button tone="quiet" icon={Pencil} onClick={onEdit}>
            Edit favourites
          </Button>
        </div>
      )}
    </TileGrid>
  );
}
