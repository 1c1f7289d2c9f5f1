import { useRef, useState, type FormEvent } from 'react';
import { customersNamed } from '#queries/customers.ts';
import type { Row } from '#queries/row.ts';
import { owedText } from '#ui/credit-text.ts';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';

export type Customer = Row<typeof customersNamed>;

interface CustomerDialogProps {
  readonly onChoose: (customer: Customer) => void;
  /** Nobody in particular; null where that is not offered. */
  readonly onNone?: (() => void) | null;
  readonly onClose: () => void;
}

/** The customers of the location, by part of a name. */
export function CustomerDialog({ onChoose, onNone = null, onClose }: CustomerDialogProps) {
  const { till } = useShop();
  const money = useMoney();
  const [text, setText] = useState('');
  const { rows, isLoading } = useLive(customersNamed(till.db.read, text));
  const name = useRef<HTMLInputElement>(null);
  // A finger wants to see the list, not the keyboard that a focused field brings up.
  const isPrecise = useMedia(precise);
  // Nobody's debt is written on who was merely first in the list.
  const enter = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [first, ...others] = rows;
    if (first && others.length === 0) onChoose(first);
    else event.currentTarget.querySelector<HTMLElement>('ul button')?.focus();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Choose the customer"
      {...(isPrecise ? { initialFocus: name } : {})}
    >
      <form onSubmit={enter} className="flex flex-col gap-3">
        <Field
          ref={name}
          label="Name"
          type="search"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {onNone ? <Button onClick={onNone}>No customer</Button> : null}
        {rows.length === 0 && !isLoading ? <p className="text-soft">No customer with this name.</p> : null}
        <ul className="flex flex-col gap-2">
          {rows.map((customer) => (
            <li key={customer.id}>
              <button
                type="button"
                onClick={() => onChoose(customer)}
                className="border-line bg-raised hover:bg-hover min-h-touch flex w-full items-center gap-3 rounded-md border px-4 py-2 text-start"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold break-words">{customer.name}</span>
                  {customer.phone ? <span className="num text-soft text-sm">{customer.phone}</span> : null}
                </span>
                {customer.owed_minor === 0 ? null : (
                  <span className="num text-end text-sm font-semibold">
                    {owedText(customer.owed_minor, money)}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </form>
    </Dialog>
  );
}
