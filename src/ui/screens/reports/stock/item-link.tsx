import { Link } from '@tanstack/react-router';

interface ItemLinkProps {
  readonly id: string;
  readonly name: string;
  /** Below the name. */
  readonly note?: string | null;
}

/** An item as a way to what moved its stock, and so to the documents of each figure. */
export function ItemLink({ id, name, note }: ItemLinkProps) {
  return (
    <Link
      to="/reports/$report"
      params={{ report: 'item-history' }}
      search={{ of: id }}
      className="-my-2.5 flex min-h-touch flex-col justify-center py-2 underline-offset-4 hover:underline"
    >
      {name}
      {note ? <span className="text-soft block text-xs font-medium">{note}</span> : null}
    </Link>
  );
}
