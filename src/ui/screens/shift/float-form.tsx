import { Calculator, LockKeyholeOpen, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { openShift } from '#commands/open-shift.ts';
import { decimalText } from '#domain/decimal.ts';
import { parseMoney } from '#domain/money.ts';
import { readCounts, type TypedCounts } from '#domain/open-shift.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { LastShift } from '#queries/shifts.ts';
import { refusalText } from '#ui/failure-text.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { CountFoot, CountTable } from './count-table.tsx';

/** Opens the drawer with what lies in it: as the last time, typed, or counted. */
export function FloatForm({ last }: { readonly last: LastShift | null }) {
  const { till } = useShop();
  const currency = useCurrency();
  const decimals = currency.currency_decimals;
  const [text, setText] = useState(() => (last ? decimalText(last.float_minor, decimals) : ''));
  const [counts, setCounts] = useState<TypedCounts | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const counted = counts ? readCounts(counts, decimals) : null;
  const float = counted
    ? counted.faults.length > 0
      ? null
      : counted.total_minor
    : parseMoney(text || '0', decimals);

  const open = async () => {
    if (float === null) return setRefusal({ kind: counts ? 'count_invalid' : 'payment_invalid' });
    const result = await openShift(till, float);
    if (result.kind === 'refused') return setRefusal(result.refusal);
    announce('Shift opened');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open();
  };
  useHotkeys({ F2: () => void open() });
  const failure = refusal ? refusalText(refusal, currency) : null;
  const acts = (
    <>
      <Button
        type="submit"
        tone="primary"
        size="xl"
        icon={LockKeyholeOpen}
        keyName="F2"
        className="flex-1 basis-64"
      >
        Open the shift
      </Button>
      <Button
        size="lg"
        icon={Calculator}
        className="min-h-16! grow basis-40 whitespace-nowrap sm:grow-0"
        onClick={() => setCounts(counts ? null : {})}
      >
        {counts ? 'Type the sum' : 'Count it'}
      </Button>
    </>
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {failure ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
          {failure.advice}
        </Notice>
      ) : null}
      {counts ? (
        <CountTable counts={counts} onChange={setCounts} />
      ) : (
        <Field
          label={`Float in ${currency.currency}`}
          hint={
            last
              ? 'As this till began its last shift. Change it if the drawer holds something else.'
              : 'What lies in the drawer now.'
          }
          value={text}
          placeholder={decimalText(0, decimals)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={14}
          // What this screen is opened for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setText(event.target.value);
            setRefusal(null);
          }}
          className="num [&_input]:text-end [&_input]:text-2xl [&_input]:font-bold"
        />
      )}
      {counts ? (
        <CountFoot counts={counts}>{acts}</CountFoot>
      ) : (
        <div className="flex flex-wrap gap-3">{acts}</div>
      )}
    </form>
  );
}
