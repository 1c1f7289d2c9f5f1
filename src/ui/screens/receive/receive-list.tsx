import { Link, useNavigate } from '@tanstack/react-router';
import { ChevronRight, FilePen, PackagePlus } from 'lucide-react';
import clsx from 'clsx';
import { noteTotals, type NoteDraft } from '#domain/note-draft.ts';
import { newId } from '#schema/new-id.ts';
import { drafts } from '#queries/drafts.ts';
import { receivedNotes, type ReceivedNote } from '#queries/goods-received.ts';
import { namesOfSuppliers } from '#queries/suppliers.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';
import { Screen } from '#ui/shell/screen.tsx';
import { useCurrency, useMoney, useShop } from '#ui/shop-context.tsx';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const rowLook =
  'bg-surface border-line hover:bg-hover flex min-h-[4.25rem] items-center gap-4 rounded-lg border px-4 py-2 -outline-offset-3!';

/** What came: notes that are being written on this device, and every note once, wherever it stands. */
export function ReceiveList() {
  const { read } = useShop().till.db;
  const navigate = useNavigate();
  const open = useLive(drafts(read, 'grn')).rows;
  const { rows: notes, isLoading } = useLive<ReceivedNote>(receivedNotes(read), 16);
  const start = () => void navigate({ to: '/stock/receive/$id', params: { id: newId() } });
  useHotkeys({ F2: start });
  useScanToSell();
  return (
    <Screen
      title="Goods received"
      section="stock"
      actions={
        <Button tone="primary" size="lg" icon={PackagePlus} keyName="F2" onClick={start}>
          New note
        </Button>
      }
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-6 px-4 pb-6 md:px-6">
        {open.length > 0 ? (
          <section aria-label="Drafts" className="flex flex-col gap-2">
            <h2 className="text-lg">Being written on this device</h2>
            <ul className="flex flex-col gap-2">
              {open.map(({ id, payload, client_updated_at }) => (
                <li key={id}>
                  {/* Written by `saveDraft` from a NoteDraft. */}
                  <DraftRow draft={JSON.parse(payload) as NoteDraft} at={client_updated_at} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {notes.length > 0 ? (
          <section aria-label="Notes" className="flex flex-col gap-2">
            <h2 className="text-lg">Posted</h2>
            <ul className="flex flex-col gap-2">
              {notes.map((note) => (
                <li key={note.id}>
                  <NoteRow note={note} />
                </li>
              ))}
            </ul>
          </section>
        ) : isLoading || open.length > 0 ? null : (
          <EmptyState icon={PackagePlus} title="Nothing was received yet">
            Start a new note when a delivery comes. It works without a connection.
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}

function DraftRow({ draft, at }: { readonly draft: NoteDraft; readonly at: string }) {
  const money = useMoney();
  const now = useNow();
  const { currency_decimals } = useCurrency();
  const { read } = useShop().till.db;
  const [supplier] = useLive(namesOfSuppliers(read, draft.supplier_id ? [draft.supplier_id] : [])).rows;
  const count = draft.lines.length;
  return (
    <Link to="/stock/receive/$id" params={{ id: draft.id }} className={rowLook}>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-lg leading-snug font-semibold">
          {supplier?.name ?? (draft.supplier_reference || 'No supplier yet')}
        </span>
        <span className="num text-soft line-clamp-2 text-sm break-words">
          {count === 1 ? '1 line' : `${count} lines`} · changed {agoText(at, now)}
        </span>
      </span>
      <span className="flex flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-4">
        <span className="num min-w-20 text-end text-lg font-bold">
          {money(noteTotals(draft, currency_decimals).total_minor)}
        </span>
        <Badge tone="neutral" icon={FilePen}>
          Draft
        </Badge>
      </span>
      <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
    </Link>
  );
}

/** What is not in the books opens what can be done about it; all else its paper. */
function NoteRow({ note }: { readonly note: ReceivedNote }) {
  const money = useMoney();
  const isVoid = note.sync_status === 'void';
  const isFailed = note.sync_status === 'failed';
  return (
    <Link
      to={isVoid || isFailed ? '/queue/$id' : '/stock/received/$id'}
      params={{ id: note.id }}
      className={rowLook}
    >
      <span className="min-w-0 flex-1">
        <span
          className={clsx('num block truncate text-lg leading-snug font-semibold', isVoid && 'line-through')}
        >
          {note.number || 'Without a number'}
        </span>
        <span className="num text-soft line-clamp-2 text-sm break-words">
          {note.elsewhere ? `Till ${note.elsewhere} · ` : ''}
          {isFailed ? (
            <span className="text-danger-ink">{serverFailure(note.error_code, note.last_error).title}</span>
          ) : (
            <time dateTime={note.client_created_at}>{when.format(new Date(note.client_created_at))}</time>
          )}
          {note.supplier_name ? ` · ${note.supplier_name}` : ''}
          {note.supplier_reference ? ` · ${note.supplier_reference}` : ''}
        </span>
      </span>
      <span className="flex flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-4">
        <span className={clsx('num min-w-20 text-end text-lg font-bold', isVoid && 'line-through')}>
          {note.total_minor === null ? '' : money(note.total_minor)}
        </span>
        <SyncBadge status={note.sync_status} />
      </span>
      <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
    </Link>
  );
}
