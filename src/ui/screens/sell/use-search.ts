import { useCallback, useId, useState } from 'react';
import { itemsNamed, type ItemRow } from '#queries/items.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useSettled } from '#ui/hooks/use-settled.ts';
import { useShop } from '#ui/shop-context.tsx';
import { optionId } from './result-list.tsx';
import { readSearch } from './search-text.ts';

const mostResults = 40;
/** Longer than a scanner's gap: a scan runs through the box without a list flashing up. */
const quietMs = 60;

/** The words in the box, what they find, and which of those Enter would take. */
export function useSearch() {
  const { till } = useShop();
  const listId = useId();
  const [text, setText] = useState('');
  const [activeIndex, setActiveIndex] = useState(0);
  const { words } = readSearch(useSettled(text, quietMs));
  const isOpen = words !== '';
  const { rows, isLoading } = useLive<ItemRow>(itemsNamed(till.db.read, words, isOpen ? mostResults : 0));
  const items = isOpen ? rows : [];
  const index = Math.min(activeIndex, items.length - 1);

  const change = useCallback((next: string) => {
    setText(next);
    setActiveIndex(0);
  }, []);
  const move = (by: 1 | -1) => setActiveIndex(Math.max(0, Math.min(items.length - 1, index + by)));

  return {
    text,
    change,
    move,
    items,
    isLoading,
    index,
    isOpen,
    listId: isOpen ? listId : null,
    activeId: isOpen && index >= 0 ? optionId(listId, index) : null,
    /** What the arrows chose; undefined while Enter should take the best match of the very words typed. */
    chosen: activeIndex > 0 ? items[index] : undefined,
  };
}
