import { Link } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import { Notice } from '#ui/parts/notice.tsx';

/** Of a return that waits for the sale that it is given for. */
export function AgainstNotice() {
  return (
    <Notice
      tone="neutral"
      icon={ArrowLeftRight}
      title="It is set against a sale that is not paid yet"
      action={
        <Link
          to="/sell"
          className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
        >
          Go on selling
        </Link>
      }
    >
      It is posted together with that sale. Change something here, and it is taken off it.
    </Notice>
  );
}
