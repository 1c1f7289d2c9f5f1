import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FileQuestionMark, PackagePlus, Printer } from 'lucide-react';
import { newId } from '#schema/new-id.ts';
import { noteDocument, type NoteDocument } from '#queries/goods-received.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { printPaper } from '#ui/screens/receipt/print-paper.ts';
import { DocumentHistory } from '#ui/screens/refused/document-history.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { NotePaper } from './note-paper.tsx';

/** A posted note: its paper, where it stands, who did what with it. */
export function ReceivedNoteScreen() {
  const { id } = useParams({ from: '/stock/received/$id' });
  const { rows, isLoading } = useLive<NoteDocument>(noteDocument(useShop().till.db.read, id), 16);
  useScanToSell();
  const [note] = rows;
  if (note) return <StoredNote note={note} />;
  if (isLoading) return <ScreenOpening title="Goods received" />;
  return (
    <Screen title="Goods received">
      <EmptyState icon={FileQuestionMark} title="This note is not on this device">
        It may be older than two months, or belong to another location.
      </EmptyState>
    </Screen>
  );
}

function StoredNote({ note }: { readonly note: NoteDocument }) {
  const { fresh } = useSearch({ from: '/stock/received/$id' });
  const settings = useSettings();
  const navigate = useNavigate();
  const startNext = () => void navigate({ to: '/stock/receive/$id', params: { id: newId() } });
  useHotkeys({
    Escape: () => void navigate({ to: '/stock/receive' }),
    F2: startNext,
    F10: printPaper,
  });
  if (!settings) return null;
  return (
    <Screen
      title={fresh ? 'Note posted' : `Note ${note.printed_number}`}
      actions={<SyncBadge status={note.sync_status} />}
    >
      <div className="scroll-calm grid min-h-0 flex-1 content-start gap-6 px-4 pt-1 pb-6 md:grid-cols-[minmax(18rem,26rem)_1fr] md:px-6 print:block print:overflow-visible print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          <Button
            tone="primary"
            size="xl"
            icon={PackagePlus}
            keyName="F2"
            // It was posted by a key: the next one is a key away.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={fresh === true}
            onClick={startNext}
          >
            New note
          </Button>
          <Button size="lg" icon={Printer} keyName="F10" onClick={printPaper}>
            Print
          </Button>
          <Link
            to="/stock/receive"
            className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
          >
            All notes
          </Link>
          {note.sync_status === 'pending' || note.sync_status === 'syncing' ? (
            <p className="text-soft text-sm">
              Stored on this device as {note.printed_number}. What came is in stock here and can be sold; it
              is sent to the server by itself, once.
            </p>
          ) : null}
          {note.sync_status === 'failed' ? (
            <Link
              to="/queue/$id"
              params={{ id: note.id }}
              className="text-danger-ink font-semibold underline underline-offset-4"
            >
              The server refused it: see why, and what to do
            </Link>
          ) : null}
          <DocumentHistory id={note.id} />
        </div>
        <div className="bg-sunken rounded-lg p-4 md:p-8 print:bg-white print:p-0">
          <NotePaper note={note} settings={settings} />
        </div>
      </div>
    </Screen>
  );
}
