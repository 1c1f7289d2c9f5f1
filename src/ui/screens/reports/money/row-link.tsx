import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';

interface RowLinkProps {
  /** Of the row. */
  readonly rowKey: string;
  readonly children: string;
}

/** The way from a figure to the documents that it is made of: the same report, of that row. */
export function RowLink({ rowKey, children }: RowLinkProps) {
  return (
    <Link
      from="/reports/$report"
      to="/reports/$report"
      search={(search) => ({ ...search, key: rowKey })}
      className="-my-2.5 flex min-h-touch items-center py-2.5 underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  );
}

/** Back to the rows of the report. */
export function AllRows() {
  return (
    <Link
      from="/reports/$report"
      to="/reports/$report"
      search={({ key: _key, ...search }) => search}
      className="flex min-h-touch items-center gap-2 self-start font-semibold underline-offset-4 hover:underline print:hidden"
    >
      <ArrowLeft aria-hidden size={18} />
      All rows
    </Link>
  );
}
