/**
 * Keeps one database in step with the server while the app is open (R7-1).
 *
 *   start ─► subscribe to months ─► connect ─► stream ── checkpoint ─► settle,
 *     │       ▲ 5 s │ no room          ▲                               sync_meta
 *     │       └─────┘                  │
 *     │   network, timer (45 s): ──────┤
 *     │   probe, settle, month's end,  │
 *     │   watchdog, server's time      │
 *   stop ─► uploads stopped ─► disconnect
 */
import { documentTables } from '#schema/document-kinds.ts';
import type { BackendConnector, LocalDatabase } from '#db/local-database.ts';
import type { Network } from '#db/platform.ts';
import { dropOldRecords, mendQueue, settle } from '#db/settle.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { keepMonths, type Months } from './months.ts';
import type { Probe } from './probe.ts';
import { streamView } from './stream-status.ts';
import { syncRecord, type SyncRecord } from './sync-record.ts';
import { afterConnectionEvent, type ConnectionEvent } from './sync-state.ts';
import type { WritableStore } from './sync-store.ts';

export interface SyncPorts {
  readonly db: LocalDatabase;
  readonly store: WritableStore;
  /** `pause` ends uploads and keeps them ended, since disconnect() waits for them. */
  readonly connector: BackendConnector & { pause(): void; resume(): void; streamUp(): void };
  readonly network: Network;
  readonly probe: Probe;
  readonly session: { isSignedIn(): boolean; onChange(listener: () => void): () => void };
  readonly locationId: string;
  readonly deviceId: string;
  /** Last, this and next month of the location, 'YYYY-MM'. */
  readonly months: () => Promise<readonly string[]>;
  readonly now: () => number;
  /** Asks the server what time it is, where that is due; `isNew`: the stream has just come up. */
  readonly measureClock: (isNew: boolean) => Promise<void>;
  /** True if uploads are wedged and everything should be connected anew. */
  readonly isWedged: () => Promise<boolean>;
  /** Where what nobody awaits may say that it failed. */
  readonly onError: (error: unknown) => void;
}

/** R7.1-3 asks for 30 to 60 s. */
const tickMs = 45_000;
/** How long PowerSync waits before it asks again for a stream, or for credentials. */
const retryDelayMs = 2000;
/** A server that answered, and no stream followed: after so long it is asked again, then twice as long, up to a tick. */
const firstAskMs = 4000;
const crudUploadThrottleMs = 100;
const settleEveryMs = 250;
/** As the connector waits for room. */
const fullDiskMs = 5000;
const pauseAgainMs = 300;
const answers = ['document_outcomes', ...documentTables];

export class SyncLoop {
  readonly #ports: SyncPorts;
  readonly #months: Months;
  readonly #record: SyncRecord;
  readonly #stops: (() => void)[] = [];
  #isStreaming = false;
  #roomTimer: ReturnType<typeof setTimeout> | undefined;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #askAgainMs = firstAskMs;
  #isStopped = false;
  #working: Promise<void> = Promise.resolve();

  constructor(ports: SyncPorts) {
    this.#ports = ports;
    this.#months = keepMonths(ports.db, ports.months);
    this.#record = syncRecord(ports.db, ports.locationId);
  }

  /** Returns at once, with what the device knows in the store: opening a till waits for nothing here. */
  start(): void {
    const { db, store, network, session } = this.#ports;
    const { catalogAt: _, ...known } = streamView(db.power.currentStatus);
    store.set(known);
    const timer = setInterval(this.#tickSoon, tickMs);
    this.#stops.push(
      () => clearInterval(timer),
      db.power.registerListener({ statusChanged: this.#onStatus }),
      db.power.onChangeWithCallback(
        { onChange: () => void this.#run(() => this.#settle(false)) },
        { tables: answers, throttleMs: settleEveryMs },
      ),
      network.onChange(this.#onNetwork),
      session.onChange(() => this.#on(session.isSignedIn() ? 'session_found' : 'session_lost')),
    );
    this.#begin();
    this.#onNetwork();
  }

  /** A full disk takes none of it, and nothing else would connect: again until there is room. */
  readonly #begin = (): void => {
    const { db, now } = this.#ports;
    void this.#run(async () => {
      try {
        await mendQueue(db.power, now());
        await dropOldRecords(db.power, now());
        // Before connect(), so that the first request asks for them.
        await this.#months.renew();
        this.#connectSoon();
      } catch (error) {
        if (isStorageFull(error)) this.#roomTimer = setTimeout(this.#begin, fullDiskMs);
        throw error;
      }
    });
  };

  /** An older month than those that are kept; resolves once it is here, rejects when it is aborted. */
  fetchMonth(month: string, signal: AbortSignal): Promise<void> {
    return this.#months.fetch(month, signal);
  }

  /** After it, nothing of ours touches the database. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const stop of this.#stops.splice(0)) stop();
    clearTimeout(this.#roomTimer);
    clearTimeout(this.#askTimer);
    await this.#working;
    clearTimeout(this.#roomTimer);
    this.#months.close();
    await this.#disconnect();
  }

  /**
   * Drops every row of the server and asks for them again. What the device made
   * itself stays: numbers, drafts, records. It resolves once that has begun.
   */
  rebuild(): Promise<void> {
    const { db, onError } = this.#ports;
    const rebuilt = this.#working.then(async () => {
      await this.#disconnect();
      this.#months.close();
      try {
        await db.power.disconnectAndClear();
      } finally {
        // Also where there was no room for it. It took the queue along, and with it the entry of a sale made meanwhile.
        this.#begin();
      }
    });
    this.#working = rebuilt.catch(onError);
    return rebuilt;
  }

