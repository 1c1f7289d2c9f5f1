import { Minus, Plus } from 'lucide-react';
import { formatQuantity } from '#domain/quantity.ts';
import { chosenMilli, type Choice } from '#domain/return-draft.ts';
import { leftOf, refundOf, type ReturnableLine } from '#domain/sale-return.ts';
import { Button } from '#ui/parts/button.tsx';
import { CheckField } from '#ui/parts/check-field.tsx';
import { Field } from '#ui/parts/field.tsx';
import { useMoney } from '#ui/shop-context.tsx';

interface ReturnLineProps {
  readonly line: ReturnableLine & { readonly batch_number: string | null };
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

/** One thing that was sold: how much of it comes back, and where it goes. */
export function ReturnLine({ line, choice, onChange }: ReturnLineProps) {
  const money = useMoney();
  const left = leftOf(line);
  const chosen = chosenMilli(choice, line);
  const text = (milli: number) => formatQuantity(milli, line.quantity_decimals);
  const set = (milli: number) => onChange({ ...choice, text: milli === 0 ? '' : text(milli) });
  const isTooMuch = chosen !== null && chosen > left;
  const name = line.item_name;
  return (
    <li className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-semibold break-words">{name}</p>
          <p className="num text-soft text-sm">
            {text(line.quantity_milli)} {line.unit_symbol} sold
            {line.batch_number ? ` · batch ${line.batch_number}` : ''}
            {line.returned_milli > 0 ? ` · ${text(line.returned_milli)} came back already` : ''}
          </p>
        </div>
        <p className="num min-w-20 text-end text-lg font-bold">
          {chosen && !isTooMuch ? money(refundOf(line, chosen)) : ''}
        </p>
      </div>
      {left === 0 ? (
        <p className="text-soft">All of it came back.</p>
      ) : (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
          <div className="flex items-start gap-1.5">
            <Button
              size="lg"
              className="mt-6.5 px-0!"
              icon={Minus}
              aria-label={`One less ${name}`}
              disabled={!chosen}
              onClick={() => set(Math.max(0, (chosen ?? 0) - 1000))}
            />
            <Field
              label="Comes back"
              aria-label={`How much of ${name} comes back`}
              inputMode="decimal"
              autoComplete="off"
              placeholder="0"
              maxLength={12}
              value={choice.text}
              error={
                isTooMuch
                  ? `At most ${text(left)}`
                  : chosen === null
                    ? `Not a quantity in ${line.unit_symbol}`
                    : undefined
              }
              onFocus={(event) => event.target.select()}
              onChange={(event) => onChange({ ...choice, text: event.target.value })}
              className="num w-24 [&_input]:text-center [&_input]:text-lg [&_input]:font-bold"
            />
            <Button
              size="lg"
              className="mt-6.5 px-0!"
              icon={Plus}
              aria-label={`One more ${name}`}
              disabled={(chosen ?? 0) >= left}
              onClick={() => set(Math.min(left, (chosen ?? 0) + 1000))}
            />
          </div>
          <Button size="lg" className="mt-6.5" onClick={() => set(left)}>
            All {text(left)}
            <span className="sr-only"> of {name}</span>
          </Button>
          {chosen ? (
            <div className="mt-6.5">
              <CheckField
                label="Back on the shelf"
                isChecked={choice.isRestocked}
                onChange={(isRestocked) => onChange({ ...choice, isRestocked })}
              />
            </div>
          ) : null}
        </div>
      )}
    </li>
  );
}
