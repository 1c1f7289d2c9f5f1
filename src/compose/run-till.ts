/** Puts the rooms together around one open database: connector, sync, and what the screens get. */
import { passwordCheck } from '#connector/check-password.ts';
import { catalogCopyBy } from '#connector/copy-catalog.ts';
import { salesByLocationBy } from '#connector/sales-by-location.ts';
import { createConnector, type Connector } from '#connector/connector.ts';
import { peopleBy } from '#connector/people.ts';
import { historyBy } from '#connector/master-history.ts';
import { olderSalesBy } from '#connector/older-sales.ts';
import { clockMeasurement } from '#connector/measure-clock.ts';
import { pushTo } from '#connector/push.ts';
import { settlingBy } from '#connector/settle-online.ts';
import { isWedged } from '#connector/watchdog.ts';
import type { TillLock } from '#commands/till-lock.ts';
import type { Till } from '#commands/till.ts';
import { createClock, type Clock } from '#db/clock.ts';
import type { DeviceIdentity, DeviceStore } from '#db/device.ts';
import { lastSequences } from '#db/facts.ts';
import { areIn, forgetLocation, onlyHereCount, onlyHereRecords, unsyncedCount } from '#db/forget-location.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import { replacedTills, type ReplacedTills } from '#db/replaced-tills.ts';
import type { CopyCatalog } from '#schema/catalog-copy.ts';
import type { AskSalesByLocation } from '#schema/sales-by-location.ts';
import type { PeoplePort } from '#schema/people.ts';
import type { HistoryPort } from '#schema/master-history.ts';
import type { MonthData } from '#schema/month-data.ts';
import type { OlderSalesPort } from '#schema/older-sales.ts';
import type { SettlingPort } from '#schema/settling.ts';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import { businessDate, businessMonth, monthsAround } from '#domain/business-date.ts';
import { dueSince, lastDecided } from '#queries/upload-progress.ts';
import { settings } from '#queries/settings.ts';
import { monthDataOf } from '#sync/month-data.ts';
import { probeOf } from '#sync/probe.ts';
import { SyncLoop, type SyncPorts } from '#sync/sync-loop.ts';
import { createSyncStore, type SyncStore } from '#sync/sync-store.ts';
import { followHold } from './follow-hold.ts';
import { followTables } from './follow-tables.ts';
import type { FirstScreen } from './first-screen.ts';
import { keepLock, type LockStart } from './keep-lock.ts';
import { notingAttempts } from './note-attempts.ts';
import type { OpenOptions } from './open-till.ts';

export interface OpenShop {
  readonly till: Till;
  readonly lock: TillLock;
  readonly store: SyncStore;
  readonly settling: SettlingPort;
  readonly people: PeoplePort;
  readonly copyCatalog: CopyCatalog;
  readonly salesByLocation: AskSalesByLocation;
  readonly history: HistoryPort;
  readonly olderSales: OlderSalesPort;
  readonly monthData: MonthData;
  readonly first: FirstScreen;
  readonly replaced: ReplacedTills;
  /** What the server does not hold: pending, and failed without being kept there. */
  unsynced(): Promise<number>;
  close(): Promise<void>;
  /** Closes and deletes, unless something is neither at the server nor in the file, read back from where it was saved (R12-5). */
  forget(saved?: UnsyncedFile): Promise<'forgotten' | 'unsynced'>;
  /** Fetches the copy of the server's data anew. Needs it to be there: until it has come nothing can be sold. */
  rebuild(): Promise<'rebuilding' | 'unsynced' | 'no_network'>;
}

interface Parts extends OpenOptions {
  readonly name: string;
  readonly db: LocalDatabase;
  readonly devices: DeviceStore;
  readonly device: DeviceIdentity;
  readonly first: FirstScreen;
  readonly lockStart: LockStart;
  readonly userId: string;
}

