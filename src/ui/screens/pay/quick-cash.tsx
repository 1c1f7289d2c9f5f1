import { quickCash } from '#domain/quick-cash.ts';
import type { Settings } from '#queries/settings.ts';
import { Button } from '#ui/parts/button.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { exactText } from './exact-text.ts';

interface QuickCashProps {
  readonly dueMinor: number;
  readonly settings: Settings;
  readonly onPick: (text: string) => void;
}

/** What a customer is likely to hand over; the first is the exact amount. */
export function QuickCash({ dueMinor, settings, onPick }: QuickCashProps) {
  const money = useMoney();
  return (
    <fieldset aria-label="Quick amounts" className="grid min-w-0 grid-cols-2 gap-2">
      {quickCash(dueMinor, settings).map((amount, index) => (
        <Button
          key={amount}
          size="lg"
          className="num px-2! text-lg! min-h-14!"
          onClick={() => onPick(exactText(amount, settings.currency_decimals))}
        >
          {index === 0 ? <span className="text-soft text-sm font-medium">Exact</span> : null}
          {money(amount)}
        </Button>
      ))}
    </fieldset>
  );
}
