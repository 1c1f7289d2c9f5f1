import { useMemo } from 'react';
import { fileColumns, type FileTable } from '#domain/csv/file-columns.ts';
import type { PlannedChange } from '#domain/csv/planned-row.ts';
import type { Currency } from '#domain/money.ts';
import { masterChoices } from '#queries/masters.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useMedia, wide } from '#ui/hooks/use-media.ts';
import { valueText } from '#ui/masters/value-text.ts';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { useShop } from '#ui/shop-context.tsx';

interface ChangeListProps {
  readonly kind: PlannedChange['kind'];
  readonly changes: readonly PlannedChange[];
  readonly list: FileTable;
  readonly currency: Currency;
}

/** What is new, with what it is; what changes, from what to what. */
export function ChangeList({ kind, changes, list, currency }: ChangeListProps) {
  const isWide = useMedia(wide);
  const shown = useMemo(() => changes.filter((one) => one.kind === kind), [changes, kind]);
  // What is cut off on a phone is never the price.
  const columns = useMemo(
    () => fileColumns[list].toSorted((a, b) => Number(b.kind === 'money') - Number(a.kind === 'money')),
    [list],
  );
  const names = useNames(changes);
  const context = { currency, names };
  return (
    <div className="bg-sunken h-80 rounded-md">
      <VirtualList
        label={kind === 'create' ? 'New' : 'Changes'}
        count={shown.length}
        rowHeight={isWide ? 60 : 92}
        render={(index) => {
          const one = shown[index];
          return one ? (
            <div className="border-line flex h-full items-center gap-3 border-b px-3 sm:gap-4">
              <span className="num text-soft w-18 shrink-0 text-sm sm:w-24">Row {one.row}</span>
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{one.name}</span>
                <span className="text-soft num line-clamp-2 text-sm break-words sm:line-clamp-1">
                  {words(one).join(' · ')}
                </span>
              </span>
            </div>
          ) : null;
        }}
      />
    </div>
  );

  function words({ change, before }: PlannedChange): readonly string[] {
    return columns.flatMap(({ column, heading }) => {
      if (!(column in change.columns)) return [];
      const after = change.columns[column] ?? null;
      if (kind === 'change')
        return [
          `${heading}: ${valueText(column, before[column], context)} → ${valueText(column, after, context)}`,
        ];
      const isPlain = column === 'name' || after === null || after === 0;
      return isPlain ? [] : [`${heading}: ${valueText(column, after, context)}`];
    });
  }
}

const mostNames = 10_000;

/** Of what items refer to: what is here, and what the import would add. */
function useNames(changes: readonly PlannedChange[]): Readonly<Record<string, string>> {
  const { read } = useShop().till.db;
  const limit = { limit: mostNames };
  const categories = useLive(masterChoices(read, 'categories', limit)).rows;
  const units = useLive(masterChoices(read, 'units', limit)).rows;
  const taxRates = useLive(masterChoices(read, 'tax_rates', limit)).rows;
  return useMemo(() => {
    const made = changes.flatMap(({ makes }) =>
      makes.map(({ id, columns }) => ({ id, name: `${columns['name']}` })),
    );
    return Object.fromEntries(
      [...categories, ...units, ...taxRates, ...made].map(({ id, name }) => [id, name]),
    );
  }, [categories, units, taxRates, changes]);
}
