import { Check, Scale } from 'lucide-react';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { formatQuantity, isSellableQuantity, parseQuantity } from '#domain/quantity.ts';
import { grossOf } from '#domain/totals.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Numpad } from '#ui/parts/numpad.tsx';
import { useMoney } from '#ui/shop-context.tsx';

export interface Measured {
  readonly name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly price_minor: number;
  /** What it was; undefined for goods just put on the scale. */
  readonly quantity_milli: number | undefined;
}

interface QuantityDialogProps {
  readonly of: Measured;
  readonly onGive: (quantityMilli: number) => void;
  readonly onClose: () => void;
}

/** How many, or how much: typed, or tapped on the pad. */
export function QuantityDialog({ of, onGive, onClose }: QuantityDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  const money = useMoney();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const decimals = of.quantity_decimals;
  const milli = parseQuantity(text, decimals);
  const was = of.quantity_milli === undefined ? null : formatQuantity(of.quantity_milli, decimals);

  const change = (next: string) => {
    setText(next);
    setError(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text === '' && of.quantity_milli !== undefined) return onClose();
    if (milli === null || !isSellableQuantity(milli, decimals)) {
      return setError(
        decimals === 0
          ? `A whole number from 1, since it is sold by the ${of.unit_symbol}.`
          : `More than 0 ${of.unit_symbol}, with at most ${decimals} decimals.`,
      );
    }
    onGive(milli);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={decimals > 0 ? `Weigh ${of.name}` : of.name}
      description={`${money(of.price_minor)} for 1 ${of.unit_symbol}${was ? ` · now ${was} ${of.unit_symbol}` : ''}`}
      initialFocus={input}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <NumberField
          inputRef={input}
          label={decimals > 0 ? `Weight in ${of.unit_symbol}` : 'Quantity'}
          text={text}
          placeholder={was ?? formatQuantity(0, decimals)}
          error={error}
          onText={change}
        />
        <p className="num text-soft flex justify-between" aria-live="polite">
          <span>Amount</span>
          <span className="text-ink text-xl font-bold">
            {money(grossOf({ price_minor: of.price_minor, quantity_milli: milli ?? of.quantity_milli ?? 0 }))}
          </span>
        </p>
        <Numpad value={text} onChange={change} decimals={decimals} />
        <Button type="submit" tone="primary" size="xl" icon={decimals > 0 ? Scale : Check} keyName="Enter">
          {decimals > 0 ? 'Use this weight' : 'Set quantity'}
        </Button>
      </form>
    </Dialog>
  );
}

interface NumberFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly text: string;
  readonly placeholder: string;
  readonly error: string | null;
  readonly onText: (text: string) => void;
}

function NumberField({ inputRef, label, text, placeholder, error, onText }: NumberFieldProps) {
  return (
    <Field
      ref={inputRef}
      label={label}
      value={text}
      placeholder={placeholder}
      inputMode="none"
      autoComplete="off"
      maxLength={14}
      error={error}
      onChange={(event) => onText(event.target.value.replace(',', '.'))}
      className="num [&_input]:text-end [&_input]:text-3xl [&_input]:font-bold"
    />
  );
}
