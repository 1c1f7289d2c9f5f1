import { denominationsOf } from '#domain/denominations.ts';
import { readCounts, type TypedCounts } from '#domain/open-shift.ts';
import { controlClasses } from '#ui/parts/field-frame.tsx';
import { useCurrency, useMoney } from '#ui/shop-context.tsx';
import type { KeyboardEvent, ReactNode } from 'react';

interface CountTableProps {
  readonly counts: TypedCounts;
  readonly onChange: (counts: TypedCounts) => void;
  /** Begins at the first field. */
  readonly isFocused?: boolean;
}

/** Pieces of every coin and note, largest first; Enter goes to the next. */
export function CountTable({ counts, onChange, isFocused = false }: CountTableProps) {
  const currency = useCurrency();
  const money = useMoney();
  const { faults } = readCounts(counts, currency.currency_decimals);
  const amountOf = (minor: number) => {
    const pieces = Number(counts[minor]);
    return pieces > 0 && !faults.includes(String(minor)) ? money(minor * pieces) : null;
  };
  const set = (key: string, text: string) => onChange({ ...counts, [key]: text });
  return (
    <ul className="gap-x-8 sm:columns-2">
      {denominationsOf(currency).map((minor, index) => (
        <CountRow
          key={minor}
          label={money(minor)}
          text={counts[minor] ?? ''}
          isFaulty={faults.includes(String(minor))}
          isFocused={isFocused && index === 0}
          amount={amountOf(minor)}
          onText={(text) => set(String(minor), text)}
        />
      ))}
      <CountRow
        label="Anything else, as a sum"
        text={counts['sum'] ?? ''}
        isFaulty={faults.includes('sum')}
        amount={null}
        isSum
        onText={(text) => set('sum', text)}
      />
    </ul>
  );
}

interface CountFootProps {
  readonly counts: TypedCounts;
  /** The acts that end the count. */
  readonly children: ReactNode;
}

/** What it comes to and the way on, in sight however long the table is. At the foot of a panel. */
export function CountFoot({ counts, children }: CountFootProps) {
  const currency = useCurrency();
  const money = useMoney();
  return (
    // Less the padding of the screen, which Chromium keeps clear of what sticks.
    <div className="bg-surface border-line sticky -bottom-6 z-10 -mx-4 -mb-4 flex flex-col gap-3 rounded-b-xl border-t px-4 pt-3 pb-4 sm:-mx-5 sm:-mb-5 sm:px-5 sm:pb-5">
      <p className="num flex items-baseline justify-between gap-4" aria-live="polite">
        <span className="font-semibold">Counted</span>
        <span className="text-3xl font-bold" data-testid="counted">
          {money(readCounts(counts, currency.currency_decimals).total_minor)}
        </span>
      </p>
      <div className="flex flex-wrap gap-3">{children}</div>
    </div>
  );
}

interface CountRowProps {
  readonly label: string;
  readonly text: string;
  readonly isFaulty: boolean;
  /** Null where there is none to tell. */
  readonly amount: string | null;
  readonly isSum?: boolean;
  readonly isFocused?: boolean;
  readonly onText: (text: string) => void;
}

function CountRow(props: CountRowProps) {
  const { label, text, isFaulty, amount, isSum = false, isFocused = false, onText } = props;
  return (
    <li className="border-line flex min-h-16 break-inside-avoid items-center gap-3 border-b py-1.5">
      <span className="num min-w-0 flex-1 leading-snug">
        <span className="block font-semibold">{label}</span>
        {amount ? <span className="text-soft text-sm">= {amount}</span> : null}
      </span>
      {isSum ? null : (
        <span aria-hidden className="text-soft">
          ×
        </span>
      )}
      <input
        // It was asked for with a key: counting begins with the next one.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isFocused}
        aria-label={isSum ? label : `Pieces of ${label}`}
        aria-invalid={isFaulty}
        value={text}
        inputMode={isSum ? 'decimal' : 'numeric'}
        autoComplete="off"
        maxLength={12}
        placeholder="0"
        onChange={(event) => onText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={nextOnEnter}
        className={`${controlClasses(isFaulty ? 'x' : null)} num w-28! scroll-mb-48 text-end`}
      />
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
