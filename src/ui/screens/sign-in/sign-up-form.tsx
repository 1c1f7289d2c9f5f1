import { MailCheck, UserPlus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { SignUpResult } from '#sync/session-port.ts';
import { useServices } from '#ui/app-services.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { formText } from './form-text.ts';
import { signUpText, type SignUpTrouble } from './sign-up-text.ts';

interface SignUpFormProps {
  readonly email: string;
  readonly onDone: () => void;
}

/** For who was invited: the account, and with it the places that the address is invited to. */
export function SignUpForm({ email, onDone }: SignUpFormProps) {
  const { session } = useServices();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<SignUpTrouble | null>(null);
  const [isMailed, setMailed] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    if (!session) return setTrouble(signUpText({ kind: 'no_network' }));
    setBusy(true);
    setTrouble(null);
    const result: SignUpResult = await session.signUp(
      formText(form, 'email').trim(),
      formText(form, 'password'),
    );
    setBusy(false);
    if (result.kind === 'signed_in') return onDone();
    if (result.kind === 'confirm_email') return setMailed(true);
    setTrouble(signUpText(result));
  };

  if (isMailed) {
    return (
      <Notice tone="good" icon={MailCheck} role="alert" title="Your account is made">
        Answer the mail that was just sent to you, then sign in here with your password.
      </Notice>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email}
        hint="The address that you were invited with."
        error={trouble?.email}
      />
      <Field
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        hint="At least 8 characters. Nobody but you has to know it."
        error={trouble?.password}
      />
      <Button type="submit" tone="primary" size="lg" icon={UserPlus} disabled={isBusy} className="mt-1">
        {isBusy ? 'Signing up…' : 'Sign up'}
      </Button>
    </form>
  );
}
