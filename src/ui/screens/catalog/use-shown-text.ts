import { useMemo } from 'react';
import type { MasterRow } from '#queries/masters.ts';
import { useCurrency } from '#ui/shop-context.tsx';
import type { ColumnDefinition } from '#ui/masters/definition.ts';
import { shownText } from '#ui/masters/value-text.ts';

/** What a row says in a column, in the currency of the location. */
export function useShownText(): (column: ColumnDefinition, row: MasterRow) => string {
  const currency = useCurrency();
  return useMemo(() => (column, row) => shownText(column, row, currency), [currency]);
}
