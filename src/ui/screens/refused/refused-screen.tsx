import { Link, useParams } from '@tanstack/react-router';
import { Ban, CircleCheck, CloudUpload, Eye, FileQuestionMark, ReceiptText } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import type { RefusedRow } from '#queries/refused-document.ts';
import { documentWord } from '#ui/document-words.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { Acts } from './acts.tsx';
import { actsFor } from './acts-for.ts';
import { DocumentHistory } from './document-history.tsx';
import { DocumentPaper } from './document-paper.tsx';
import { EditPaper } from './edit-paper.tsx';
import { Failure } from './failure.tsx';
import { PostedTwin } from './posted-twin.tsx';
import { useCorrection } from './use-correction.ts';
import { useRefusedDocument, type SeenDocument } from './use-refused-document.ts';
import { voidWords } from './void-words.ts';

/** One document that the server refused: what it is, why, and what to do about it. */
export function RefusedScreen() {
  const { id } = useParams({ from: '/queue/$id' });
  const seen = useRefusedDocument(id);
  useScanToSell();
  if (seen.row === undefined) return <ScreenOpening title="Document" />;
  if (seen.row === null) {
    return (
      <Screen title="Document">
        {seen.awaited ? (
          <div className="px-4 md:px-6">
            <Awaited act={seen.awaited} />
          </div>
        ) : (
          <EmptyState icon={FileQuestionMark} title="This document is not on this device">
            It may be settled meanwhile, or belong to another location.
          </EmptyState>
        )}
      </Screen>
    );
  }
  return <KnownDocument key={id} row={seen.row} seen={seen} />;
}

function KnownDocument({ row, seen }: { readonly row: RefusedRow; readonly seen: SeenDocument }) {
  const { till } = useShop();
  const draft = useCorrection(row.queue_id);
  const acts = seen.awaited ? [] : actsFor(row, isManager(till));
  const { content } = seen;
  return (
    <Screen
      title={`${documentWord(row.entity_type)} ${row.number}`.trim()}
      actions={<SyncBadge status={row.state} />}
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 pb-6 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <Standing row={row} awaited={seen.awaited} />
        {/* In one column the document comes before what was done with it. */}
        <div className="flex flex-col gap-4 max-lg:contents lg:row-span-2">
          {acts.length > 0 ? <Acts row={row} acts={acts} draft={draft} /> : null}
          {content?.entity_type === 'sales_invoice' && row.queue_id ? <ReceiptLink id={row.id} /> : null}
          <div className="max-lg:order-last">
            <DocumentHistory id={row.id} />
          </div>
        </div>
        {content ? (
          <div className="flex min-w-0 flex-col gap-4">
            <DocumentPaper row={row} content={content} draft={acts.includes('correct') ? draft : null} />
            {row.code === 'RVDUP' && row.queue_id ? <PostedTwin id={row.id} content={content} /> : null}
          </div>
        ) : row.payload && row.entity_type === 'master_update' ? (
          <EditPaper payload={row.payload} />
        ) : row.payload ? (
          <Panel title="The document">
            <p>Its content is not what its kind should have, so it cannot be shown. Nothing of it is lost.</p>
          </Panel>
        ) : null}
      </div>
    </Screen>
  );
}

/** Where it stands, in words. */
function Standing({ row, awaited }: { readonly row: RefusedRow; readonly awaited: SeenDocument['awaited'] }) {
  const { till } = useShop();
  if (awaited) return <Awaited act={awaited} />;
  switch (row.state) {
    case 'failed':
      return (
        <Panel title="Refused by the server">
          <div className="text-sm">
            <Failure
              failure={serverFailure(row.code, row.message, row.queue_id === null)}
              code={row.code}
              message={row.message}
            />
            {isManager(till) ? null : (
              <p className="mt-1 font-semibold">A manager can settle it, here or on a device of their own.</p>
            )}
          </div>
        </Panel>
      );
    case 'void':
      return (
        <Notice tone="neutral" icon={Ban} title="Void: closed for good">
          {voidWords(row.entity_type).closed}
          {row.void_reason ? ` ${row.void_by ?? 'A manager'}: “${row.void_reason}”` : ''}
        </Notice>
      );
    case 'dismissed':
      return (
        <Notice tone="neutral" icon={Eye} title="Seen by a manager, and closed on this device">
          Another document has its identity in the books. What was refused is kept here for 30 days, and at
          the server.
        </Notice>
      );
    case 'synced':
      return (
        <Notice
          tone="good"
          icon={CircleCheck}
          title={row.entity_type === 'master_update' ? 'The server has taken it' : 'It is in the books'}
        >
          Nothing is left to do.
        </Notice>
      );
    case 'pending':
    case 'syncing':
      return (
        <Notice tone="attention" icon={CloudUpload} title="On its way to the server">
          It is stored on this device and is sent by itself, after what was queued before it.
        </Notice>
      );
  }
}

/** Decided at the server; the till that made it learns of it by sync. */
function Awaited({ act }: { readonly act: 'voided' | 'overridden' }) {
  return act === 'voided' ? (
    <Notice tone="neutral" icon={Ban} title="Void, waiting for sync">
      The server has closed it for good. It shows as void as soon as sync brings that here.
    </Notice>
  ) : (
    <Notice tone="good" icon={CircleCheck} title="Posted, waiting for sync">
      The server has taken it. It appears in its list as soon as sync brings it here.
    </Notice>
  );
}

function ReceiptLink({ id }: { readonly id: string }) {
  return (
    <Link
      to="/sales/$id"
      params={{ id }}
      className="min-h-touch bg-raised border-line hover:bg-hover shadow-card inline-flex items-center justify-center gap-2 rounded-md border px-4 font-semibold"
    >
      <ReceiptText aria-hidden size={20} />
      Receipt
    </Link>
  );
}
