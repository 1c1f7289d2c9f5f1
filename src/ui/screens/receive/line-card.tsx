import clsx from 'clsx';
import { Trash2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { readLine, type LineField, type NoteLine } from '#domain/note-draft.ts';
import { Field } from '#ui/parts/field.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { useCurrency, useMoney } from '#ui/shop-context.tsx';
import { ExpiryField } from './expiry-field.tsx';
import { faultWord } from './fault-words.ts';

interface LineCardProps {
  readonly line: NoteLine;
  /** Somebody wanted to post: what is missing is said everywhere. */
  readonly isTried: boolean;
  readonly onChange: (change: Partial<NoteLine>) => void;
  readonly onRemove: () => void;
  /** Enter in the last field. */
  readonly onDone: () => void;
}

const isNumber = (key: LineField) => key === 'quantity' || key === 'unit_cost';

/** One thing that came. Enter goes from field to field, and out of the last. */
export function LineCard({ line, isTried, onChange, onRemove, onDone }: LineCardProps) {
  const money = useMoney();
  const { currency_decimals } = useCurrency();
  const [left, setLeft] = useState<ReadonlySet<LineField>>(new Set());
  const { faults, amount_minor } = readLine(line, currency_decimals);
  const name = line.item_name;
  const field = (key: LineField) => ({
    value: line[key],
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => goOn(event, onDone),
    error: faultWord(key, faults[key], isTried || left.has(key)),
    onBlur: () => setLeft((before) => (before.has(key) ? before : new Set(before).add(key))),
  });
  const typed = (key: LineField, label: string, of: string) => (
    <Field
      label={label}
      aria-label={of}
      autoComplete="off"
      spellCheck={false}
      maxLength={120}
      {...field(key)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onChange({ [key]: event.target.value })}
      {...(isNumber(key) ? { inputMode: 'decimal' } : {})}
      className={clsx('num', isNumber(key) && '[&_input]:text-end')}
    />
  );
  return (
    <li
      data-line={line.id}
      className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3"
    >
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 font-semibold break-words">{name}</p>
        <p className="num min-w-20 text-end text-lg font-bold">
          {amount_minor === null ? '' : money(amount_minor)}
        </p>
        <IconButton icon={Trash2} label={`Remove ${name}`} onClick={onRemove} />
      </div>
      <div className="grid grid-cols-[1fr_1.1fr] items-start gap-3 md:grid-cols-[1fr_1fr_1.2fr_1.2fr]">
        {typed('quantity', `Quantity (${line.unit_symbol})`, `Quantity of ${name}`)}
        {typed('unit_cost', 'Cost each', `Cost of ${name}`)}
        {line.is_batch_tracked === 1 ? (
          <>
            {typed('batch_number', 'Batch number', `Batch number of ${name}`)}
            <ExpiryField
              of={name}
              {...field('expiry_date')}
              onChange={(expiry_date) => onChange({ expiry_date })}
            />
          </>
        ) : null}
      </div>
    </li>
  );
}

function goOn(event: KeyboardEvent<HTMLInputElement>, onDone: () => void): void {
  const card = event.currentTarget.closest('[data-line]');
  if (event.key !== 'Enter' || card === null) return;
  event.preventDefault();
  const fields = fieldsOf(card);
  const next = fields[fields.indexOf(event.currentTarget) + 1];
  if (next) next.focus();
  else onDone();
}

function fieldsOf(card: Element): readonly HTMLInputElement[] {
  return [...card.querySelectorAll<HTMLInputElement>('input:not([type=date])')];
}

/** Where somebody goes on typing after a line was touched: what lacks something, else the quantity. */
export function focusLine(list: Element | null, line: NoteLine, wasScanned: boolean): void {
  const card = list?.querySelector(`[data-line="${line.id}"]`);
  if (!card) return;
  card.scrollIntoView({ block: 'nearest' });
  const fields = fieldsOf(card);
  const empty = fields.find(({ value }) => value === '');
  (empty ?? (wasScanned ? undefined : fields[0]))?.focus();
}
