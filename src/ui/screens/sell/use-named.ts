import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ItemRow } from '#queries/items.ts';
import { useCatalog } from '#ui/catalog-context.tsx';

interface Named {
  readonly words: string;
  readonly items: readonly ItemRow[];
}

const nothing: Named = { words: '', items: [] };

/** What has these words in its name, and follows the catalog; nothing without words. */
export function useNamed(words: string, limit: number) {
  const catalog = useCatalog();
  const version = useSyncExternalStore(catalog.subscribe, catalog.version);
  const [found, setFound] = useState(nothing);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    if (words === '') return undefined;
    let isOver = false;
    catalog.named(words, limit).then((items) => {
      if (!isOver) setFound({ words, items });
    }, setCrash);
    return () => {
      isOver = true;
    };
  }, [catalog, words, limit, version]);
  if (crash) throw crash;
  // The last answer stays on screen until the next one is here.
  return { items: words === '' ? nothing.items : found.items, isLoading: found.words !== words };
}
