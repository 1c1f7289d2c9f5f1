/** Puts the rooms together around one open database: connector, sync, and what the screens get. */
import { createConnector, type Connector } from '#connector/connector.ts';
import { pushTo } from '#connector/push.ts';
import { isWedged } from '#connector/watchdog.ts';
import type { Till } from '#commands/till.ts';
import { createClock, type Clock } from '#db/clock.ts';
import type { DeviceIdentity, DeviceStore } from '#db/device.ts';
import { lastSequences } from '#db/facts.ts';
import { forgetLocation, unsyncedCount } from '#db/forget-location.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import { businessDate, businessMonth, monthsAround } from '#domain/business-date.ts';
import { dueSince } from '#queries/due-since.ts';
import { settings } from '#queries/settings.ts';
import { probeOf } from '#sync/probe.ts';
import { SyncLoop, type SyncPorts } from '#sync/sync-loop.ts';
import { createSyncStore, type SyncStore } from '#sync/sync-store.ts';
import type { OpenOptions } from './open-till.ts';

export interface OpenShop {
  readonly till: Till;
  readonly store: SyncStore;
  /** What the server does not have: pending and failed. */
  unsynced(): Promise<number>;
  close(): Promise<void>;
  /** Closes and deletes, unless something is not synced (R12-5). */
  forget(): Promise<'forgotten' | 'unsynced'>;
}

interface Parts extends OpenOptions {
  readonly name: string;
  readonly db: LocalDatabase;
  readonly devices: DeviceStore;
  readonly device: DeviceIdentity;
  readonly userId: string;
}

export function runTill(parts: Parts): OpenShop {
  const { platform, session, config, membership, db, devices, device, name, userId, onError } = parts;
  const clock = createClock(platform.storage, () => platform.now());
  const channel = platform.openChannel(`flux-${name}`);
  const store = createSyncStore(() => channel.send({ kind: 'sync_now' }));
  const push = pushTo(session.client);
  const powersyncUrl = config.powersyncUrl;
  const connector = createConnector({ platform, clock, channel, session, userId, push, powersyncUrl });
  const stopHold = connector.onHold((held) => store.set({ held }));
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
  const stopLedger = keepLedger(parts);
  loop.start();
  const stop = async () => {
    stopHold();
    watchdog.stop();
    await stopLedger();
    await loop.stop();
    connector.close();
    channel.close();
  };
  const user = { id: userId, name: membership.display_name, role: membership.role };
  return {
    till: { db, clock, device, user, location: membership.location },
    store,
    unsynced: () => unsyncedCount(db.power),
    async close() {
      await stop();
      await db.power.close({ disconnect: true });
    },
    async forget() {
      if ((await unsyncedCount(db.power)) > 0) return 'unsynced';
      await stop();
      return forgetLocation(db.power, platform, devices, name);
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
    const due = await dueSince(db.read).executeTakeFirst();
    const wedged = isWedged({
      nowMs: platform.now(),
      isNetworkUp: platform.network.isUp(),
      isSignedIn: isSignedIn(),
      dueSinceMs: due?.since ? Date.parse(due.since) - clock.offsetMs() : null,
      lastProgressMs: connector.lastProgressMs(),
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
  let noting = note().catch(onError);
  const onChange = () => {
    noting = noting.then(note).catch(onError);
  };
  const stop = db.power.onChangeWithCallback({ onChange }, { tables: ['outbox'], throttleMs: 200 });
  return async () => {
    stop();
    await noting;
  };
}
