import { useMemo } from 'react';
import type { FileTable } from '#domain/csv/file-columns.ts';
import type { PlannedError } from '#domain/csv/planned-row.ts';
import type { Currency } from '#domain/money.ts';
import { useMedia, wide } from '#ui/hooks/use-media.ts';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { faultSentence } from './fault-text.ts';

interface FaultListProps {
  readonly errors: readonly PlannedError[];
  readonly list: FileTable;
  readonly currency: Currency;
}

/** Everything that is wrong, one below another: the row, the column, what to do. */
export function FaultList({ errors, list, currency }: FaultListProps) {
  const isWide = useMedia(wide);
  const faults = useMemo(
    () => errors.flatMap(({ row, faults: all }) => all.map((fault) => ({ row, fault }))),
    [errors],
  );
  return (
    <div className="bg-sunken h-80 rounded-md">
      <VirtualList
        label="Errors"
        count={faults.length}
        rowHeight={isWide ? 56 : 92}
        render={(index) => {
          const one = faults[index];
          return one ? (
            <div className="border-line flex h-full items-center border-b px-3">
              {/* On a phone all of the width is the sentence's: its end says what to do. */}
              <p className="line-clamp-4 min-w-0 text-sm break-words sm:line-clamp-2 sm:ps-28">
                <span className="num font-semibold sm:float-start sm:-ms-28">Row {one.row.number}</span>
                <span className="sm:hidden"> · </span>
                {faultSentence(one.fault, list, currency)}
              </p>
            </div>
          ) : null;
        }}
      />
    </div>
  );
}
