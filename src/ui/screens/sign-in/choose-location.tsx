import { ChevronRight, LogOut, RefreshCw, Store, Warehouse } from 'lucide-react';
import { useState } from 'react';
import type { Membership, Profile } from '#sync/session-port.ts';
import { useServices } from '#ui/app-services.ts';
import { Button } from '#ui/parts/button.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { Welcome } from './welcome.tsx';

interface ChooseLocationProps {
  readonly profile: Profile;
  readonly isSignedIn: boolean;
  readonly onChoose: (membership: Membership) => void;
}

export function ChooseLocation({ profile, isSignedIn, onChoose }: ChooseLocationProps) {
  if (profile.memberships.length === 0) return <Nowhere email={profile.user.email} isSignedIn={isSignedIn} />;
  return (
    <Welcome title="Where are you selling?">
      <p className="text-soft">
        Signed in as {profile.user.email}. This device keeps the catalog and stock of one location.
      </p>
      <ul className="flex flex-col gap-3">
        {profile.memberships.map((membership) => {
          const Icon = membership.location.kind === 'shop' ? Store : Warehouse;
          return (
            <li key={membership.location.id}>
              <button
                type="button"
                onClick={() => onChoose(membership)}
                className="bg-raised border-line hover:bg-hover shadow-card flex min-h-18 w-full items-center gap-4 rounded-lg border px-4 py-3 text-start transition-colors"
              >
                <span className="bg-brand-tint text-brand-ink grid size-11 shrink-0 place-items-center rounded-md">
                  <Icon aria-hidden size={23} />
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-lg font-semibold">{membership.location.name}</span>
                  <span className="text-soft block text-sm">
                    {membership.location.code} · you are {membership.role} here
                  </span>
                </span>
                <ChevronRight aria-hidden size={22} className="text-soft" />
              </button>
            </li>
          );
        })}
      </ul>
    </Welcome>
  );
}

/** Whoever comes here has nothing that waits on this device: `session.verify` keeps what does within reach. */
function Nowhere({ email, isSignedIn }: { readonly email: string; readonly isSignedIn: boolean }) {
  const { session } = useServices();
  return (
    <Welcome title="No location is open to you">
      <p className="text-soft">
        {email} works at no location now. An admin can add you to one; then{' '}
        {isSignedIn ? 'look' : 'sign in, as your last sign-in has ended, to look'} again. All that you sold
        here is at the server.
      </p>
      {isSignedIn ? <LookAgain /> : <SignInForm email={email} />}
      <Button size="lg" icon={LogOut} onClick={() => void session?.logout()}>
        Sign out
      </Button>
    </Welcome>
  );
}

/** Finds a sign-in that has ended, too. */
function LookAgain() {
  const { lookAgain } = useServices();
  const [isLooking, setLooking] = useState(false);
  const look = () => {
    setLooking(true);
    void lookAgain().finally(() => setLooking(false));
  };
  return (
    <Button tone="primary" size="lg" icon={RefreshCw} disabled={isLooking} onClick={look}>
      {isLooking ? 'Looking …' : 'Look again'}
    </Button>
  );
}
