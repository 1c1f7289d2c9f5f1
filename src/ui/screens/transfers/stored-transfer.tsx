import { Link, useNavigate } from '@tanstack/react-router';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StoredDocument } from '#queries/stored-document.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { printPaper } from '#ui/screens/receipt/print-paper.ts';
import { DocumentHistory } from '#ui/screens/refused/document-history.tsx';
import { Screen } from '#ui/shell/screen.tsx';

interface StoredTransferProps {
  readonly document: Omit<StoredDocument, 'payload'>;
  readonly title: string;
  /** What it means that only this device has it. */
  readonly pendingText: string;
  readonly status?: ReactNode;
  /** The next one, a key away. */
  readonly next?: ReactNode;
  readonly paper: ReactNode;
}

/** A posted transfer or receipt: its paper, where it stands, who did what with it. */
export function StoredTransfer({
  document: of,
  title,
  pendingText,
  status,
  next,
  paper,
}: StoredTransferProps) {
  const navigate = useNavigate();
  useHotkeys({ Escape: () => void navigate({ to: '/stock/transfers' }), F10: printPaper });
  return (
    <Screen title={title} actions={<SyncBadge status={of.sync_status} />}>
      <div className="scroll-calm grid min-h-0 flex-1 content-start gap-6 px-4 pt-1 pb-6 md:grid-cols-[minmax(18rem,26rem)_1fr] md:px-6 print:block print:overflow-visible print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          {next}
          <Button size="lg" icon={Printer} keyName="F10" onClick={printPaper}>
            Print
          </Button>
          <Link
            to="/stock/transfers"
            className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
          >
            All transfers
          </Link>
          {status}
          {of.sync_status === 'pending' || of.sync_status === 'syncing' ? (
            <p className="text-soft text-sm">{pendingText}</p>
          ) : null}
          {of.sync_status === 'failed' ? (
            <Link
              to="/queue/$id"
              params={{ id: of.id }}
              className="text-danger-ink font-semibold underline underline-offset-4"
            >
              The server refused it: see why, and what to do
            </Link>
          ) : null}
          <DocumentHistory id={of.id} />
        </div>
        <div className="bg-sunken rounded-lg p-4 md:p-8 print:bg-white print:p-0">{paper}</div>
      </div>
    </Screen>
  );
}
