import { Link, useNavigate } from '@tanstack/react-router';
import { FileQuestionMark, Plus, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EntityType } from '#schema/document-kinds.ts';
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
import { useShop } from '#ui/shop-context.tsx';

interface Words {
  /** What people call it: 'adjustment'. */
  readonly what: string;
  /** Of one that was posted a moment ago. */
  readonly posted: string;
  readonly next: string;
  readonly all: string;
  /** What its being stored here means, while it is on its way. */
  readonly pending: string;
}

interface PostedDocumentProps {
  readonly type: EntityType;
  readonly id: string;
  readonly isFresh: boolean;
  readonly words: Words;
  readonly list: '/stock/adjustments' | '/stock/counts';
  readonly onNext: (document: StoredDocument) => void;
  readonly paper: (document: StoredDocument) => ReactNode;
}

/** A posted document: its paper, where it stands, who did what with it. */
export function PostedDocument(props: PostedDocumentProps) {
  const { type, id, words } = props;
  const { rows, isLoading } = useLive<StoredDocument>(storedDocument(useShop().till.db.read, type, id), 16);
  useScanToSell();
  const [document] = rows;
  if (document) return <Stored {...props} document={document} />;
  if (isLoading) return <ScreenOpening title={words.what} />;
  return (
    <Screen title={`No such ${words.what}`}>
      <EmptyState icon={FileQuestionMark} title="It is not on this device">
        It may be older than two months, or belong to another location.
      </EmptyState>
    </Screen>
  );
}

function Stored(props: PostedDocumentProps & { readonly document: StoredDocument }) {
  const { document: of, isFresh, words, list, onNext, paper } = props;
  const navigate = useNavigate();
  useHotkeys({ Escape: () => void navigate({ to: list }), F2: () => onNext(of), F10: printPaper });
  const isWaiting = of.sync_status === 'pending' || of.sync_status === 'syncing';
  return (
    <Screen title={isFresh ? words.posted : of.number} actions={<SyncBadge status={of.sync_status} />}>
      <div className="scroll-calm grid min-h-0 flex-1 content-start gap-6 px-4 pt-1 pb-6 md:grid-cols-[minmax(18rem,26rem)_1fr] md:px-6 print:block print:overflow-visible print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          <Button
            tone="primary"
            size="xl"
            icon={Plus}
            keyName="F2"
            // It was posted by a key: the next one is a key away.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={isFresh}
            onClick={() => onNext(of)}
          >
            {words.next}
          </Button>
          <Button size="lg" icon={Printer} keyName="F10" onClick={printPaper}>
            Print
          </Button>
          <Link
            to={list}
            className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
          >
            {words.all}
          </Link>
          {isWaiting ? (
            <p className="text-soft text-sm">
              Stored on this device as {of.number}. {words.pending} It is sent to the server by itself, once.
            </p>
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
          {/* Written by the server: a list of words. */}
          {isFresh ? null : <Flags flags={JSON.parse(of.flags) as string[]} what={words.what} />}
          <DocumentHistory id={of.id} />
        </div>
        <div className="bg-sunken rounded-lg p-4 md:p-8 print:bg-white print:p-0">{paper(of)}</div>
      </div>
    </Screen>
  );
}