  /** One after the other, so that stop() can wait for the last. */
  #run(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(work).catch(this.#ports.onError);
    return this.#working;
  }

  #on(event: ConnectionEvent): void {
    const { store } = this.#ports;
    store.set({ connection: afterConnectionEvent(store.get().connection, event) });
  }

  #settle(isPulled: boolean): Promise<void> {
    return settle(this.#ports.db.power, isPulled);
  }

  readonly #onStatus = (): void => {
    const { db, store, now, connector } = this.#ports;
    const status = db.power.currentStatus;
    const { catalogAt, ...view } = streamView(status);
    const isPulled = view.lastSyncedAt !== store.get().lastSyncedAt;
    store.set(view);
    if (status.connected !== this.#isStreaming) {
      this.#isStreaming = status.connected;
      this.#askAgainMs = firstAskMs;
      this.#on(this.#isStreaming ? 'stream_up' : 'stream_down');
      if (this.#isStreaming) {
        connector.streamUp();
        this.#measureClock(true);
      }
      // Whether the server is gone is asked now, not at the next tick.
      else this.#tickSoon();
    }
    if (isPulled) void this.#run(() => this.#settle(true));
    void this.#run(() => this.#record({ catalogAt, lastSyncedAt: view.lastSyncedAt }, now(), false));
  };

  readonly #onNetwork = (): void => {
    this.#on(this.#ports.network.isUp() ? 'network_up' : 'network_down');
    this.#tellSession();
    this.#tickSoon();
  };

  /** A lost session shows only where the server could be asked: said again when it can. */
  #tellSession(): void {
    if (!this.#ports.session.isSignedIn()) this.#on('session_lost');
  }

  /** Not one of those that stop() waits for: it changes nothing in the database. */
  #measureClock(isNew: boolean): void {
    const { measureClock, session, onError } = this.#ports;
    if (this.#isStreaming && session.isSignedIn()) void measureClock(isNew).catch(onError);
  }

  readonly #tickSoon = (): void => void this.#tick().catch(this.#ports.onError);

  async #tick(): Promise<void> {
    const { db, now, isWedged } = this.#ports;
    await this.#ask();
    this.#measureClock(false);
    await this.#run(async () => {
      await this.#record(streamView(db.power.currentStatus), now(), true);
      await this.#settle(false);
      await this.#months.renew();
      if (await isWedged()) await this.#reconnect();
    });
  }

  /**
   * While anything but 'online' is shown. A stream that has lived through an
   * outage says nothing of it: it is up as it was, once the server answers.
   */
  async #ask(): Promise<void> {
    const { probe, store, network, session } = this.#ports;
    if (this.#isStreaming && store.get().connection === 'online') return;
    const isThere = await probe();
    this.#on(isThere ? 'probe_ok' : 'probe_failed');
    this.#tellSession();
    const isConnected = isThere && this.#isStreaming && network.isUp() && session.isSignedIn();
    if (isConnected) this.#on('stream_up');
    else if (store.get().connection === 'connecting') this.#askLater();
  }

  /** It may have gone just after it answered, and 'Connecting' would then be shown until the next tick. */
  #askLater(): void {
    clearTimeout(this.#askTimer);
    if (this.#isStopped || this.#askAgainMs > tickMs) return;
    const ask = () => void this.#ask().catch(this.#ports.onError);
    this.#askTimer = setTimeout(ask, this.#askAgainMs);
    this.#askAgainMs *= 2;
  }

  /** connect() resolves only when a first attempt is over: nobody waits for it. */
  #connectSoon(): void {
    const { db, connector, locationId, deviceId, onError } = this.#ports;
    connector.resume();
    const params = { location_id: locationId, device_id: deviceId };
    void db.power.connect(connector, { params, crudUploadThrottleMs, retryDelayMs }).catch(onError);
  }

  async #reconnect(): Promise<void> {
    await this.#disconnect();
    this.#connectSoon();
  }

  async #disconnect(): Promise<void> {
    const { connector, db } = this.#ports;
    connector.pause();
    const again = setInterval(() => connector.pause(), pauseAgainMs);
    try {
      await db.power.disconnect();
    } finally {
      clearInterval(again);
    }
  }
}
