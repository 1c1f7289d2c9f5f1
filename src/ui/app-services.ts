/**
 * What `main.tsx` hands to the screens. The screens know these shapes and
 * nothing of the database, the network or how either is opened.
 */
import { createContext, use } from 'react';
import type { Till } from '#commands/till.ts';
import type { Membership, SessionPort } from '#sync/session-port.ts';
import type { SyncStore } from '#sync/sync-store.ts';

/** One opened database: a user at a location on this device. */
export interface OpenShop {
  readonly till: Till;
  readonly store: SyncStore;
  /** Documents that the server does not have yet, failed ones included. */
  readonly unsynced: () => Promise<number>;
  /** The log-out wipe; refuses while anything is unsynced. */
  readonly forget: () => Promise<'forgotten' | 'unsynced'>;
  readonly close: () => Promise<void>;
}

export type OpenResult =
  | { readonly kind: 'open'; readonly shop: OpenShop }
  | { readonly kind: 'no_network' }
  | { readonly kind: 'not_allowed'; readonly message: string }
  | { readonly kind: 'server_error'; readonly message: string }
  | { readonly kind: 'storage_unavailable'; readonly message: string };

export interface KnownDevice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface AppServices {
  readonly version: string;
  /** Null on a device that never reached its server: there is nothing to sign in to. */
  readonly session: SessionPort | null;
  /** Null: this device has no code at that location yet, so opening needs the network. */
  readonly knownDevice: (locationId: string) => KnownDevice | null;
  /** `deviceName` is used only where the device has to be registered. */
  readonly open: (membership: Membership, deviceName?: string) => Promise<OpenResult>;
}

const AppServicesContext = createContext<AppServices | null>(null);
export const AppServicesProvider = AppServicesContext.Provider;

export function useServices(): AppServices {
  const services = use(AppServicesContext);
  if (!services) throw new Error('AppServicesProvider is missing');
  return services;
}
