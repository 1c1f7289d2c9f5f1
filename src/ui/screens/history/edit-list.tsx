import type { MasterTable } from '#schema/masters.ts';
import { namesOf, type recordOrigin } from '#queries/master-names.ts';
import type { Row } from '#queries/row.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { masterWord } from '#ui/masters/words.ts';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { EntryView } from './entry-view.tsx';
import { entryOf, type HistoryEntry } from './history-entry.ts';
import { RestOfHistory } from './rest-of-history.tsx';
import { useHistory } from './use-history.ts';

interface EditListProps {
  readonly table: MasterTable;
  readonly id: string;
  readonly unsent: readonly HistoryEntry[];
  readonly origin: Row<typeof recordOrigin> | null;
}

type Names = Readonly<Record<string, string>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const unknownCurrency = { currency: 'XXX', currency_decimals: 2 };
const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function EditList({ table, id, unsent, origin }: EditListProps) {
  const { read } = useShop().till.db;
  const currency = useSettings() ?? unknownCurrency;
  const history = useHistory(table, id);
  const sent = history.edits.map((edit) => entryOf(table, edit));
  // What the server has taken, though its answer was lost, is in both.
  const entries = [...unsent.filter((entry) => !sent.some((one) => one.id === entry.id)), ...sent];
  const ids = [...new Set([...entries.flatMap(idsIn), origin?.created_by ?? ''])];
  const named = new Map(useLive(namesOf(read, ids)).rows.map((one) => [one.id, one.name]));
  const names = Object.fromEntries([...named].filter(([, name]) => name !== null)) as Names;
  // Of an entry that has just come the names are here a moment later.
  const shown = entries.filter((entry) => idsIn(entry).every((one) => named.has(one)));
  const isWhole = !history.isLoading && history.failure === null && !history.hasMore;
  const hasBeginning = entries.some(({ isNew }) => isNew);
  return (
    <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-3 px-4 pb-6 md:px-6">
      <ul aria-label="Edits, newest first" className="flex max-w-4xl flex-col gap-2">
        {shown.map((entry) => (
          <EntryView key={entry.id} entry={entry} context={{ currency, names }} />
        ))}
      </ul>
      {isWhole && !hasBeginning && origin?.created_at ? (
        <p className="text-soft">
          {masterWord(table)} made by {names[origin.created_by ?? ''] ?? 'the server'},{' '}
          {when.format(new Date(origin.created_at))}
        </p>
      ) : null}
      <RestOfHistory history={history} />
    </div>
  );
}

function idsIn({ by, deviceId, sentBy, before, after }: HistoryEntry): readonly string[] {
  const all = [by, deviceId, sentBy, ...Object.values(before), ...Object.values(after)];
  return all.flatMap((one) => (typeof one === 'string' && uuid.test(one) ? one : []));
}
