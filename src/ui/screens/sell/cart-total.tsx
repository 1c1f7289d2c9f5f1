import { Banknote } from 'lucide-react';
import type { CartTotals } from '#domain/cart.ts';
import { useGivenBack } from '#ui/cart/use-given-back.ts';
import { Button } from '#ui/parts/button.tsx';
import { GivenBackRow } from './given-back-row.tsx';
import { SaleExtras, type SaleQuestion } from './sale-extras.tsx';
import { useMoney, useSettings } from '#ui/shop-context.tsx';

interface CartTotalProps {
  readonly totals: CartTotals;
  readonly isEmpty: boolean;
  readonly onPay: () => void;
  readonly onAsk: (question: SaleQuestion) => void;
}

export function CartTotal({ totals, isEmpty, onPay, onAsk }: CartTotalProps) {
  const money = useMoney();
  const settings = useSettings();
  const given = useGivenBack();
  const net_minor = totals.total_minor - (given?.worth_minor ?? 0);
  const taxWord = settings?.tax_mode === 'exclusive' ? 'Tax' : 'Tax included';
  return (
    <div className="border-line bg-surface flex flex-col gap-3 border-t px-4 pt-3 pb-4">
      {isEmpty ? null : <SaleExtras onAsk={onAsk} />}
      <dl className="num flex flex-col gap-0.5">
        {totals.discount_minor > 0 ? (
          <Row word="Discount" amount={`−${money(totals.discount_minor)}`} />
        ) : null}
        <Row word={taxWord} amount={money(totals.tax_minor)} />
        {given ? <GivenBackRow given={given} total_minor={totals.total_minor} /> : null}
        <div className="flex items-baseline justify-between gap-3">
          <dt className="text-lg font-semibold">{given ? netWord(net_minor) : 'Total'}</dt>
          <dd data-testid="cart-total" className="text-4xl font-bold tracking-tight">
            {money(Math.abs(net_minor))}
          </dd>
        </div>
      </dl>
      <Button
        tone="primary"
        size="xl"
        icon={Banknote}
        keyName="F9"
        disabled={isEmpty || !settings}
        onClick={onPay}
      >
        Pay
      </Button>
    </div>
  );
}

function netWord(net_minor: number): string {
  return net_minor < 0 ? 'Customer gets' : 'Customer pays';
}

function Row({ word, amount }: { readonly word: string; readonly amount: string }) {
  return (
    <div className="text-soft flex justify-between gap-3 text-sm">
      <dt>{word}</dt>
      <dd>{amount}</dd>
    </div>
  );
}
