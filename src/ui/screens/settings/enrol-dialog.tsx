import { Check } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Enrolled } from '#commands/till-lock.ts';
import { maxPinDigits, pinFault } from '#domain/pin.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { faultText, loginText } from '#ui/screens/lock/answer-text.ts';
import { neverFilled } from '#ui/screens/lock/never-filled.ts';
import { formText } from '#ui/screens/sign-in/form-text.ts';
import { useShop } from '#ui/shop-context.tsx';

type Errors = Partial<Record<'password' | 'pin' | 'again', string>>;

interface EnrolDialogProps {
  /** Null: a colleague, who types their own. */
  readonly ownEmail: string | null;
  readonly onClose: () => void;
}

/** A PIN for a password. What was typed stays until it is done, whatever the network does. */
export function EnrolDialog({ ownEmail, onClose }: EnrolDialogProps) {
  const { lock } = useShop();
  const [isBusy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const [email, password] = [ownEmail ?? formText(form, 'email').trim(), formText(form, 'password')];
    const [pin, again] = [formText(form, 'pin'), formText(form, 'again')];
    const fault = pinFault(pin);
    if (fault) return setErrors({ pin: faultText(fault) });
    if (pin !== again) return setErrors({ again: 'The two PINs differ. Type the same one twice.' });
    setErrors({});
    setBusy(true);
    const answer = await lock.enrol(email, password, pin);
    setBusy(false);
    if (answer.kind !== 'enrolled') return setErrors(errorsOf(answer));
    notify({ tone: 'good', title: `${answer.person.name} has a PIN on this device` });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={ownEmail === null ? 'PIN of a colleague' : 'Your PIN on this device'}
      description="The server checks the password once, which needs internet. Nobody is signed in or out by it."
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pt-2">
        {ownEmail === null ? (
          <Field label="E-mail" name="email" type="email" autoComplete="off" required />
        ) : (
          <p className="text-soft">{ownEmail}</p>
        )}
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={neverFilled}
          required
          error={errors.password}
        />
        <PinInput
          label="New PIN"
          name="pin"
          hint="4 to 8 digits, different on every device."
          error={errors.pin}
        />
        <PinInput label="New PIN again" name="again" error={errors.again} />
        <Button type="submit" tone="primary" size="lg" icon={Check} disabled={isBusy}>
          {isBusy ? 'Asking the server…' : 'Save the PIN'}
        </Button>
      </form>
    </Dialog>
  );
}

interface PinInputProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: string;
  readonly error: string | undefined;
}

function PinInput(props: PinInputProps) {
  return (
    <Field
      type="password"
      inputMode="numeric"
      autoComplete={neverFilled}
      maxLength={maxPinDigits}
      required
      {...props}
    />
  );
}

function errorsOf(answer: Exclude<Enrolled, { kind: 'enrolled' }>): Errors {
  switch (answer.kind) {
    case 'pin_refused':
      return { pin: faultText(answer.fault) };
    case 'own_first':
      return {
        password: 'First a PIN for whoever is signed in on this device, so that nobody shuts them out.',
      };
    case 'not_kept':
      return {
        pin: `This browser keeps no PINs: ${answer.message} Leave private mode, or use a current browser.`,
      };
    default:
      return { password: loginText(answer.kind) };
  }
}
