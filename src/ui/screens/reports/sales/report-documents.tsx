import { getRouteApi, Link } from '@tanstack/react-router';
import { ReceiptText, Undo2 } from 'lucide-react';
import { salesDocuments, type ReportedDocument } from '#queries/reports/sales-documents.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { oneOf, periodOf } from '#ui/screens/reports/report-search.ts';
import { useOffsets } from '#ui/screens/reports/use-offsets.ts';
import { salesViews } from './sales-views.ts';

const route = getRouteApi('/reports/documents');
const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What a figure of a report is made of. */
export function ReportDocuments() {
  const { key = '', by: asked, ...search } = route.useSearch();
  const by = oneOf(salesViews, asked);
  const period = periodOf(search, useToday());
  const offsets = useOffsets(period);
  const { read } = useShop().till.db;
  const question = { period, offsets, by: by === 'tender' ? 'whole' : by } as const;
  const { rows, isLoading } = useLive(salesDocuments(read, question, key));
  return (
    <Screen title="Documents of the report">
      <div className="min-h-0 flex-1 px-4 pb-3 md:px-6">
        {rows.length > 0 ? (
          <VirtualList
            label="Documents"
            count={rows.length}
            rowHeight={76}
            render={(index) => {
              const document = rows[index];
              return document ? <DocumentLine document={document} /> : null;
            }}
          />
        ) : isLoading ? null : (
          <EmptyState icon={ReceiptText} title="No documents">
            Nothing of these days is on this device.
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}

function DocumentLine({ document }: { readonly document: ReportedDocument }) {
  const money = useMoney();
  const Icon = document.is_return ? Undo2 : ReceiptText;
  return (
    <Link
      to={document.sync_status === 'failed' ? '/queue/$id' : '/sales/$id'}
      params={{ id: document.id }}
      className="bg-surface border-line hover:bg-hover flex min-h-[4.25rem] items-center gap-4 rounded-lg border px-4 py-2 -outline-offset-3!"
    >
      <Icon aria-hidden size={20} className="text-soft shrink-0" />
      <span className="min-w-0 flex-1">
        <span className="num block truncate text-lg leading-snug font-semibold">{document.number}</span>
        <time dateTime={document.client_created_at} className="num text-soft block truncate text-sm">
          {when.format(new Date(document.client_created_at))}
        </time>
      </span>
      <span className="num text-end text-lg font-bold">{money(document.amount_minor)}</span>
      <SyncBadge status={document.sync_status} />
    </Link>
  );
}
