import { WifiOff } from 'lucide-react';
import { useReachability } from '#ui/hooks/use-reachability.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { Welcome } from './welcome.tsx';

/** Nobody has signed in on this device yet, which takes a connection (R3.1-11). */
export function SignIn() {
  const connection = useReachability();
  const isCut = connection === 'offline' || connection === 'unreachable';
  return (
    <Welcome title="Sign in">
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
          The first sign-in on a device needs a connection. After that Flux works without one.
        </p>
      )}
      <SignInForm />
    </Welcome>
  );
}
