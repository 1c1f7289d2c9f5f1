import clsx from 'clsx';
import { ArrowRight, Minus, Plus, Trash2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { readAdjusted, type AdjustmentLine, type Direction } from '#domain/adjustment-draft.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { isScanning } from '#ui/hooks/use-scanner.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { LotDialog } from '#ui/screens/sell/lot-dialog.tsx';

interface AdjustedLineProps {
  readonly line: AdjustmentLine;
  /** Undefined until it is read. */
  readonly onHandMilli: number | undefined;
  /** Somebody wanted to post: what is missing is said everywhere. */
  readonly isTried: boolean;
  readonly onChange: (change: Partial<AdjustmentLine>) => void;
  readonly onRemove: () => void;
  /** Enter in the quantity. */
  readonly onDone: () => void;
}

const directions = [
  { value: 'less', label: 'Less', icon: Minus },
  { value: 'more', label: 'More', icon: Plus },
] as const;

/** How much more or less there is of one thing. `+` and `-` in the quantity say which. */
export function AdjustedLine({ line, onHandMilli, isTried, onChange, onRemove, onDone }: AdjustedLineProps) {
  const [isLeft, setLeft] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const name = line.item_name;
  const { fault } = readAdjusted(line);
  const isAsked = isTried || isLeft;
  const lacksBatch = line.is_batch_tracked === 1 && line.lot === null;
  const onKeyDown = (event: KeyboardEvent) => {
    const said = isScanning() ? undefined : keys[event.key];
    if (said) onChange({ direction: said });
    else if (event.key === 'Enter') onDone();
    else return;
    event.preventDefault();
  };
  return (
    <li
      data-place={`${line.item_id}/${line.lot?.id ?? ''}`}
      className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-52 font-semibold break-words">{name}</p>
        <IconButton icon={Trash2} label={`Remove ${name}`} onClick={onRemove} className="sm:order-last" />
        <Change line={line} onHandMilli={onHandMilli} />
      </div>
      <div className="flex flex-wrap items-start gap-3">
        <Segmented<Direction>
          label={`More or less of ${name}`}
          value={line.direction}
          segments={directions}
          onChange={(direction) => onChange({ direction })}
          className="self-end"
        />
        <Field
          label={`Quantity (${line.unit_symbol})`}
          aria-label={`Quantity of ${name}`}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={line.quantity}
          error={quantityError(fault, isAsked)}
          onBlur={() => setLeft(true)}
          onFocus={(event) => event.target.select()}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange({ quantity: event.target.value })}
          className="num w-28 [&_input]:text-end"
        />
        {line.is_batch_tracked === 1 ? (
          <div className="flex flex-col gap-1.5 self-end">
            <Button
              size="lg"
              aria-invalid={(lacksBatch && isTried) || undefined}
              onClick={() => setChoosing(true)}
            >
              {line.lot ? `Batch ${line.lot.batch_number}` : 'Choose the batch'}
            </Button>
            {lacksBatch && isTried ? (
              <p role="alert" className="text-danger-ink text-sm">
                Batch-tracked: which one?
              </p>
            ) : null}
          </div>
        ) : null}
      </div>
      {isChoosing ? (
        <LotDialog
          of={{ ...line, name, chosenId: line.lot?.id ?? null }}
          onChoose={({ id, batch_number, expiry_date }) => {
            onChange({ lot: { id, batch_number, expiry_date } });
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </li>
  );
}

const keys: Readonly<Record<string, Direction | undefined>> = { '+': 'more', '-': 'less' };

function quantityError(fault: ReturnType<typeof readAdjusted>['fault'], isAsked: boolean): string | null {
  if (fault === 'quantity_missing') return isAsked ? 'How much?' : null;
  return fault === 'quantity_not_possible' ? 'Not a quantity of this unit' : null;
}

/** On hand before, and after. */
function Change({ line, onHandMilli }: Pick<AdjustedLineProps, 'line' | 'onHandMilli'>) {
  if (onHandMilli === undefined || (line.is_batch_tracked === 1 && line.lot === null)) return null;
  const { quantity_milli } = readAdjusted(line);
  const quantity = (milli: number) => formatQuantity(milli, line.quantity_decimals);
  const after = onHandMilli + (quantity_milli ?? 0);
  return (
    <p className="num flex items-center gap-2 text-lg max-sm:basis-full">
      <span className="text-soft text-sm">On hand</span>
      <span className={clsx(quantity_milli !== null && 'text-soft')}>{quantity(onHandMilli)}</span>
      {quantity_milli === null ? null : (
        <>
          <ArrowRight aria-label="becomes" size={18} className="text-soft shrink-0" />
          <strong className={clsx(after < 0 && 'text-danger-ink')}>{quantity(after)}</strong>
        </>
      )}
    </p>
  );
}
