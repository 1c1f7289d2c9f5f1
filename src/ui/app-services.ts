/**
 * What `src/app.tsx` hands to the screens. The screens know these shapes and
 * nothing of the database, the network or how either is opened.
 */
import { createContext, use } from 'react';
import type { TillLock } from '#commands/till-lock.ts';
import type { Till } from '#commands/till.ts';
import type { Cart } from '#domain/cart.ts';
import type { Settings } from '#queries/settings.ts';
import type { CopyCatalog } from '#schema/catalog-copy.ts';
import type { AskSalesByLocation } from '#schema/sales-by-location.ts';
import type { PeoplePort } from '#schema/people.ts';
import type { HistoryPort } from '#schema/master-history.ts';
import type { MonthData } from '#schema/month-data.ts';
import type { OlderSalesPort } from '#schema/older-sales.ts';
import type { SettlingPort } from '#schema/settling.ts';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import type { OpenWorkbench } from '#schema/workbench.ts';
import type { Membership, NewDevice, RegisteredDevice, SessionPort } from '#sync/session-port.ts';
import type { SyncStore } from '#sync/sync-store.ts';

export interface ReplacedTill {
  readonly code: string;
  /** The last that the server has, of each kind of document; none where nothing of it ever arrived. */
  readonly lastNumbers: readonly string[];
}

/** One opened database: a user at a location on this device. */
export interface OpenShop {
  readonly till: Till;
  readonly lock: TillLock;
  readonly store: SyncStore;
  /** What only the server can decide about a refused document. */
  readonly settling: SettlingPort;
  /** Who works here: kept by the server alone. */
  readonly people: PeoplePort;
  readonly copyCatalog: CopyCatalog;
  readonly salesByLocation: AskSalesByLocation;
  /** Who changed a master, and when: the server alone keeps all of it. */
  readonly history: HistoryPort;
  /** Sales that are no longer on the device. */
  readonly olderSales: OlderSalesPort;
  /** Documents and moves of the months that a report is about. */
  readonly monthData: MonthData;
  /** Queries in SQL, on a copy of this database. */
  readonly openWorkbench: OpenWorkbench;
  /** As it was when the shop opened: what is shown until a live query has answered. */
  readonly first: { readonly settings: Settings | null };
  /** Tills whose storage was lost: what may be missing, until a manager has confirmed it. */
  readonly replaced: {
    readonly unconfirmed: () => readonly ReplacedTill[];
    readonly confirm: (code: string) => Promise<void>;
  };
  /** This tab's cart: the draft left open, or a new one. */
  readonly claimCart: () => Promise<Cart>;
  /** Documents that the server does not hold: pending, and failed without being kept there. */
  readonly unsynced: () => Promise<number>;
  /** The log-out wipe; refuses while there are such documents that are not in `saved` as they are now. */
  readonly forget: (saved?: UnsyncedFile) => Promise<'forgotten' | 'unsynced'>;
  /** Drops the copy of the server's data and fetches it again; refuses while anything waits or failed. */
  readonly rebuild: () => Promise<'rebuilding' | 'unsynced' | 'no_network'>;
  readonly close: () => Promise<void>;
}

export type OpenResult =
  | { readonly kind: 'open'; readonly shop: OpenShop }
  /** Nothing is sold from a damaged file. `readable`: of the `unsyncedBefore` that the server did not have, what is left. */
  | {
      readonly kind: 'damaged';
      readonly unsyncedBefore: number;
      readonly readable: UnsyncedFile;
      readonly discard: () => Promise<void>;
    }
  | { readonly kind: 'no_network' }
  | { readonly kind: 'not_allowed'; readonly message: string }
  | { readonly kind: 'server_error'; readonly message: string }
  | { readonly kind: 'storage_full' }
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
  /** Of PowerSync's web SDK. */
  readonly sdkVersion: string;
  /** What must not be lost to a power cut, as against what plain localStorage keeps. */
  readonly preferences: Preferences;
  /** Null on a device that never reached its server: there is nothing to sign in to. */
  readonly session: SessionPort | null;
  /** Asks the server anew who works where. */
  readonly lookAgain: () => Promise<void>;
  /** Null: this device has no code at that location yet, so opening needs the network. */
  readonly knownDevice: (locationId: string) => KnownDevice | null;
  /** `newDevice` is used only where the device has to be registered. */
  readonly open: (membership: Membership, newDevice?: NewDevice) => Promise<OpenResult>;
  /** The tills in use at a location, by code; null where the server did not say. */
  readonly devicesOf: (locationId: string) => Promise<readonly RegisteredDevice[] | null>;
}

const AppServicesContext = createContext<AppServices | null>(null);
export const AppServicesProvider = AppServicesContext.Provider;

export function useServices(): AppServices {
  const services = use(AppServicesContext);
  if (!services) throw new Error('AppServicesProvider is missing');
  return services;
}
