import { Banknote, CreditCard, HandCoins, Trash2 } from 'lucide-react';
import type { PaymentInput } from '#domain/payment.ts';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { amountOf } from './use-payment.ts';

const looks = {
  cash: { icon: Banknote, word: 'Cash' },
  card: { icon: CreditCard, word: 'Card' },
  credit: { icon: HandCoins, word: 'On credit' },
} as const;

interface PaidPartsProps {
  readonly parts: readonly PaymentInput[];
  readonly onRemove: (index: number) => void;
}

export function PaidParts({ parts, onRemove }: PaidPartsProps) {
  const money = useMoney();
  if (parts.length === 0) return null;
  return (
    <ul aria-label="Parts counted" className="border-line divide-line divide-y rounded-lg border">
      {parts.map((part, index) => {
        const { icon: Icon, word } = looks[part.method];
        return (
          // Parts have no identity but their place.
          <li key={index} className="flex min-h-till items-center gap-3 ps-4 pe-1">
            <Icon aria-hidden size={20} className="text-soft" />
            <span className="flex-1 font-medium">
              {word}
              {part.method === 'card' && part.reference ? ` · ${part.reference}` : ''}
            </span>
            <span className="num font-bold">{money(amountOf(part))}</span>
            <IconButton
              icon={Trash2}
              label={`Remove ${word} ${money(amountOf(part))}`}
              onClick={() => onRemove(index)}
            />
          </li>
        );
      })}
    </ul>
  );
}
