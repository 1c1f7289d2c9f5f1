import { Link } from '@tanstack/react-router';
import { SquarePen } from 'lucide-react';
import type { MasterTable } from '#schema/masters.ts';
import { masterWord } from '#ui/masters/words.ts';

/** From what was done with a record to the record itself. */
export function RecordLink({ table, id }: { readonly table: MasterTable; readonly id: string }) {
  const isOne = table === 'locations' || table === 'location_settings';
  return (
    <Link
      to="/catalog/$table"
      params={{ table: isOne ? 'location' : table }}
      search={isOne ? {} : { id }}
      className="min-h-touch bg-raised border-line hover:bg-hover shadow-card inline-flex items-center gap-2 rounded-md border px-4 font-semibold"
    >
      <SquarePen aria-hidden size={20} />
      {masterWord(table)}
    </Link>
  );
}
