/**
 * What `src/app.tsx` hands to the screens. The screens know these shapes and
 * nothing of the database, the network or how either is opened.
 */
import { createContext, use } from 'react';
import type { Till } from '#commands/till.ts';
import type { Cart } from '#domain/cart.ts';
import type { Settings } from '#queries/settings.ts';
import type { Membership, SessionPort } from '#sync/session-port.ts';
import type { SyncStore } from '#sync/sync-store.ts';

/** One opened database: a user at a location on this device. */
export interface OpenShop {
  readonly till: Till;
  readonly store: SyncStore;
  /** As it was when the shop opened: what is shown until a live query has answered. */
  readonly first: { readonly settings: Settings | null };
  /** This tab's cart: the draft left open, or a new one. */
  readonly claimCart: () => Promise<Cart>;
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

export interface Preferences {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface AppServices {
  readonly version: string;
  /** What must not be lost to a power cut, as against what plain localStorage keeps. */
  readonly preferences: Preferences;
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
