import { Minus, Plus } from 'lucide-react';
import { Button } from './button.tsx';

interface QuantityStepperProps {
  readonly name: string;
  /** The quantity as shown, with its unit. */
  readonly text: string;
  readonly canDecrease: boolean;
  readonly onDecrease: () => void;
  readonly onIncrease: () => void;
  readonly onType: () => void;
}

/** Less, the number itself (opens the pad), more. */
export function QuantityStepper(props: QuantityStepperProps) {
  return (
    <fieldset aria-label={`Quantity of ${props.name}`} className="flex min-w-0 items-center gap-1.5">
      <Button
        size="lg"
        className="px-0!"
        icon={Minus}
        aria-label={`One less ${props.name}`}
        disabled={!props.canDecrease}
        onClick={props.onDecrease}
      />
      <Button size="lg" className="num min-w-22" keyName="F4" onClick={props.onType}>
        {props.text}
        <span className="sr-only"> of {props.name}, change the quantity</span>
      </Button>
      <Button
        size="lg"
        className="px-0!"
        icon={Plus}
        aria-label={`One more ${props.name}`}
        onClick={props.onIncrease}
      />
    </fieldset>
  );
}
