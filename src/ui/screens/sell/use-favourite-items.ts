import type { Favourites } from '#domain/favourites.ts';
import { itemsById, type ItemRow } from '#queries/items.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useFavourites } from '#ui/hooks/use-preference.ts';
import { useShop } from '#ui/shop-context.tsx';

interface FavouriteItems {
  readonly favourites: Favourites;
  readonly setFavourites: (favourites: Favourites) => void;
  /** In their order. What is archived is left out, and back in its place should it be restored. */
  readonly items: readonly ItemRow[];
  readonly isLoading: boolean;
}

export function useFavouriteItems(): FavouriteItems {
  const { till } = useShop();
  const [favourites, setFavourites] = useFavourites(till.location.id);
  const { rows, isLoading } = useLive<ItemRow>(itemsById(till.db.read, favourites), 120);
  const known = new Map(rows.map((row) => [row.id, row]));
  const items = favourites.flatMap((id) => known.get(id) ?? []).filter((item) => item.is_archived === 0);
  return { favourites, setFavourites, items, isLoading };
}
