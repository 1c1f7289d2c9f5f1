import { Camera, CircleQuestionMark } from 'lucide-react';
import { useMemo, useState, type RefObject } from 'react';
import { categoriesToBrowse, type ItemRow } from '#queries/items.ts';
import { useFavourites } from '#ui/hooks/use-preference.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { CategoryChips, favouriteShelf, type Shelf } from './category-chips.tsx';
import { FavouriteGrid } from './favourite-grid.tsx';
import { ItemGrid } from './item-grid.tsx';
import { MissNotice } from './miss-notice.tsx';
import { ResultList } from './result-list.tsx';
import { SearchBox } from './search-box.tsx';
import { shelfHues } from './shelf-hue.ts';
import type { useSearch } from './use-search.ts';
import type { Miss } from './use-lookup.ts';

interface CatalogProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly search: ReturnType<typeof useSearch>;
  readonly miss: Miss | null;
  readonly onDismissMiss: () => void;
  readonly onQuickAdd: () => void;
  readonly onEditFavourites: () => void;
  readonly onEnter: () => void;
  readonly onAdd: (item: ItemRow) => void;
  /** Up and down with nothing searched: through the lines of the sale. */
  readonly onMoveLine: (by: 1 | -1) => void;
  readonly onHelp: () => void;
  readonly onCamera: () => void;
}

/** Everything there is to sell: by shelf, by name or by barcode. */
export function Catalog(props: CatalogProps) {
  const { inputRef, search, miss, onAdd } = props;
  const { till } = useShop();
  const [favourites] = useFavourites(till.location.id);
  const [shelf, setShelf] = useState<Shelf>(favourites.length > 0 ? favouriteShelf : null);
  const { rows: categories } = useLive(categoriesToBrowse(till.db.read), 250);
  const hues = useMemo(() => shelfHues(categories), [categories]);
  return (
    <section aria-label="Catalog" className="flex h-full min-h-0 min-w-0 flex-col">
      <div className="flex items-center gap-1 px-3 pt-3 md:px-4">
        <SearchBox
          inputRef={inputRef}
          text={search.text}
          onText={search.change}
          onEnter={props.onEnter}
          onMove={search.isOpen ? search.move : props.onMoveLine}
          listId={search.listId}
          activeId={search.activeId}
        />
        <IconButton icon={Camera} label="Scan by camera" className="size-till!" onClick={props.onCamera} />
        <IconButton
          icon={CircleQuestionMark}
          label="Keys and help"
          className="size-till! max-md:hidden"
          onClick={props.onHelp}
        />
      </div>
      {miss ? <MissNotice miss={miss} onDismiss={props.onDismissMiss} onQuickAdd={props.onQuickAdd} /> : null}
      {search.isOpen ? null : (
        <CategoryChips hues={hues} categories={categories} chosen={shelf} onChoose={setShelf} />
      )}
      <div className={search.isOpen ? 'min-h-0 flex-1 pt-2' : 'min-h-0 flex-1'}>
        {search.listId ? (
          <ResultList
            id={search.listId}
            items={search.items}
            stock={search.stock}
            isLoading={search.isLoading}
            activeIndex={search.index}
            onAdd={onAdd}
          />
        ) : shelf === favouriteShelf ? (
          <FavouriteGrid hues={hues} onAdd={onAdd} onEdit={props.onEditFavourites} />
        ) : (
          <ItemGrid key={shelf} hues={hues} categoryId={shelf} onAdd={onAdd} />
        )}
      </div>
    </section>
  );
}
