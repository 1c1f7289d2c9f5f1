import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Copied } from '#commands/copy-catalog.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { Facts } from './facts.tsx';

interface CopiedFactsProps {
  readonly copied: Copied;
  /** Of the other location. */
  readonly name: string;
  readonly isDone: boolean;
  readonly isBusy: boolean;
}

const count = new Intl.NumberFormat();

/** What has come so far; it stays, whatever becomes of the rest. */
export function CopiedFacts({ copied, name, isDone, isBusy }: CopiedFactsProps) {
  const { items, categories, units, tax_rates, barcodes_left_out, left_out } = copied;
  const isNothing = items + categories + units + tax_rates === 0;
  return (
    <>
      {isDone ? (
        <Notice
          tone="good"
          icon={CircleCheck}
          title={isNothing ? `${name} has all of it already` : `${name} has it now`}
        >
          Its devices have it with their next sync.
        </Notice>
      ) : (
        <output>
          {isBusy
            ? 'Copying; closing this stops nothing.'
            : 'Stopped. What has come stays; copy again to go on.'}
        </output>
      )}
      <Facts
        facts={[
          ['Items', count.format(items)],
          ['Categories', count.format(categories)],
          ['Units', count.format(units)],
          ['Tax rates', count.format(tax_rates)],
        ]}
      />
      {barcodes_left_out > 0 ? (
        <Notice
          tone="attention"
          icon={TriangleAlert}
          title={
            barcodes_left_out === 1
              ? '1 item came without its barcode'
              : `${count.format(barcodes_left_out)} items came without their barcode`
          }
        >
          <p>Another item of {name} has it already:</p>
          {/* A hundred of them leave the button below within reach. */}
          <ul className="scroll-calm mt-1 max-h-48" aria-label="Without their barcode">
            {left_out.map(({ name: item, barcode }) => (
              <li key={barcode} className="flex justify-between gap-3">
                <span className="min-w-0 break-words">{item}</span>
                <span className="num shrink-0">{barcode}</span>
              </li>
            ))}
          </ul>
          {barcodes_left_out > left_out.length ? (
            <p>and {count.format(barcodes_left_out - left_out.length)} more.</p>
          ) : null}
        </Notice>
      ) : null}
    </>
  );
}
