import { Hourglass } from 'lucide-react';
import type { RefObject } from 'react';
import { maxPinDigits } from '#domain/pin.ts';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Numpad } from '#ui/parts/numpad.tsx';
import { waitText } from './answer-text.ts';
import { neverFilled } from './never-filled.ts';
import type { PinEntry } from './use-pin.ts';

interface PinFieldProps {
  readonly entry: PinEntry;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** The digits, by keys or by the pad, or how long nobody is asked for them. */
export function PinField({ entry, inputRef }: PinFieldProps) {
  const { pin, setPin, error, waitMs } = entry;
  return (
    <>
      <Field
        ref={inputRef}
        label="PIN"
        type="password"
        // The pad below does what a keyboard on the screen would.
        inputMode="none"
        autoComplete={neverFilled}
        maxLength={maxPinDigits}
        value={pin}
        error={waitMs > 0 ? null : error}
        onChange={(event) => setPin(event.target.value)}
        className="num [&_input]:text-center [&_input]:text-3xl [&_input]:tracking-[0.4em]"
      />
      {waitMs > 0 ? (
        <Notice tone="attention" icon={Hourglass} title="Too many wrong PINs">
          <span role="timer">
            Try again in <b className="num">{waitText(waitMs)}</b>.
          </span>{' '}
          Turning Flux off does not shorten it.
        </Notice>
      ) : null}
      <Numpad value={pin} onChange={setPin} decimals="code" />
    </>
  );
}
