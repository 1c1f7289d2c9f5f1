import clsx from 'clsx';
import { Layers, Minus, Plus, Trash2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { readCount, type CountLine } from '#domain/count-sheet.ts';
import { Button } from '#ui/parts/button.tsx';
import { controlClasses } from '#ui/parts/field-frame.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { KeyHint } from '#ui/parts/key-hint.tsx';
import { LotDialog } from '#ui/screens/sell/lot-dialog.tsx';
import type { Counting } from './use-counting.ts';

interface CountedLineCardProps {
  readonly line: CountLine;
  /** The one touched last, on top. */
  readonly isLast: boolean;
  readonly isTried: boolean;
  readonly counting: Pick<Counting, 'type' | 'chooseLot' | 'addBatch'>;
  readonly onRemove: () => void;
  /** Enter in the quantity. */
  readonly onDone: () => void;
}

const words = {
  quantity_missing: 'How much is there?',
  quantity_not_possible: 'Not a quantity of this unit',
  batch_missing: 'Batch-tracked: which one?',
} as const;

/** What was found of one thing. What the books say of it is shown nowhere here. */
export function CountedLineCard(props: CountedLineCardProps) {
  const { line, isLast, isTried, counting, onRemove, onDone } = props;
  const [asked, setAsked] = useState<'this' | 'another' | null>(null);
  const { fault, quantity_milli } = readCount(line);
  const isSaid = fault !== null && (isTried || fault === 'quantity_not_possible');
  const name = line.item_name;
  const isTracked = line.is_batch_tracked === 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onDone();
  };
  return (
    <li
      className={clsx(
        'bg-surface flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border px-4 py-2',
        isLast ? 'border-brand' : 'border-line',
      )}
    >
      <div className="min-w-0 flex-1 basis-40 max-sm:basis-full">
        <p className="font-semibold break-words">{name}</p>
        {isSaid ? (
          <p role="alert" className="text-danger-ink text-sm">
            {words[fault]}
          </p>
        ) : null}
      </div>
      <label className="flex items-center gap-2 sm:ms-auto">
        {isLast ? <KeyHint>F4</KeyHint> : null}
        <input
          aria-label={`Quantity of ${name}${line.lot ? `, batch ${line.lot.batch_number}` : ''}`}
          aria-invalid={(isSaid && fault !== 'batch_missing') || undefined}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={line.quantity}
          onFocus={(event) => event.target.select()}
          onKeyDown={onKeyDown}
          onChange={(event) => counting.type(line, event.target.value)}
          className={`${controlClasses(isSaid ? words[fault] : null)} num w-28! text-end text-xl font-bold`}
        />
        <span className="text-soft min-w-6 text-sm">{line.unit_symbol}</span>
      </label>
      <div className="flex items-center max-sm:ms-auto">
        {line.quantity_decimals === 0 && quantity_milli !== null ? (
          <>
            <IconButton
              icon={Minus}
              label={`One less ${name}`}
              disabled={quantity_milli === 0}
              onClick={() => counting.type(line, String(quantity_milli / 1000 - 1))}
            />
            <IconButton
              icon={Plus}
              label={`One more ${name}`}
              onClick={() => counting.type(line, String(quantity_milli / 1000 + 1))}
            />
          </>
        ) : null}
        <IconButton icon={Trash2} label={`Remove ${name}`} onClick={onRemove} />
      </div>
      {isTracked ? (
        <div className="flex basis-full flex-wrap gap-2">
          <Button
            icon={Layers}
            aria-invalid={(isTried && line.lot === null) || undefined}
            onClick={() => setAsked('this')}
          >
            {line.lot ? `Batch ${line.lot.batch_number}` : 'Choose the batch'}
            <span className="sr-only"> of {name}</span>
          </Button>
          {line.lot && isLast ? (
            <Button tone="quiet" onClick={() => setAsked('another')}>
              Another batch
              <span className="sr-only"> of {name}</span>
            </Button>
          ) : null}
        </div>
      ) : null}
      {asked ? (
        <LotDialog
          of={{ ...line, name, chosenId: asked === 'this' ? (line.lot?.id ?? null) : null }}
          isBlind
          onChoose={({ id, batch_number, expiry_date }) => {
            const lot = { id, batch_number, expiry_date };
            void (asked === 'this' ? counting.chooseLot(line, lot) : counting.addBatch(line, lot));
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </li>
  );
}
