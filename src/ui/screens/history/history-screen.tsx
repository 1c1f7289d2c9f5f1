import { Link, useSearch } from '@tanstack/react-router';
import { CloudOff, FileQuestionMark, GitCompareArrows, ShieldAlert } from 'lucide-react';
import { mayEditMasters } from '#commands/save-masters.ts';
import type { MasterTable } from '#schema/masters.ts';
import { namesOf, recordOrigin, unsentEdits } from '#queries/master-names.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { masterWord } from '#ui/master-words.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { EntryView } from './entry-view.tsx';
import { entryOf, unsentEntry, type HistoryEntry } from './history-entry.ts';
import { useHistory, type History } from './use-history.ts';

type Names = Readonly<Record<string, string>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const unknownCurrency = { currency: 'XXX', currency_decimals: 2 };
const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Who changed what of one record, and when: for managers, from the server (R11.3-6). */
export function HistoryScreen() {
  const { till } = useShop();
  const { table, id } = useSearch({ from: '/catalog/history' });
  useScanToSell();
  if (!mayEditMasters(till, 'items')) {
    return (
      <Screen title="History">
        <EmptyState icon={ShieldAlert} title="This is for managers">
          Prices and limits, and who set them, are theirs to review.
        </EmptyState>
      </Screen>
    );
  }
  if (table === undefined || id === undefined) {
    return (
      <Screen title="History">
        <EmptyState icon={FileQuestionMark} title="Choose a record first">
          Open it, then its history.
        </EmptyState>
      </Screen>
    );
  }
  return <RecordHistory key={`${table} ${id}`} table={table} id={id} />;
}

interface RecordHistoryProps {
  readonly table: MasterTable;
  readonly id: string;
}

function RecordHistory({ table, id }: RecordHistoryProps) {
  const { read } = useShop().till.db;
  const currency = useSettings() ?? unknownCurrency;
  const history = useHistory(table, id);
  const [origin] = useLive(recordOrigin(read, table, id)).rows;
  const unsent = useLive(unsentEdits(read, table, id)).rows.flatMap((row) => unsentEntry(row) ?? []);
  const known = new Set(history.edits.map((edit) => edit.id));
  // What was sent while this was on screen is in both.
  const entries = [
    ...unsent.filter((entry) => !known.has(entry.id)),
    ...history.edits.map((edit) => entryOf(table, edit)),
  ];
  const ids = [...new Set([...entries.flatMap(idsIn), origin?.created_by ?? ''])];
  const named = new Map(useLive(namesOf(read, ids)).rows.map((one) => [one.id, one.name]));
  const names = Object.fromEntries([...named].filter(([, name]) => name !== null)) as Names;
  // Of an entry that has just come the names are here a moment later.
  const shown = entries.filter((entry) => idsIn(entry).every((one) => named.has(one)));
  const isWhole = !history.isLoading && history.failure === null && !history.hasMore;
  const hasBeginning = entries.some(({ isNew }) => isNew);
  return (
    <Screen
      title={`History of ${origin?.name ?? 'a record'}`}
      actions={
        <Link
          to="/catalog/conflicts"
          search={{ table, id }}
          className="min-h-touch bg-raised border-line hover:bg-hover shadow-card inline-flex items-center gap-2 rounded-md border px-4 font-semibold"
        >
          <GitCompareArrows aria-hidden size={20} />
          Edits that lost
        </Link>
      }
    >
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
        <Rest history={history} />
      </div>
    </Screen>
  );
}

/** What is not on screen: on its way, more of it, or why not. */
function Rest({ history }: { readonly history: History }) {
  const { failure, isLoading, hasMore, more } = history;
  if (isLoading) return <p className="text-soft late-in">Asking the server …</p>;
  if (failure) {
    return (
      <div className="max-w-4xl">
        <Notice
          tone="attention"
          icon={CloudOff}
          role="alert"
          title={failureTitle(failure)}
          action={<Button onClick={more}>Try again</Button>}
        >
          Who changed what is kept at the server. Nothing of it is lost.
        </Notice>
      </div>
    );
  }
  return hasMore ? (
    <Button className="self-start" onClick={more}>
      Show older
    </Button>
  ) : null;
}

function failureTitle(failure: NonNullable<History['failure']>): string {
  switch (failure.kind) {
    case 'no_network':
      return 'The history needs internet';
    case 'not_signed_in':
      return 'The history needs you to be signed in';
    case 'refused':
      return `The server did not give the history: ${failure.message}`;
  }
}

function idsIn({ by, deviceId, sentBy, before, after }: HistoryEntry): readonly string[] {
  const all = [by, deviceId, sentBy, ...Object.values(before), ...Object.values(after)];
  return all.flatMap((one) => (typeof one === 'string' && uuid.test(one) ? one : []));
}
