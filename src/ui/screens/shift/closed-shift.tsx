import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FileQuestionMark, LockKeyholeOpen, Printer } from 'lucide-react';
import { shiftOf } from '#queries/shifts.ts';
import { storedDocument, type StoredDocument } from '#queries/stored-document.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { Flags } from '#ui/screens/receipt/flags.tsx';
import { printPaper } from '#ui/screens/receipt/print-paper.ts';
import { DocumentHistory } from '#ui/screens/refused/document-history.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { figuresOfClosed } from './figures.ts';
import { ShiftPaper } from './shift-paper.tsx';

/** A closed shift: its Z report, where it stands, who did what with it. */
export function ClosedShift() {
  const { id } = useParams({ from: '/sales/shift/$id' });
  const { rows, isLoading } = useLive<StoredDocument>(
    storedDocument(useShop().till.db.read, 'shift', id),
    16,
  );
  useScanToSell();
  const [shift] = rows;
  if (shift) return <StoredShift shift={shift} />;
  if (isLoading) return <ScreenOpening title="Shift" />;
  return (
    <Screen title="Shift">
      <EmptyState icon={FileQuestionMark} title="This shift is not on this device">
        It may be older than two months, or belong to another location.
      </EmptyState>
    </Screen>
  );
}

function StoredShift({ shift }: { readonly shift: StoredDocument }) {
  const { fresh: isFresh = false } = useSearch({ from: '/sales/shift/$id' });
  const settings = useSettings();
  const navigate = useNavigate();
  const toShifts = () => void navigate({ to: '/sales/shift' });
  useHotkeys({ Escape: toShifts, F2: toShifts, F10: printPaper });
  if (!settings) return null;
  const payload = shiftOf(shift);
  const closed = { number: payload.shift_number, state: shift.sync_status, isCopy: !isFresh };
  return (
    <Screen
      title={isFresh ? 'Shift closed' : `Shift ${payload.shift_number}`}
      actions={<SyncBadge status={shift.sync_status} />}
    >
      <div className="scroll-calm grid min-h-0 flex-1 content-start gap-6 px-4 pt-1 pb-6 md:grid-cols-[minmax(18rem,26rem)_1fr] md:px-6 print:block print:overflow-visible print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          <Button
            tone="primary"
            size="xl"
            icon={Printer}
            keyName="F10"
            // It was closed by a key: the paper is a key away.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={isFresh}
            onClick={printPaper}
          >
            {isFresh ? 'Print Z report' : 'Print again'}
          </Button>
          <Button size="lg" icon={LockKeyholeOpen} keyName="F2" onClick={toShifts}>
            {isFresh ? 'Open the next shift' : 'All shifts'}
          </Button>
          {shift.sync_status === 'pending' || shift.sync_status === 'syncing' ? (
            <p className="text-soft text-sm">
              Stored on this device as {payload.shift_number}. It prints without a connection, and is sent to
              the server by itself, once.
            </p>
          ) : null}
          {isFresh ? null : <Flags flags={JSON.parse(shift.flags) as string[]} />}
          {shift.sync_status === 'failed' ? (
            <Link
              to="/queue/$id"
              params={{ id: shift.id }}
              className="text-danger-ink font-semibold underline underline-offset-4"
            >
              The server refused it: see why, and what to do
            </Link>
          ) : null}
          {isFresh ? null : <DocumentHistory id={shift.id} />}
        </div>
        <div className="bg-sunken self-start rounded-lg p-4 md:p-8 print:bg-white print:p-0">
          <ShiftPaper
            figures={figuresOfClosed(payload)}
            settings={settings}
            currency={payload.currency}
            deviceCode={shift.device_code}
            closed={closed}
          />
        </div>
      </div>
    </Screen>
  );
}
