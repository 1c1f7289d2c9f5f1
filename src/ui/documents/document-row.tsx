import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { ChevronRight, FilePen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListedDocument } from '#queries/listed-documents.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const rowLook =
  'bg-surface border-line hover:bg-hover flex min-h-[4.25rem] items-center gap-4 rounded-lg border px-4 py-2 -outline-offset-3!';

interface DocumentRowProps {
  readonly document: Omit<ListedDocument, 'total_minor' | 'flags'>;
  /** Where its paper is. */
  readonly to: '/stock/adjusted/$id' | '/stock/counted/$id';
  /** What else is said of it, after the time. */
  readonly words: string;
}

/** What is not in the books opens what can be done about it; all else its paper. */
export function DocumentRow({ document: of, to, words }: DocumentRowProps) {
  const isVoid = of.sync_status === 'void';
  const isFailed = of.sync_status === 'failed';
  return (
    <Link to={isVoid || isFailed ? '/queue/$id' : to} params={{ id: of.id }} className={rowLook}>
      <span className="min-w-0 flex-1">
        <span
          className={clsx('num block truncate text-lg leading-snug font-semibold', isVoid && 'line-through')}
        >
          {of.number || 'Without a number'}
        </span>
        <span className="num text-soft line-clamp-2 text-sm break-words">
          {of.elsewhere ? `Till ${of.elsewhere} · ` : ''}
          {isFailed ? (
            <span className="text-danger-ink">{serverFailure(of.error_code, of.last_error).title}</span>
          ) : (
            <time dateTime={of.client_created_at}>{when.format(new Date(of.client_created_at))}</time>
          )}
          {words ? ` · ${words}` : ''}
        </span>
      </span>
      <SyncBadge status={of.sync_status} />
      <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
    </Link>
  );
}

interface DraftRowProps {
  readonly id: string;
  readonly to: '/stock/adjust/$id' | '/stock/count/$id';
  readonly title: string;
  readonly lineCount: number;
  readonly at: string;
}

export function DraftRow({ id, to, title, lineCount, at }: DraftRowProps) {
  const now = useNow();
  return (
    <Link to={to} params={{ id }} className={rowLook}>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-lg leading-snug font-semibold">{title}</span>
        <span className="num text-soft line-clamp-2 text-sm break-words">
          {lineCount === 1 ? '1 line' : `${lineCount} lines`} · changed {agoText(at, now)}
        </span>
      </span>
      <Badge tone="neutral" icon={FilePen}>
        Draft
      </Badge>
      <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
    </Link>
  );
}

interface RowsProps {
  readonly title: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A part of a list, under its heading. */
export function Rows({ title, label, children }: RowsProps) {
  return (
    <section aria-label={label} className="flex flex-col gap-2">
      <h2 className="text-lg">{title}</h2>
      <ul className="flex flex-col gap-2">{children}</ul>
    </section>
  );
}
