import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readLine, type TransferLine } from '#domain/transfer-draft.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';

interface PackedLineProps {
  readonly line: TransferLine;
  /** Somebody wanted to send: what is missing is said everywhere. */
  readonly isTried: boolean;
  readonly onChange: (change: Partial<TransferLine>) => void;
  readonly onRemove: () => void;
  readonly onChooseLot: () => void;
  /** Enter in the quantity. */
  readonly onDone: () => void;
}

/** One thing that goes. */
export function PackedLine({ line, isTried, onChange, onRemove, onChooseLot, onDone }: PackedLineProps) {
  const [isLeft, setLeft] = useState(false);
  const { faults } = readLine(line);
  const { item_name: name, lot } = line;
  const isSaid = faults.quantity === 'not_possible' || (faults.quantity && (isLeft || isTried));
  const lotText = lot
    ? `${lot.batch_number}${lot.expiry_date ? ` · ${lot.expiry_date}` : ''}`
    : 'Choose batch';
  return (
    <li
      data-line={line.id}
      className="bg-surface border-line flex flex-wrap items-end gap-x-3 gap-y-2 rounded-lg border px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-48 self-center">
        <p className="font-semibold break-words">{name}</p>
        {line.is_batch_tracked === 1 ? (
          <Button
            tone={lot ? 'plain' : 'primary'}
            {...(lot ? {} : { 'data-missing': true })}
            className="mt-1.5"
            onClick={onChooseLot}
          >
            {lot ? <span className="sr-only">Batch of {name}: </span> : null}
            {lotText}
            {lot ? null : <span className="sr-only"> of {name}</span>}
          </Button>
        ) : null}
        {faults.lot && isTried ? (
          <p className="text-danger-ink mt-1 text-sm font-semibold">Which batch goes?</p>
        ) : null}
      </div>
      <Field
        label={`Quantity (${line.unit_symbol})`}
        aria-label={`Quantity of ${name}`}
        autoComplete="off"
        inputMode="decimal"
        maxLength={20}
        value={line.quantity}
        error={
          isSaid ? (faults.quantity === 'missing' ? 'How much goes?' : 'Not a quantity of this unit') : null
        }
        onFocus={(event) => event.target.select()}
        onBlur={() => setLeft(true)}
        onChange={(event) => onChange({ quantity: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onDone();
        }}
        className="num ms-auto w-32 [&_input]:text-end"
      />
      <IconButton icon={Trash2} label={`Remove ${name}`} onClick={onRemove} />
    </li>
  );
}
