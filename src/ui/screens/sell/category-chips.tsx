import clsx from 'clsx';
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
  /** Null: all items. */
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

export function CategoryChips({ hues, categories, chosen, onChoose }: CategoryChipsProps) {
  return (
    <fieldset
      aria-label="Categories"
      className="chip-row flex min-w-0 gap-2 overflow-x-auto px-3 py-2 md:px-4"
    >
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
