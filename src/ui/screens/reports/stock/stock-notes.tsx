import { Link } from '@tanstack/react-router';
import { Info } from 'lucide-react';
import type { StockedItem } from '#queries/reports/items-in-stock.ts';

interface StockNotesProps {
  readonly items: readonly StockedItem[];
  /** The category that alone is shown; null: all. */
  readonly of: string | null;
}

/** What somebody should know before trusting the sum. */
export function StockNotes({ items, of }: StockNotesProps) {
  const below = items.filter(({ lots }) => lots.some(({ on_hand_milli }) => on_hand_milli < 0)).length;
  const estimated = items.filter(({ is_estimated }) => is_estimated).length;
  const notes = [
    below > 0
      ? `${counted(below, 'item is', 'items are')} below zero: sold before it was received or counted.`
      : null,
    estimated > 0
      ? `${counted(estimated, 'item is', 'items are')} valued at the cost in the catalog until the books’ cost is on this device.`
      : null,
  ].filter((note) => note !== null);
  if (notes.length === 0 && of === null) return null;
  return (
    <div className="flex flex-col gap-1">
      {of === null ? null : (
        <p className="flex flex-wrap items-center gap-3 font-semibold">
          {of}
          <Link
            to="/reports/$report"
            params={{ report: 'stock-value' }}
            search={{ by: 'category' }}
            className="flex min-h-touch items-center underline underline-offset-4 print:hidden"
          >
            All categories
          </Link>
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="text-soft flex items-start gap-2 text-sm">
          <Info aria-hidden size={17} className="mt-0.5 shrink-0" />
          {note}
        </p>
      ))}
    </div>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
