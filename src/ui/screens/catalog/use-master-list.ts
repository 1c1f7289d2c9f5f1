import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { masterListOf, type ListedTable } from '#queries/master-lists.ts';
import { masterCount, masterPage, type MasterQuestion } from '#queries/masters.ts';
import { useWindow } from '#ui/hooks/use-window.ts';
import { useShop } from '#ui/shop-context.tsx';
import type { CatalogSearch, SearchChange } from './catalog-search.ts';

/** A list of masters: what is asked of it, and the rows around those in sight. */
export function useMasterList(table: ListedTable) {
  const { read } = useShop().till.db;
  const search = useSearch({ from: '/catalog/$table' });
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const words = useDeferredValue(text.trim());
  const { filter = 'in_use', category = null, down = false } = search;
  const column = search.sort ?? masterListOf(table).sorted[0] ?? 'name';
  const question = useMemo(
    (): MasterQuestion => ({
      table,
      text: words,
      filter,
      categoryId: category,
      sort: { column, isDescending: down },
    }),
    [table, words, filter, category, column, down],
  );
  const rows = useWindow((span) => masterPage(read, question, span), masterCount(read, question));
  /** Replaces what is in the address; opening a record is a step that one can go back from. */
  const change = useCallback(
    (next: SearchChange, { isStep = false } = {}) =>
      void navigate({
        to: '/catalog/$table',
        params: { table },
        search: (now) => withoutNothing({ ...now, ...next }),
        replace: !isStep,
      }),
    [navigate, table],
  );
  return { search, question, text, setText, rows, change };
}

function withoutNothing(search: SearchChange): CatalogSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
