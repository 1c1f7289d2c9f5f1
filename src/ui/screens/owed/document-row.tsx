import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { Banknote, ReceiptText } from 'lucide-react';
import type { ListedDocument } from '#queries/listed-documents.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { useMoney } from '#ui/shop-context.tsx';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const looks = {
  sale: { to: '/sales/$id', icon: ReceiptText },
  payment: { to: '/sales/payments/$id', icon: Banknote },
} as const;

interface DocumentRowProps {
  readonly kind: keyof typeof looks;
  readonly document: ListedDocument;
  /** Who it is of, where the list does not say. */
  readonly of?: string | undefined;
}

/** What is not in the books opens what can be done about it; all else its paper. */
export function DocumentRow({ kind, document, of }: DocumentRowProps) {
  const money = useMoney();
  const { to, icon: Icon } = looks[kind];
  const isVoid = document.sync_status === 'void' || document.sync_status === 'dismissed';
  const isFailed = document.sync_status === 'failed';
  return (
    <Link
      to={isVoid || isFailed ? '/queue/$id' : to}
      params={{ id: document.id }}
      className="bg-surface border-line hover:bg-hover flex min-h-[4.25rem] items-center gap-4 rounded-lg border px-4 py-2 -outline-offset-3!"
    >
      <Icon aria-hidden size={20} className="text-soft shrink-0" />
      <span className="min-w-0 flex-1">
        <span className={clsx('block truncate text-lg leading-snug font-semibold', isVoid && 'line-through')}>
          {of ?? <span className="num">{document.number || 'Without a number'}</span>}
        </span>
        <span className="num text-soft block truncate text-sm">
          {document.elsewhere ? `Till ${document.elsewhere} · ` : ''}
          {isFailed ? (
            <span className="text-danger-ink">
              {serverFailure(document.error_code, document.last_error).title}
            </span>
          ) : (
            <time dateTime={document.client_created_at}>
              {when.format(new Date(document.client_created_at))}
            </time>
          )}
          {of === undefined ? '' : ` · ${document.number}`}
        </span>
      </span>
      <span className="flex flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-4">
        <span className={clsx('num min-w-20 text-end text-lg font-bold', isVoid && 'line-through')}>
          {document.total_minor === null ? '' : money(document.total_minor)}
        </span>
        <SyncBadge status={document.sync_status} />
      </span>
    </Link>
  );
}
