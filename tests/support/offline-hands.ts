/** What a drive of docs/offline.md takes in its hands: the device that walks through the table, and its network. */
import type { Page } from '@playwright/test';
import type { FaultProxy } from './fault-proxy.ts';
import type { OfflineLine } from './offline-table.ts';

export interface Hands {
  /** Asked for in a drive, never before: nothing is open while the drives are only named. */
  readonly page: () => Page;
  readonly network: () => FaultProxy;
  /** The page is loaded anew, with nobody there but the service worker. */
  readonly reloadCut: (address: string) => Promise<void>;
  /** The screen says the words of the line. */
  readonly expectSaid: (row: OfflineLine) => Promise<void>;
  /** How often the page was printed. */
  readonly prints: () => Promise<number>;
  /** What visitors get from now on. */
  readonly deploy: (build: string) => Promise<void>;
}
