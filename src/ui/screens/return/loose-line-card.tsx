import { Trash2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { readLoose, type LooseLine } from '#domain/loose-line.ts';
import type { Settings } from '#queries/settings.ts';
import { Button } from '#ui/parts/button.tsx';
import { CheckField } from '#ui/parts/check-field.tsx';
import { Field } from '#ui/parts/field.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { LotDialog } from '#ui/screens/sell/lot-dialog.tsx';
import { useMoney } from '#ui/shop-context.tsx';

interface LooseLineCardProps {
  readonly line: LooseLine;
  readonly settings: Settings;
  /** Somebody wanted to go on: what is missing is said. */
  readonly isTried: boolean;
  readonly onChange: (said: Partial<LooseLine>) => void;
  readonly onRemove: () => void;
  /** Enter in a field. */
  readonly onDone: () => void;
}

/** One thing that comes back without a receipt. */
export function LooseLineCard({ line, settings, isTried, onChange, onRemove, onDone }: LooseLineCardProps) {
  const money = useMoney();
  const [isChoosing, setChoosing] = useState(false);
  const { returned, fault } = readLoose(line, settings.currency_decimals);
  const name = line.item_name;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onDone();
  };
  const quantityError =
    fault === 'quantity_not_possible'
      ? 'Not a quantity of this unit'
      : fault === 'quantity_missing' && isTried
        ? 'How much?'
        : null;
  return (
    <li
      data-item={line.item_id}
      className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3"
    >
      <div className="flex items-start gap-3">
        <p className="min-w-0 flex-1 font-semibold break-words">{name}</p>
        <p className="num min-w-20 text-end text-lg font-bold">
          {returned ? money(returned.line.amount_minor) : ''}
        </p>
        <IconButton icon={Trash2} label={`Remove ${name}`} onClick={onRemove} className="-me-2 -mt-2" />
      </div>
      <div className="flex flex-wrap items-start gap-3">
        <Field
          label={`Quantity (${line.unit_symbol})`}
          aria-label={`Quantity of ${name}`}
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
          value={line.quantity}
          error={quantityError}
          onFocus={(event) => event.target.select()}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange({ quantity: event.target.value })}
          className="num w-28"
        />
        <Field
          label="Paid back for one"
          aria-label={`Paid back for one ${name}`}
          inputMode="decimal"
          autoComplete="off"
          maxLength={14}
          value={line.price}
          error={fault === 'price_not_possible' ? `At most ${money(line.list_price_minor)}` : null}
          onFocus={(event) => event.target.select()}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange({ price: event.target.value.replace(',', '.') })}
          className="num w-36 [&_input]:text-end"
        />
        {line.is_batch_tracked === 1 ? (
          <div className="mt-6.5">
            <Button
              size="lg"
              aria-invalid={(fault === 'batch_missing' && isTried) || undefined}
              onClick={() => setChoosing(true)}
            >
              {line.lot ? `Batch ${line.lot.batch_number}` : 'Choose the batch'}
            </Button>
            {fault === 'batch_missing' && isTried ? (
              <p role="alert" className="text-danger-ink text-sm">
                Batch-tracked: which one?
              </p>
            ) : null}
          </div>
        ) : null}
        <div className="mt-6.5">
          <CheckField
            label="Back on the shelf"
            isChecked={line.isRestocked}
            onChange={(isRestocked) => onChange({ isRestocked })}
          />
        </div>
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
