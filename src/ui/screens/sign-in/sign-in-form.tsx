import { LogIn } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { LoginResult } from '#sync/session-port.ts';
import { useServices } from '#ui/app-services.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { formText } from './form-text.ts';

type Failure = Exclude<LoginResult['kind'], 'signed_in'>;

const sentences: Record<Failure, string> = {
  wrong_credentials: 'The e-mail address or the password is not right. Check both and try again.',
  no_network: 'The server cannot be reached. Check the connection of this device and try again.',
  server_error: 'The server could not sign you in. Try again in a minute.',
  no_location: 'You are not a member of any location yet. Ask an admin to add you.',
};

interface SignInFormProps {
  /** Whose address is there to begin with; else that of who was here last. */
  readonly email?: string | undefined;
  readonly onDone?: () => void;
}

export function SignInForm({ email, onDone }: SignInFormProps) {
  const { session } = useServices();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const known = session?.state();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    if (!session) return setFailure('no_network');
    setBusy(true);
    setFailure(null);
    const result = await session.login(formText(form, 'email').trim(), formText(form, 'password'));
    setBusy(false);
    if (result.kind === 'signed_in') onDone?.();
    else setFailure(result.kind);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email ?? (known?.kind === 'known' ? known.profile.user.email : '')}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={failure ? sentences[failure] : null}
      />
      <Button type="submit" tone="primary" size="lg" icon={LogIn} disabled={isBusy} className="mt-1">
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
