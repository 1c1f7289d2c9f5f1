/** What the bench and a process of tills say to each other. Times are milliseconds of `Date.now()`: all are on one machine. */
import type { Person } from '#tests/support/shop.ts';

/** Where a fleet trades. */
export interface FleetServer {
  readonly url: string;
  readonly anonKey: string;
  readonly powersyncUrl: string;
}

export type Order =
  /** Each till opens, one after the other, beside the same stream read and thrown away. */
  | { readonly kind: 'open'; readonly server: FleetServer; readonly people: readonly Person[] }
  /** Each sells one every so often, all connected. */
  | { readonly kind: 'trade'; readonly everyMs: number; readonly forMs: number }
  /** Each sells so many with the network gone; nothing is sent yet. */
  | { readonly kind: 'queue'; readonly sales: number }
  /** The network is back, for all at once, until all is sent. */
  | { readonly kind: 'drain' }
  /** The same records of each till by the floor's function instead, in as many calls as there are tills; what was queued is then forgotten. */
  | { readonly kind: 'insert' };

export interface Opened {
  readonly kind: 'opened';
  readonly copies: readonly { readonly rows: number; readonly ms: number; readonly streamMs: number }[];
  readonly bytesEach: number;
}

export interface Traded {
  readonly kind: 'traded';
  readonly pushMs: readonly number[];
  /** When a sale was committed, by its id. */
  readonly committedAt: Readonly<Record<string, number>>;
  /** When another till of this process had its row. */
  readonly seen: readonly { readonly id: string; readonly at: number }[];
  /** When the raw stream had it. */
  readonly streamed: readonly { readonly id: string; readonly at: number }[];
}

export interface Done {
  readonly kind: 'done';
  /** From the order to the last answer. */
  readonly ms: number;
}

export type Word = Opened | Traded | Done | { readonly kind: 'failed'; readonly message: string };
