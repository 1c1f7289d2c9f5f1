import { Undo2 } from 'lucide-react';
import { useCallback } from 'react';
import { undoneOf, type Undone } from '#domain/undone.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { useCart, useCartStore } from '#ui/cart/cart-context.tsx';
import { useKeyMap } from '#ui/hooks/use-preference.ts';
import { keyOf } from '#ui/keys/key-map.ts';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { notify } from '#ui/parts/toast.tsx';

/** Takes the last act on the open sale back, and says what that was: nobody has to look. */
export function useUndo(): () => void {
  const store = useCartStore();
  return useCallback(() => {
    const undone = store.undo();
    if (undone) notify({ title: 'Undone', text: undoneText(undoneOf(undone, store.get().cart)) });
  }, [store]);
}

/** For a thumb; a key does the same. */
export function UndoButton({ onUndo }: { readonly onUndo: () => void }) {
  const { canUndo } = useCart();
  const [map] = useKeyMap();
  const label = `Undo the last act (${keyOf(map, 'Ctrl+Z')})`;
  return canUndo ? <IconButton icon={Undo2} label={label} onClick={onUndo} /> : null;
}

function undoneText(undone: Undone): string {
  switch (undone.kind) {
    case 'line_back':
      return `${undone.line.item_name} is in the sale again`;
    case 'line_gone':
      return `${undone.line.item_name} is out of the sale`;
    case 'quantity': {
      const { item_name, quantity_milli, quantity_decimals, unit_symbol } = undone.line;
      return `${item_name}: ${formatQuantity(quantity_milli, quantity_decimals)} ${unit_symbol}`;
    }
    case 'lines_back':
      return `${undone.count} lines are in the sale again`;
    case 'other':
      return 'The sale is as it was before';
  }
}
