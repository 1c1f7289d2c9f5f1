import clsx from 'clsx';
import { Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { shelfStyle } from './shelf-hue.ts';

export interface Chip {
  readonly id: string;
  readonly name: string;
  readonly item_count: number;
}

interface CategoryChipsProps {
  readonly hues: ReadonlyMap<string, number>;
  readonly categories: readonly Chip[];
  readonly chosen: Shelf;
  readonly onChoose: (shelf: Shelf) => void;
}

/** The id of a category, the favourites, or null: all items. */
export type Shelf = string | typeof favouriteShelf | null;

export const favouriteShelf = Symbol('favourites');

export function CategoryChips({ hues, categories, chosen, onChoose }: CategoryChipsProps) {
  return (
    <fieldset
      aria-label="Categories"
      className="chip-row flex min-w-0 gap-2 overflow-x-auto px-3 py-2 md:px-4"
    >
      <ChipButton isChosen={chosen === favouriteShelf} onClick={() => onChoose(favouriteShelf)}>
        <Star aria-hidden size={18} strokeWidth={2.1} />
        <span className="max-sm:sr-only">Favourites</span>
      </ChipButton>
      <ChipButton isChosen={chosen === null} onClick={() => onChoose(null)}>
        All
      </ChipButton>
      {categories.map(({ id, name }) => (
        <ChipButton key={id} isChosen={chosen === id} onClick={() => onChoose(id)}>
          <span
            aria-hidden
            className="shelf-dot size-2.5 rounded-full"
            style={shelfStyle(hues.get(id) ?? 0)}
          />
          {name}
        </ChipButton>
      ))}
    </fieldset>
  );
}

interface ChipButtonProps {
  readonly isChosen: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function ChipButton({ isChosen, onClick, children }: ChipButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onClick}
      className={clsx(
        'inline-flex min-h-touch shrink-0 items-center gap-2 rounded-full border px-4 font-semibold whitespace-nowrap transition-colors',
        isChosen ? 'bg-ink text-canvas border-ink' : 'bg-surface border-line hover:bg-hover',
      )}
    >
      {children}
    </button>
  );
}
