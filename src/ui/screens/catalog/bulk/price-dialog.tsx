import { Check } from 'lucide-react';
import { useMemo, useState, type FormEvent } from 'react';
import type { MasterChange } from '#domain/master-edit.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { useCurrency } from '#ui/shop-context.tsx';
import {
  newPrices,
  priceChangeOf,
  roundingOf,
  roundingOptions,
  type PriceAct,
  type PriceInput,
  unreadText,
} from './price-form.ts';
import { PricePreview } from './price-preview.tsx';
import { usePricedRows } from './use-priced-rows.ts';

interface PriceDialogProps {
  readonly ids: ReadonlySet<string>;
  readonly finalFocus: () => HTMLElement | null;
  readonly onApply: (changes: readonly MasterChange[]) => void;
  readonly onClose: () => void;
}

const acts = [
  { value: 'percent', label: 'Per cent' },
  { value: 'amount', label: 'Amount' },
  { value: 'set', label: 'Set to' },
] as const;
const directions = [
  { value: 'up', label: 'More' },
  { value: 'down', label: 'Less' },
] as const;

const whole = new Intl.NumberFormat();

/** New prices for many items: nothing is saved before they have been seen. */
export function PriceDialog({ ids, finalFocus, onApply, onClose }: PriceDialogProps) {
  const currency = useCurrency();
  const rows = usePricedRows(ids);
  const [input, setInput] = useState<PriceInput>({ act: 'percent', isDown: false, text: '', rounding: 0 });
  const set = (change: Partial<PriceInput>) => setInput((now) => ({ ...now, ...change }));
  const prices = useMemo(() => {
    const change = priceChangeOf(input, currency);
    return rows && change ? newPrices(rows, change, roundingOf(input, currency)) : null;
  }, [rows, input, currency]);
  const changing =
    prices?.filter(({ new_minor, price_minor }) => new_minor !== null && new_minor !== price_minor) ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changing.length === 0) return;
    onApply(
      changing.map(({ id, price_minor, new_minor }) => ({
        table: 'items',
        kind: 'edit',
        id,
        columns: { price_minor: new_minor },
        seen: { price_minor },
      })),
    );
  };
  const isUnread = input.text !== '' && priceChangeOf(input, currency) === null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      finalFocus={finalFocus}
      title={`Change ${ids.size === 1 ? 'the price' : `${whole.format(ids.size)} prices`}`}
      width="md"
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Segmented<PriceAct> label="How" value={input.act} segments={acts} onChange={(act) => set({ act })} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {input.act === 'set' ? null : (
            <Segmented
              label="Direction"
              value={input.isDown ? 'down' : 'up'}
              segments={directions}
              onChange={(to) => set({ isDown: to === 'down' })}
              className="sm:mt-6.5"
            />
          )}
          <Field
            label={
              input.act === 'percent'
                ? 'Per cent'
                : input.act === 'amount'
                  ? 'Amount'
                  : 'Price for all of them'
            }
            inputMode="decimal"
            autoComplete="off"
            value={input.text}
            error={isUnread ? unreadText(input.act, currency) : null}
            className="num [&_input]:text-end"
            onChange={(event) => set({ text: event.target.value })}
          />
          {input.act === 'set' ? null : (
            <SelectField
              label="Round the new price"
              className="sm:col-span-2"
              value={String(input.rounding)}
              options={roundingOptions(currency)}
              onChange={(rounding) => set({ rounding: Number(rounding) })}
            />
          )}
        </div>
        <PricePreview
          prices={prices ?? rows?.map((row) => ({ ...row, new_minor: row.price_minor })) ?? []}
          isAsked={prices !== null}
        />
        <Button type="submit" tone="primary" size="xl" icon={Check} disabled={changing.length === 0}>
          {changing.length === 0
            ? 'Nothing to change yet'
            : changing.length === 1
              ? 'Change 1 price'
              : `Change ${whole.format(changing.length)} prices`}
        </Button>
      </form>
    </Dialog>
  );
}
