import { Link } from '@tanstack/react-router';
import { CircleCheck, CloudUpload, TriangleAlert } from 'lucide-react';
import { Notice } from '#ui/parts/notice.tsx';
import type { Findings } from './use-findings.ts';

const link = 'font-semibold underline underline-offset-4';

/** What one must know before the figures are believed or posted. */
export function FindingNotices({ found }: { readonly found: Findings }) {
  const { adjustments, isBehind, missing, open, unsent } = found;
  const numbers = (of: readonly { readonly number: string }[]) => of.map(({ number }) => number).join(', ');
  const inBooks = adjustments.filter(({ in_books }) => in_books === 1);
  return (
    <>
      {inBooks.map(({ id, number }) => (
        <Notice key={id} tone="good" icon={CircleCheck} title={`Adjusted by ${number}`}>
          What is below came to light since.{' '}
          <Link to="/stock/adjusted/$id" params={{ id }} className={link}>
            Open the adjustment
          </Link>
        </Notice>
      ))}
      {open?.own_state === 'failed' ? (
        <Notice tone="bad" icon={TriangleAlert} title={`${open.number} was not taken by the server`}>
          {open.in_books === 1
            ? 'Another device posted this stocktake first, and its adjustment counts. '
            : 'Until it is settled, nothing more can be posted for this stocktake. '}
          <Link to="/queue/$id" params={{ id: open.id }} className={link}>
            See why, and what to do
          </Link>
        </Notice>
      ) : open ? (
        <Notice tone="attention" icon={CloudUpload} title={`${open.number} is posted here and on its way`}>
          What is left to put right, if anything, can be posted once it is in the books.
        </Notice>
      ) : null}
      {isBehind ? (
        <Notice tone="attention" icon={CloudUpload} title="Some documents are still on their way">
          The figures change with them. It can be posted once they are here.
        </Notice>
      ) : null}
      {unsent.length > 0 ? (
        <Notice tone="attention" icon={CloudUpload} title={`Not at the server yet: ${numbers(unsent)}`}>
          They are in these figures on this device only.
        </Notice>
      ) : null}
      {missing.length > 0 ? (
        <Notice tone="bad" icon={TriangleAlert} title={`Not in these figures: ${numbers(missing)}`}>
          The server refused them on another till. Settle them first, or count that part again.
        </Notice>
      ) : null}
    </>
  );
}
