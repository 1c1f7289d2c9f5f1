import { useActs } from '#ui/palette/acts.ts';
import type { SaleQuestion } from './sale-extras.tsx';

interface SellActs {
  readonly hasLines: boolean;
  readonly canUndo: boolean;
  readonly search: () => void;
  readonly pay: () => void;
  readonly undo: () => void;
  readonly clear: () => void;
  readonly ask: (what: SaleQuestion | 'park' | 'camera' | 'favourites' | 'help') => void;
}

/** What the palette offers on the Sell screen. */
export function useSellActs({ hasLines, canUndo, search, pay, undo, clear, ask }: SellActs): void {
  useActs([
    { word: 'Search for an item', key: 'F2', run: search },
    { word: 'Park the sale, or take one up', key: 'F3', run: () => ask('park') },
    hasLines && { word: 'Pay', key: 'F9', run: pay },
    hasLines && { word: 'Discount on the whole sale', key: 'F7', run: () => ask('discount') },
    canUndo && { word: 'Undo the last act on the sale', key: 'Ctrl+Z', run: undo },
    hasLines && { word: 'Clear the sale', run: clear },
    { word: 'Customer of the sale', run: () => ask('customer') },
    { word: 'Note on the sale', run: () => ask('note') },
    { word: 'Scan by camera', run: () => ask('camera') },
    { word: 'Edit favourites', run: () => ask('favourites') },
    { word: 'Keys and help', key: '?', run: () => ask('help') },
  ]);
}
