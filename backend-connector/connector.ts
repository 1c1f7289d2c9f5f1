/**
 * What PowerSync asks of a back end: credentials and uploads. Both always
 * settle: one that never did would hang connect(), disconnect() and close().
 */
import type { CommonPowerSyncDatabase, PowerSyncBackendConnector } from '@powersync/common';
import type { Clock } from '#db/clock.ts';
import type { Platform, TabChannel } from '#db/platform.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { alone } from './attempt-lock.ts';
import type { Push } from './push.ts';
import { newPace, uploadAll } from './upload.ts';
import { createWaker } from './waker.ts';

export interface ConnectorSession {
  /** The cached token of the signed-in user, null where there is none that is still good. At once. */
  credentials(): { readonly token: string; readonly expiresAt: Date } | null;
  /** Whose token a request would carry now. */
  userId(): string | null;
  /** True if a request now would carry a good token; `isRefused` says that the last one was not. */
  isReady(isRefused: boolean): Promise<boolean>;
  /** The sync service takes this token no more: if there is no newer one, it is time for it. */
  refuse(token: string): void;
}

export interface ConnectorOptions {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly channel: TabChannel;
  readonly session: ConnectorSession;
  readonly push: Push;
  readonly powersyncUrl: string;
  /** Whose database this is: nobody else's session uploads from it. */
  readonly userId: string;
}

export interface Connector extends PowerSyncBackendConnector {
  /** PowerSync calls it where the service answered 401, and when a token is about to end. */
  invalidateCredentials(): void;
  /**
   * Ends every upload pass of every tab, so that the database can disconnect,
   * and lets none begin in this one until `resume()`. To be repeated until it
   * has disconnected: another tab may begin one meanwhile.
   */
  pause(): void;
  resume(): void;
  /** The sync stream is up again: what an outage has held back is tried at once. */
  streamUp(): void;
  /** When an upload last got somewhere. */
  lastProgressMs(): number;
  close(): void;
}

const fullDiskMs = 5000;

/** False for a disk that is full; everything else is thrown on. */
function refusesUnlessFull(error: unknown): false {
  if (!isStorageFull(error)) throw error;
  return false;
}

export function createConnector(options: ConnectorOptions): Connector {
  const { platform, clock, channel, session } = options;
  const waker = createWaker(channel, platform.network);
  const passes = new Set<AbortController>();
  let progressMs = platform.now();
  let isPaused = false;
  let token: string | null = null;
  const stopListening = channel.onMessage(({ kind }) => {
    if (kind !== 'stop_uploads') return;
    for (const pass of passes) pass.abort();
  });
  const isOwner = () => session.userId() === options.userId;
  const ports = {
    push: options.push,
    waker,
    clock,
    platform,
    userId: options.userId,
    isSignedIn: async (isRefused: boolean) => isOwner() && session.isReady(isRefused),
    onProgress() {
      progressMs = platform.now();
    },
    pace: newPace(),
  };
  return {
    async fetchCredentials() {
      const credentials = isOwner() ? session.credentials() : null;
      token = credentials?.token ?? null;
      return credentials && { endpoint: options.powersyncUrl, ...credentials };
    },
    invalidateCredentials() {
      if (token !== null && isOwner()) session.refuse(token);
    },
    async uploadData(power: CommonPowerSyncDatabase) {
      if (isPaused) return;
      const pass = new AbortController();
      passes.add(pass);
      const upload = () =>
        alone(platform, power.database.name, pass.signal, () => uploadAll(power, ports, pass.signal));
      try {
        // On a full disk nothing can be marked, so nothing is sent: waited for here, since PowerSync tries again
        // only while its stream is up, and that needs room too.
        while (!pass.signal.aborted && !(await upload().then(() => true, refusesUnlessFull)))
          await waker.wait(fullDiskMs, pass.signal);
      } catch (error) {
        throw plainError(error);
      } finally {
        passes.delete(pass);
      }
    },
    pause() {
      isPaused = true;
      channel.send({ kind: 'stop_uploads' });
    },
    resume() {
      isPaused = false;
    },
    streamUp: () => waker.streamUp(),
    lastProgressMs: () => progressMs,
    close() {
      stopListening();
      waker.close();
    },
  };
}

/**
 * What is thrown here crosses to the worker that syncs for all tabs, and one
 * that cannot be cloned would wedge it: text only, and not much.
 */
function plainError(error: unknown): Error {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Error(text.slice(0, 500));
}
