import { useCallback, useId, useState } from 'react';
import { useSettled } from '#ui/hooks/use-settled.ts';
import { optionId } from './result-list.tsx';
import { readSearch } from './search-text.ts';
import { useNamed } from './use-named.ts';
import { useStock } from './use-stock.ts';

const mostResults = 40;
/** Longer than a scanner's gap: a scan runs through the box without a list flashing up. */
const quietMs = 60;

/** The words in the box, what they find, and which of those Enter would take. */
export function useSearch() {
  const listId = useId();
  const [text, setText] = useState('');
  const [activeIndex, setActiveIndex] = useState(0);
  const { words } = readSearch(useSettled(text, quietMs));
  const isOpen = words !== '';
  const { items, isLoading } = useNamed(words, mostResults);
  const stock = useStock(items);
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
    stock,
    isLoading,
    index,
    isOpen,
    listId: isOpen ? listId : null,
    activeId: isOpen && index >= 0 ? optionId(listId, index) : null,
    /** What the arrows chose; undefined while Enter should take the best match of the very words typed. */
    chosen: activeIndex > 0 ? items[index] : undefined,
  };
}
