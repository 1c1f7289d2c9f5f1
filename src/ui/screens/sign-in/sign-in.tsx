import { useNavigate, useSearch } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { useState } from 'react';
import { useReachability } from '#ui/hooks/use-reachability.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { Welcome } from './welcome.tsx';

/**
 * Nobody has signed in on this device yet, which takes a connection (R3.1-11).
 * `/?invite=…`, which an admin hands over, opens it for a sign-up.
 */
export function SignIn() {
  const connection = useReachability();
  const { invite } = useSearch({ strict: false });
  const [isNew, setNew] = useState(invite !== undefined);
  const navigate = useNavigate();
  const isCut = connection === 'offline' || connection === 'unreachable';
  const leaveLink = () => {
    if (invite !== undefined) void navigate({ to: '/sell', search: {}, replace: true });
  };
  return (
    <Welcome title={isNew ? 'Join with your invitation' : 'Sign in'}>
      {isCut ? (
        <Notice
          tone="attention"
          icon={WifiOff}
          role="alert"
          title={connection === 'offline' ? 'This device is offline' : 'The server cannot be reached'}
        >
          Nobody has signed in on this device yet, so it has no catalog and does not know who may sell. The
          first sign-in needs a connection, once. After that Flux opens and sells without one.
        </Notice>
      ) : (
        <p className="text-soft">
          {isNew
            ? 'An admin invited your e-mail address. Choose a password, once; after that Flux works without a connection.'
            : 'The first sign-in on a device needs a connection. After that Flux works without one.'}
        </p>
      )}
      {isNew ? (
        <SignUpForm email={invite ?? ''} onDone={leaveLink} />
      ) : (
        <SignInForm email={invite} onDone={leaveLink} />
      )}
      <Button tone="quiet" onClick={() => setNew(!isNew)}>
        {isNew ? 'I have an account: sign in' : 'I was invited: sign up'}
      </Button>
    </Welcome>
  );
}
