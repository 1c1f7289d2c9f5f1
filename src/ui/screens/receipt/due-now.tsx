import { exchangeRows } from '#domain/exchange.ts';
import type { SaleDocument } from '#queries/sale-document.ts';
import { dayText } from '#ui/day-text.ts';
import { useMoney } from '#ui/shop-context.tsx';

interface Due {
  readonly word: string;
  readonly amount_minor: number;
}

const backWords = {
  cash: 'Give back in cash',
  card: 'Back to the card',
  credit: 'Off what is owed',
} as const;
const paidWords = { cash: 'Change due', card: 'By card', credit: 'On credit' } as const;

/** What passes over the counter now: the first in large, for both sides to read. */
export function DueNow({ sale }: { readonly sale: SaleDocument }) {
  const money = useMoney();
  const [first, ...others] = duesOf(sale);
  const dueDate = sale.kind === 'sale' ? sale.payments.find(({ due_date }) => due_date)?.due_date : null;
  return (
    <dl className="bg-brand text-on-brand num rounded-xl p-6">
      <dt className="text-lg font-semibold">{first.word}</dt>
      <dd data-testid="change-given" className="text-6xl font-bold tracking-tight">
        {money(first.amount_minor)}
      </dd>
      {others.map(({ word, amount_minor }) => (
        <dd key={word} className="mt-2 font-medium">
          {word} {money(amount_minor)}
        </dd>
      ))}
      {dueDate ? <dd className="mt-2 font-medium">To be paid by {dayText(dueDate)}</dd> : null}
      <dd className="mt-2 font-medium">
        Total {money(sale.total_minor)} · {sale.printed_number}
      </dd>
    </dl>
  );
}

function duesOf(sale: SaleDocument): readonly [Due, ...Due[]] {
  if (sale.kind === 'return') return duesOfReturn(sale);
  const change: Due = {
    word: paidWords.cash,
    amount_minor: sale.payments.reduce((sum, payment) => sum + payment.change_minor, 0),
  };
  if (sale.exchange) {
    const dues = exchangeRows(sale.payments, sale.exchange.payments).flatMap(
      ({ kind, method, amount_minor }): readonly Due[] => {
        if (kind === 'back') return [{ word: backWords[method], amount_minor }];
        return kind === 'change' || method === 'credit' ? [{ word: paidWords[method], amount_minor }] : [];
      },
    );
    return firstOf(dues, change);
  }
  const credit = sale.payments.find(({ method }) => method === 'credit');
  const owed = credit ? [{ word: paidWords.credit, amount_minor: credit.amount_minor }] : [];
  // Who gave no cash gets no change.
  const hasCash = sale.payments.some(({ method }) => method === 'cash');
  return hasCash
    ? [change, ...owed]
    : firstOf(owed, { word: 'Paid by card', amount_minor: sale.total_minor });
}

/** Cash first: it is what the drawer is opened for. */
function duesOfReturn({ payments, exchange }: SaleDocument): readonly [Due, ...Due[]] {
  const given = payments.reduce((sum, { tendered_minor }) => sum + tendered_minor, 0);
  if (exchange) return [{ word: `Set against ${exchange.number}`, amount_minor: given }];
  const dues = payments
    .toSorted((a, b) => Number(b.method === 'cash') - Number(a.method === 'cash'))
    .map(({ method, tendered_minor }) => ({ word: backWords[method], amount_minor: tendered_minor }));
  return firstOf(dues, { word: backWords.cash, amount_minor: 0 });
}

function firstOf([first, ...others]: readonly Due[], none: Due): readonly [Due, ...Due[]] {
  return first ? [first, ...others] : [none];
}
