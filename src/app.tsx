/**
 * The composition root: the only place that knows every room (style section 6).
 * The database is asked to open before the code of the screens is run.
 */
import { loadConfig } from '#connector/config.ts';
import { locationDevices } from '#connector/location-devices.ts';
import { createSession } from '#connector/session.ts';
import { supabaseClient } from '#connector/supabase-client.ts';
import { claimAhead } from '#compose/first-screen.ts';
import { openAhead } from '#compose/open-ahead.ts';
import { openTill } from '#compose/open-till.ts';
import { databaseName } from '#db/database-name.ts';
import { deviceStore } from '#db/device.ts';
import { isInFile } from '#db/open-database.ts';
import type { KeyValueStore } from '#db/platform.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { webPlatform } from '#db/web-platform.ts';
import { removeStaleCopies } from '#db/workbench/copy-files.ts';
import type { Till } from '#commands/till.ts';
import type { Workbench } from '#schema/workbench.ts';
import { chosenLocationKey } from '#sync/membership-to-open.ts';
import type { AppServices } from '#ui/app-services.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import { untilIdle } from '#ui/idle.ts';

const onError = (error: unknown) => reportTrouble(error, isStorageFull(error));

async function buildServices(): Promise<AppServices> {
  const platform = await webPlatform(onError);
  const devices = deviceStore(platform.storage);
  const config = await loadConfig(platform);
  const knownDevice = (locationId: string) => devices.identity(locationId);
  const session = config ? createSession(supabaseClient(config, platform), platform) : null;
  // Who works where may have changed; a location whose documents wait on this device stays open to whoever made them.
  const lookAgain = async () => {
    const state = session?.state();
    if (state?.kind !== 'known') return;
    const held = Object.values(devices.databases()).filter(
      (one) => one.user_id === state.profile.user.id && one.unsynced > 0,
    );
    await session?.verify((id) => held.some((one) => one.location_id === id));
  };
  const open: AppServices['open'] = async (membership, typed) => {
    if (!config || !session) return { kind: 'no_network' };
    const newDevice = typed ?? { name: knownDevice(membership.location.id)?.name ?? 'Till' };
    const opened = await openTill({
      platform,
      session,
      config,
      membership,
      newDevice,
      onError,
    });
    void lookAgain();
    if (opened.kind !== 'open') return opened;
    const { shop } = opened;
    const openWorkbench = () => workbenchOf(shop.till, platform.storage);
    void sweepCopies(shop.till, platform.storage).catch(onError);
    return { ...opened, shop: { ...shop, openWorkbench, claimCart: claimAhead(shop.till, shop.first) } };
  };
  return {
    version: __APP_VERSION__,
    sdkVersion: __SDK_VERSION__,
    preferences: platform.storage,
    session,
    lookAgain,
    knownDevice,
    devicesOf: async (locationId) => (session ? locationDevices(session.client, locationId) : null),
    open: openAhead({
      state: session?.state() ?? { kind: 'never' },
      chosenLocationId: platform.storage.getItem(chosenLocationKey),
      isKnown: (locationId) => knownDevice(locationId) !== null,
      open,
    }),
  };
}

/** Loaded when it is asked for: a till has no use for it. */
async function workbenchOf({ db, user, location }: Till, storage: KeyValueStore): Promise<Workbench> {
  const database = await databaseName(user.id, location.id);
  const { openWorkbench } = await import('#db/workbench/open-workbench.ts');
  return openWorkbench({
    database,
    isFile: isInFile(database, storage),
    hold: (copy) => db.power.writeLock(copy),
  });
}

/** What a tab that died left of its workbench takes room from the till, whoever opens a workbench again. */
async function sweepCopies({ user, location }: Till, storage: KeyValueStore): Promise<void> {
  if (!isInFile(await databaseName(user.id, location.id), storage)) return;
  await untilIdle();
  await removeStaleCopies();
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const services = await buildServices();
const { start } = await import('./start.tsx');
start(root, services);
