import clsx from 'clsx';
import { PackageSearch, Repeat2 } from 'lucide-react';
import { useState } from 'react';
import { formatQuantity } from '#domain/quantity.ts';
import {
  maxReasonLength,
  readReceiptLine,
  type ReceiptFault,
  type ReceiptField,
  type ReceiptLine,
} from '#domain/receipt-draft.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { ExpiryField } from '#ui/screens/receive/expiry-field.tsx';

interface ArrivedLineProps {
  readonly line: ReceiptLine;
  /** Somebody wanted to receive: what is missing is said everywhere. */
  readonly isTried: boolean;
  readonly onChange: (change: Partial<ReceiptLine>) => void;
  readonly onChooseItem: () => void;
}

type TextField = Exclude<ReceiptField, 'item'>;

const missing: Readonly<Record<TextField, string>> = {
  quantity: 'How much came?',
  reason: 'Why is it not what was sent?',
  batch_number: 'Batch-tracked: copy the batch number',
  expiry_date: 'Batch-tracked: copy the expiry',
};
const wrong: Readonly<Record<TextField, string>> = {
  quantity: 'Not a quantity of this unit',
  reason: `At most ${maxReasonLength} characters`,
  batch_number: 'At most 60 characters',
  expiry_date: 'Not a day: write 2031-05-31, or 2031-05',
};

const looks: Readonly<Record<TextField, string>> = {
  quantity: 'num [&_input]:text-end',
  reason: '',
  batch_number: 'num',
  expiry_date: 'num',
};

function faultWord(field: TextField, fault: ReceiptFault | undefined, isAsked: boolean): string | null {
  if (fault === undefined || (fault === 'missing' && !isAsked)) return null;
  return (fault === 'missing' ? missing : wrong)[field];
}

/** One line of what was sent: how much of it came, into which item of here. */
export function ArrivedLine({ line, isTried, onChange, onChooseItem }: ArrivedLineProps) {
  const [left, setLeft] = useState<ReadonlySet<TextField>>(new Set());
  const { quantity_milli, differs, faults } = readReceiptLine(line);
  const { sent, item } = line;
  const name = sent.item_name;
  const field = (key: TextField) => ({
    value: line[key],
    error: faultWord(key, faults[key], isTried || left.has(key)),
    onBlur: () => setLeft((before) => (before.has(key) ? before : new Set(before).add(key))),
    onKeyDown: () => undefined,
  });
  const typed = (key: TextField, label: string, of: string, maxLength: number) => (
    <Field
      label={label}
      aria-label={of}
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      {...field(key)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onChange({ [key]: event.target.value })}
      {...(key === 'quantity' ? { inputMode: 'decimal' } : {})}
      className={looks[key]}
    />
  );
  const hasBatch = item?.is_batch_tracked === 1 && quantity_milli !== 0;
  return (
    <li className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-52">
          <p className="font-semibold break-words">{name}</p>
          <p className="num text-soft text-sm">
            Sent {formatQuantity(sent.quantity_milli, sent.quantity_milli % 1000 === 0 ? 0 : 3)}{' '}
            {sent.unit_symbol}
            {sent.batch_number ? ` · batch ${sent.batch_number}` : ''}
            {sent.barcode ? ` · ${sent.barcode}` : ''}
          </p>
        </div>
        <ItemPart {...{ line, isTried, onChooseItem }} isNeeded={quantity_milli !== 0} />
      </div>
      <div className="grid grid-cols-2 items-start gap-3 md:grid-cols-[9rem_1fr_1fr]">
        {typed('quantity', `Came (${item?.unit_symbol ?? sent.unit_symbol})`, `How much came of ${name}`, 20)}
        {hasBatch ? (
          <>
            {typed('batch_number', 'Batch number', `Batch number of ${name}`, 120)}
            <ExpiryField
              of={name}
              {...field('expiry_date')}
              onChange={(expiry_date) => onChange({ expiry_date })}
            />
          </>
        ) : null}
        {differs ? (
          <div className={clsx('col-span-full', hasBatch || 'md:col-span-2')}>
            {typed('reason', 'Why the difference', `Why the difference of ${name}`, maxReasonLength)}
          </div>
        ) : null}
      </div>
    </li>
  );
}

interface ItemPartProps extends Pick<ArrivedLineProps, 'line' | 'isTried' | 'onChooseItem'> {
  /** Nothing came: it is no item of here. */
  readonly isNeeded: boolean;
}

/** Which item of here it is: said where it has another name, asked where nobody knows. */
function ItemPart({ line: { sent, item }, isTried, isNeeded, onChooseItem }: ItemPartProps) {
  if (!isNeeded) return null;
  if (item === null)
    return (
      <div>
        <Button tone="primary" icon={PackageSearch} data-missing onClick={onChooseItem}>
          Which item is it?
          <span className="sr-only">{sent.item_name}</span>
        </Button>
        {isTried ? (
          <p className="text-danger-ink mt-1 text-sm font-semibold">
            Not in the catalog here: choose or add it
          </p>
        ) : null}
      </div>
    );
  return (
    <Button tone="quiet" icon={Repeat2} className="max-sm:-ms-4" onClick={onChooseItem}>
      <span className="max-w-48 truncate">{item.name === sent.item_name ? 'In the catalog' : item.name}</span>
      <span className="sr-only">: choose another item for {sent.item_name}</span>
    </Button>
  );
}
