import { Delete } from 'lucide-react';
import { Button } from './button.tsx';
import { pressDigit, pressKey } from './press-key.ts';

interface NumpadProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** 0 leaves the decimal key out; 'code': digits as they come, leading zeros and all. */
  readonly decimals: number | 'code';
}

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const;

export function Numpad({ value, onChange, decimals }: NumpadProps) {
  const press = (key: string) =>
    onChange(decimals === 'code' ? pressDigit(value, key) : pressKey(value, key, decimals));
  const pad = 'min-h-13 text-xl num';
  return (
    <fieldset aria-label="Number pad" className="grid min-w-0 grid-cols-3 gap-2">
      {digits.map((digit) => (
        <Button key={digit} size="lg" className={pad} onClick={() => press(digit)}>
          {digit}
        </Button>
      ))}
      {decimals === 'code' ? (
        <span />
      ) : decimals > 0 ? (
        <Button size="lg" className={pad} aria-label="Decimal point" onClick={() => press('.')}>
          .
        </Button>
      ) : (
        <Button size="lg" className={pad} onClick={() => press('00')}>
          00
        </Button>
      )}
      <Button size="lg" className={pad} onClick={() => press('0')}>
        0
      </Button>
      <Button size="lg" className={pad} aria-label="Delete last digit" onClick={() => press('back')}>
        <Delete aria-hidden size={22} />
      </Button>
    </fieldset>
  );
}
