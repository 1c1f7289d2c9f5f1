import { useState } from 'react';
import type { PinAnswer } from '#commands/identify.ts';
import type { Person } from '#commands/till.ts';
import { maxPinDigits, minPinDigits } from '#domain/pin.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { beep } from '#ui/sound.ts';
import { faultText, pinText, waitText } from './answer-text.ts';
import { useWait } from './use-wait.ts';

export interface PinEntry {
  readonly pin: string;
  readonly setPin: (pin: string) => void;
  readonly error: string | null;
  readonly waitMs: number;
  readonly isBusy: boolean;
  /** Null: not right, and the entry says why. */
  readonly submit: () => Promise<Person | null>;
}

/** A PIN being typed for one person. */
export function usePin(
  userId: string | null,
  ask: (userId: string, pin: string) => Promise<PinAnswer>,
): PinEntry {
  const [typed, setTyped] = useState({ userId, pin: '', error: null as string | null });
  const [isBusy, setBusy] = useState(false);
  const { waitMs, look } = useWait(userId);
  // What was typed for one person is not meant for the next.
  const { pin, error } = typed.userId === userId ? typed : { pin: '', error: null };
  const show = (next: string, why: string | null) => setTyped({ userId, pin: next, error: why });

  const submit = async () => {
    if (isBusy || userId === null || waitMs > 0) return null;
    if (pin.length < minPinDigits) {
      show(pin, faultText('wrong_length'));
      return null;
    }
    setBusy(true);
    const answer = await ask(userId, pin).finally(() => setBusy(false));
    show('', pinText(answer));
    if (answer.kind === 'right') return answer.person;
    beep('error');
    if ('wait_ms' in answer && answer.wait_ms > 0) {
      announce(`Too many wrong PINs. Wait ${waitText(answer.wait_ms)}.`);
    }
    look();
    return null;
  };
  return {
    pin,
    error,
    waitMs,
    isBusy,
    submit,
    setPin: (next) => show(next.replaceAll(/\D/g, '').slice(0, maxPinDigits), null),
  };
}