export function runTill(parts: Parts): OpenShop {
  const { platform, session, config, membership, db, devices, device, name, userId, onError } = parts;
  const clock = createClock(platform.storage, () => platform.now());
  const channel = platform.openChannel(`flux-${name}`);
  const store = createSyncStore(() => channel.send({ kind: 'sync_now' }));
  const push = notingAttempts(parts.push ?? pushTo(session.client), db, clock, onError);
  const powersyncUrl = config.powersyncUrl;
  const connector = createConnector({ platform, clock, channel, session, userId, push, powersyncUrl });
  const stopHold = followHold(db, store, onError);
  const checkPassword = passwordCheck(config, platform, membership.location.id);
  const kept = keepLock({ ...parts, clock, channel, checkPassword });
  const isSignedIn = () => {
    const state = session.state();
    return state.kind === 'known' && state.isSignedIn && state.profile.user.id === userId;
  };
  const months = monthsOf(db, clock);
  const watchdog = watch(parts, clock, connector, isSignedIn);
  const loop = new SyncLoop({
    db,
    store,
    connector,
    months,
    onError,
    network: platform.network,
    now: () => clock.now(),
    measureClock: clockMeasurement({ client: session.client, clock, now: () => platform.now() }),
    locationId: membership.location.id,
    deviceId: device.id,
    probe: probeOf(`${config.supabaseUrl}/auth/v1/health`, config.supabaseAnonKey, platform.fetch),
    session: {
      isSignedIn,
      onChange: (listener) =>
        session.subscribe(() => {
          if (isSignedIn()) channel.send({ kind: 'signed_in' });
          listener();
        }),
    },
    isWedged: watchdog.isWedged,
  });
  const monthData = monthDataOf(db, months);
  const stopLedger = keepLedger(parts);
  loop.start();
  const stop = async () => {
    watchdog.stop();
    monthData.close();
    await Promise.all([stopHold(), kept.stop(), stopLedger()]);
    await loop.stop();
    connector.close();
    channel.close();
  };
  const asking = {
    client: session.client,
    isNetworkUp: () => platform.network.isUp(),
    isSignedIn: async () => session.userId() === userId && session.isReady(false),
  };
  const { lock, user } = kept;
  const till: Till = {
    db,
    clock,
    device,
    user,
    location: membership.location,
    get cashier() {
      return lock.cashier;
    },
  };
  return {
    till,
    lock,
    store,
    settling: settlingBy(asking),
    people: peopleBy(asking),
    copyCatalog: catalogCopyBy(asking),
    salesByLocation: salesByLocationBy(asking),
    history: historyBy(asking),
    olderSales: {
      find: olderSalesBy(asking, membership.location.id),
      fetchMonth: (month, signal) => loop.fetchMonth(month, signal),
    },
    monthData,
    first: parts.first,
    replaced: replacedTills(platform.storage, membership.location.id),
    unsynced: () => onlyHereCount(db.power),
    async close() {
      await stop();
      await db.power.close({ disconnect: true });
    },
    async rebuild() {
      if ((await unsyncedCount(db.power)) > 0) return 'unsynced';
      if (store.get().connection !== 'online') return 'no_network';
      await loop.rebuild();
      return 'rebuilding';
    },
    async forget(saved) {
      if (!areIn(saved ?? null, await onlyHereRecords(db.power))) return 'unsynced';
      await stop();
      const outcome = await forgetLocation(db.power, platform, devices, {
        name,
        deviceId: device.id,
        saved: saved ?? null,
      });
      // Sync has stopped here: only a reload brings it back.
      if (outcome === 'unsynced') throw new Error('Something was sold in another tab meanwhile');
      await parts.lockStart.pins.clear();
      return outcome;
    },
  };
}

/** By the location's own day; by UTC until its settings are here for the first time. */
function monthsOf({ read }: LocalDatabase, clock: Clock): SyncPorts['months'] {
  return async () => {
    const [known] = await settings(read).execute();
    return monthsAround(businessMonth(businessDate(clock.now(), known?.time_zone ?? 'UTC')));
  };
}

/** Patience starts anew with the network and with every reconnect. */
function watch({ db, platform }: Parts, clock: Clock, connector: Connector, isSignedIn: () => boolean) {
  let calmSinceMs = platform.now();
  const stop = platform.network.onChange(() => {
    calmSinceMs = platform.now();
  });
  const isStuck: SyncPorts['isWedged'] = async () => {
    const [due, decided] = await Promise.all([
      dueSince(db.read).executeTakeFirst(),
      lastDecided(db.read).executeTakeFirst(),
    ]);
    const byOwnClock = (at: string | null | undefined) => (at ? Date.parse(at) - clock.offsetMs() : null);
    const wedged = isWedged({
      nowMs: platform.now(),
      isNetworkUp: platform.network.isUp(),
      isSignedIn: isSignedIn(),
      dueSinceMs: byOwnClock(due?.since),
      lastProgressMs: Math.max(connector.lastProgressMs(), byOwnClock(decided?.at) ?? 0),
      calmSinceMs,
    });
    if (wedged) calmSinceMs = platform.now();
    return wedged;
  };
  return { isWedged: isStuck, stop };
}

/** Writes down what other users' databases in this browser must know of this one (`db/device.ts`). */
function keepLedger({ db, devices, device, name, userId, membership, onError }: Parts): () => Promise<void> {
  const held = { user_id: userId, location_id: membership.location.id, device_id: device.id };
  const note = async () => {
    devices.rememberDatabase(name, { ...held, unsynced: await unsyncedCount(db.power) });
    devices.rememberSequences(device.id, await lastSequences(db.power));
  };
  return followTables(db, ['outbox'], note, onError);
}
