import { denominationsOf } from '#domain/denominations.ts';
import { readCounts, type TypedCounts } from '#domain/open-shift.ts';
import { controlClasses } from '#ui/parts/field-frame.tsx';
import { useCurrency, useMoney } from '#ui/shop-context.tsx';
import type { KeyboardEvent } from 'react';

interface CountTableProps {
  readonly counts: TypedCounts;
  readonly onChange: (counts: TypedCounts) => void;
}

/** Pieces of every coin and note, largest first; Enter goes to the next. */
export function CountTable({ counts, onChange }: CountTableProps) {
  const currency = useCurrency();
  const money = useMoney();
  const { total_minor, faults } = readCounts(counts, currency.currency_decimals);
  const set = (key: string, text: string) => onChange({ ...counts, [key]: text });
  return (
    <div className="flex flex-col gap-3">
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {denominationsOf(currency).map((minor) => (
          <CountRow
            key={minor}
            label={money(minor)}
            text={counts[minor] ?? ''}
            isFaulty={faults.includes(String(minor))}
            amount={money(minor * (Number(counts[minor]) || 0))}
            onText={(text) => set(String(minor), text)}
          />
        ))}
        <CountRow
          label="Anything else, as a sum"
          text={counts['sum'] ?? ''}
          isFaulty={faults.includes('sum')}
          amount=""
          onText={(text) => set('sum', text)}
        />
      </ul>
      <p
        className="num border-line flex items-baseline justify-between gap-4 border-t pt-3"
        aria-live="polite"
      >
        <span className="font-semibold">Counted</span>
        <span className="text-3xl font-bold" data-testid="counted">
          {money(total_minor)}
        </span>
      </p>
    </div>
  );
}

interface CountRowProps {
  readonly label: string;
  readonly text: string;
  readonly isFaulty: boolean;
  readonly amount: string;
  readonly onText: (text: string) => void;
}

function CountRow({ label, text, isFaulty, amount, onText }: CountRowProps) {
  const isSum = amount === '';
  const name = isSum ? label : `Pieces of ${label}`;
  return (
    <li className="border-line flex items-center gap-3 border-b py-1.5">
      <span className="num min-w-0 flex-1 font-semibold">{label}</span>
      <span aria-hidden className="text-soft">
        {isSum ? '' : '×'}
      </span>
      <input
        aria-label={name}
        aria-invalid={isFaulty}
        value={text}
        inputMode={isSum ? 'decimal' : 'numeric'}
        autoComplete="off"
        maxLength={12}
        placeholder="0"
        onChange={(event) => onText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={nextOnEnter}
        className={`${controlClasses(isFaulty ? 'x' : null)} num w-24! text-end`}
      />
      {isSum ? null : <span className="num text-soft w-24 text-end text-sm">{amount}</span>}
    </li>
  );
}

function nextOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const fields = [...(event.currentTarget.closest('ul')?.querySelectorAll('input') ?? [])];
  const next = fields[fields.findIndex((field) => field === event.currentTarget) + 1];
  next?.focus();
}
