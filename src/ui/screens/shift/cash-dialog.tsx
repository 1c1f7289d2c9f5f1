import { Check, TriangleAlert } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { moveCash } from '#commands/move-cash.ts';
import { parseMoney } from '#domain/money.ts';
import { maxReasonOfCash } from '#domain/open-shift.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Numpad } from '#ui/parts/numpad.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';

interface CashDialogProps {
  readonly shiftId: string;
  readonly direction: 'in' | 'out';
  readonly onClose: () => void;
}

const usual = {
  in: ['Change fetched', 'Float topped up'],
  out: ['Bank drop', 'Petty cash', 'Paid a supplier'],
} as const;

/** Cash into the drawer or out of it for no sale: how much, and why. */
export function CashDialog({ shiftId, direction, onClose }: CashDialogProps) {
  const { till } = useShop();
  const currency = useCurrency();
  const amount = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const amount_minor = parseMoney(text, currency.currency_decimals) ?? 0;
    const result = await moveCash(till, shiftId, { direction, amount_minor, reason });
    if (result.kind === 'refused') return setRefusal(result.refusal);
    announce(direction === 'in' ? 'Cash in noted' : 'Cash out noted');
    onClose();
  };
  const failure = refusal ? refusalText(refusal, currency) : null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={direction === 'in' ? 'Cash in' : 'Cash out'}
      description={
        direction === 'in' ? 'What goes into the drawer for no sale.' : 'What leaves the drawer for no sale.'
      }
      initialFocus={amount}
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {failure ? (
          <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
            {failure.advice}
          </Notice>
        ) : null}
        <Field
          ref={amount}
          label={`Amount in ${currency.currency}`}
          value={text}
          inputMode="none"
          autoComplete="off"
          maxLength={14}
          onChange={(event) => setText(event.target.value.replace(',', '.'))}
          className="num [&_input]:text-end [&_input]:text-3xl [&_input]:font-bold"
        />
        <Field
          label="Reason"
          value={reason}
          maxLength={maxReasonOfCash}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          {usual[direction].map((word) => (
            <Button key={word} onClick={() => setReason(word)}>
              {word}
            </Button>
          ))}
        </div>
        <Numpad value={text} onChange={setText} decimals={currency.currency_decimals} />
        <Button type="submit" tone="primary" size="xl" icon={Check} keyName="Enter">
          {direction === 'in' ? 'Note cash in' : 'Note cash out'}
        </Button>
      </form>
    </Dialog>
  );
}
