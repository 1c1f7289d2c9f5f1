import { Link } from '@tanstack/react-router';
import type { EntityType } from '#schema/document-kinds.ts';
import type { DocumentState } from '#schema/document-state.ts';

const papers = {
  sales_invoice: '/sales/$id',
  customer_payment: '/sales/payments/$id',
  grn: '/stock/received/$id',
  shift: '/sales/shift/$id',
  stock_adjustment: '/stock/adjusted/$id',
  stock_count: '/stock/counted/$id',
  stock_transfer: '/stock/transfers/sent/$id',
  stock_transfer_receipt: '/stock/transfers/received/$id',
} as const satisfies Record<EntityType, string>;

interface DocumentLinkProps {
  readonly type: EntityType;
  readonly id: string;
  readonly number: string;
  readonly status?: DocumentState;
}

/** A document of a report: its paper, or what can be done about one that was refused. */
export function DocumentLink({ type, id, number, status = 'synced' }: DocumentLinkProps) {
  return (
    <>
      <Link
        to={status === 'failed' ? '/queue/$id' : papers[type]}
        params={{ id }}
        className="num -my-2.5 flex min-h-touch items-center py-2.5 whitespace-nowrap underline-offset-4 hover:underline"
      >
        {number}
      </Link>
      {status === 'synced' ? null : (
        <span className="text-soft block text-xs font-medium">
          {status === 'failed' ? 'refused' : 'not sent yet'}
        </span>
      )}
    </>
  );
}
