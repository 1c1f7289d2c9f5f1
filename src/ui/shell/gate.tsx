/**
 * What stands before the shop, in the order in which it is passed. The address
 * stays as it is meanwhile, so a deep link survives a sign-in.
 *
 *   never signed in ─► sign in ─► choose location ─► name device ─► opening ─► first copy ─► the screens
 *                                 (only if several)  (only if new)
 *   known from before ────────────────────────────────────────────► opening ─────────────► the screens
 */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { membershipToOpen } from '#sync/membership-to-open.ts';
import type { Membership, NewDevice, SessionState } from '#sync/session-port.ts';
import { useServices, type OpenResult, type OpenShop } from '#ui/app-services.ts';
import { useChosenLocation } from '#ui/hooks/use-preference.ts';
import { ChooseLocation } from '#ui/screens/sign-in/choose-location.tsx';
import { NameDevice } from '#ui/screens/sign-in/name-device.tsx';
import { SignIn } from '#ui/screens/sign-in/sign-in.tsx';
import { closingOnce } from './closing-once.ts';
import { openFailure } from './open-failure.ts';
import { Opening } from './opening.tsx';

const never: SessionState = { kind: 'never' };

function useSessionState(): SessionState {
  const { session } = useServices();
  return useSyncExternalStore(
    useCallback((listener: () => void) => session?.subscribe(listener) ?? (() => undefined), [session]),
    () => session?.state() ?? never,
  );
}

interface GateProps {
  /** Draws the shop once it is open. */
  readonly children: (shop: OpenShop) => ReactNode;
  /** Draws what stands before it, with the header around. */
  readonly frame: (content: ReactNode) => ReactNode;
}

export function Gate({ children, frame }: GateProps) {
  const state = useSessionState();
  const [chosen, choose] = useChosenLocation();
  if (state.kind === 'never') return frame(<SignIn />);
  const membership = membershipToOpen(state.profile, chosen);
  if (!membership) {
    const { profile, isSignedIn } = state;
    const pick = (one: Membership) => choose(one.location.id);
    return frame(<ChooseLocation profile={profile} isSignedIn={isSignedIn} onChoose={pick} />);
  }
  return (
    <OpenGate
      key={`${state.profile.user.id} ${membership.location.id}`}
      membership={membership}
      frame={frame}
      onBack={() => choose('')}
    >
      {children}
    </OpenGate>
  );
}

interface OpenGateProps extends GateProps {
  readonly membership: Membership;
  readonly onBack: () => void;
}

function OpenGate({ membership, children, frame, onBack }: OpenGateProps) {
  const { open, knownDevice } = useServices();
  // The profile is verified anew now and then: what is open stays open, with what it was opened with.
  const [opened] = useState(membership);
  const isKnown = useMemo(() => knownDevice(opened.location.id) !== null, [knownDevice, opened]);
  const [result, setResult] = useState<OpenResult | null>(null);
  const attempt = useCallback(
    async (newDevice?: NewDevice) => setResult(closingOnce(await open(opened, newDevice))),
    [open, opened],
  );
  useEffect(() => {
    if (isKnown) void open(opened).then((found) => setResult(closingOnce(found)));
  }, [isKnown, open, opened]);
  useEffect(
    () => () => {
      if (result?.kind === 'open') void result.shop.close();
    },
    [result],
  );

  if (result?.kind === 'open') return children(result.shop);
  if (isKnown || result?.kind === 'damaged')
    return frame(<Opening failure={result} onRetry={() => void attempt()} onBack={onBack} />);
  return frame(
    <NameDevice
      membership={opened}
      error={result ? openFailure(result) : null}
      onName={attempt}
      onBack={onBack}
    />,
  );
}
