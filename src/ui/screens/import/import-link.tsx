import { Link } from '@tanstack/react-router';
import { FileSpreadsheet } from 'lucide-react';
import { isFileTable } from './list-words.ts';

/** From a list to its files; a list that has none shows nothing. */
export function ImportLink({ table }: { readonly table: string }) {
  if (!isFileTable(table)) return null;
  return (
    <Link
      to="/catalog/import"
      search={{ list: table }}
      className="bg-raised border-line hover:bg-hover shadow-card min-h-touch inline-flex items-center gap-2 rounded-md border min-w-touch justify-center px-3 font-semibold sm:px-4 whitespace-nowrap transition-colors"
    >
      <FileSpreadsheet aria-hidden size={20} strokeWidth={2.1} className="shrink-0" />
      <span className="max-sm:sr-only">Import, export</span>
    </Link>
  );
}
