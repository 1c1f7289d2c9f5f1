import { LogIn } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { TillLock } from '#commands/till-lock.ts';
import type { Person } from '#commands/till.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { formText } from '#ui/screens/sign-in/form-text.ts';
import { loginText } from './answer-text.ts';
import { neverFilled } from './never-filled.ts';

interface PasswordFormProps {
  readonly word: string;
  readonly check: TillLock['identifyByPassword'];
  /** Says why this person will not do; null: they will. */
  readonly onPerson: (person: Person) => string | null;
  readonly children?: ReactNode;
}

/** For whom has no PIN here. What was typed stays, whatever the network does. */
export function PasswordForm({ word, check, onPerson, children }: PasswordFormProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    setBusy(true);
    setError(null);
    const answer = await check(formText(form, 'email').trim(), formText(form, 'password'));
    setBusy(false);
    setError(answer.kind === 'verified' ? onPerson(answer.person) : loginText(answer.kind));
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field label="E-mail" name="email" type="email" autoComplete="off" required />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={neverFilled}
        required
        error={error}
      />
      {children}
      <Button type="submit" tone="primary" size="lg" icon={LogIn} disabled={isBusy}>
        {isBusy ? 'Asking the server…' : word}
      </Button>
    </form>
  );
}
