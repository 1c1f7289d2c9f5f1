import { useRegisterSW } from 'virtual:pwa-register/react';
import { createContext, use, useMemo, type ReactNode } from 'react';

export interface AppUpdate {
  /** A newer version is downloaded and waits. */
  readonly isWaiting: boolean;
  /** Takes it: every tab of the app reloads. */
  readonly take: () => void;
  readonly putOff: () => void;
}

const UpdateContext = createContext<AppUpdate | null>(null);
const lookEveryMs = 60 * 60 * 1000;

/** Registers the service worker once, before anybody signs in: offline, even the sign-in screen must open. */
export function UpdateProvider({ children }: { readonly children: ReactNode }) {
  const {
    needRefresh: [isWaiting, setWaiting],
    updateServiceWorker,
  } = useRegisterSW({
    onRegisteredSW(_url, registration) {
      // Without a network the look fails and the next one comes in an hour.
      if (registration) setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
    },
  });
  const update = useMemo(
    () => ({ isWaiting, take: () => void updateServiceWorker(true), putOff: () => setWaiting(false) }),
    [isWaiting, updateServiceWorker, setWaiting],
  );
  return <UpdateContext.Provider value={update}>{children}</UpdateContext.Provider>;
}

export function useAppUpdate(): AppUpdate | null {
  return use(UpdateContext);
}
