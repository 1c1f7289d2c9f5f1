import { Flag } from 'lucide-react';
import { flagWords, knownFlags } from '#ui/flag-words.ts';
import { Notice } from '#ui/parts/notice.tsx';

interface FlagsProps {
  readonly flags: readonly string[];
  /** What people call the document. */
  readonly what?: string;
}

/** What the server put on a document that it took (`posting` in the migrations). Nothing to do for the cashier, and nothing that a customer should read. */
export function Flags({ flags, what = 'sale' }: FlagsProps) {
  const known = knownFlags(flags)
    .map((flag) => flagWords[flag])
    .filter(({ isReportOnly }) => !isReportOnly);
  if (known.length === 0) return null;
  return (
    <Notice tone="attention" icon={Flag} title={`The ${what} stands. A manager should look at it.`}>
      <ul>
        {known.map(({ says }) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </Notice>
  );
}
