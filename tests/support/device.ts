/** A till on Node, signed in and open: the app without its screens, as `src/compose/open-till.ts` puts it together. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Till } from '#commands/till.ts';
import { postAdjustment } from '#commands/post-adjustment.ts';
import { postSale } from '#commands/post-sale.ts';
import type { Push } from '#connector/push.ts';
import { createSession, type Session } from '#connector/session.ts';
import { supabaseClient } from '#connector/supabase-client.ts';
import type { DurableStore } from '#db/platform.ts';
import type { NewDevice } from '#db/session-types.ts';
import { addItem, cartTotals, newCart } from '#domain/cart.ts';
import { cashDue } from '#domain/payment.ts';
import { itemsNamed } from '#queries/items.ts';
import { stockPage } from '#queries/on-hand.ts';
import { pendingCount } from '#queries/outbox.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { openTill } from '#compose/open-till.ts';
import type { OpenShop } from '#compose/run-till.ts';
import { memoryStorage, nodePlatform, type NodePlatform } from './node-platform.ts';

export interface DeviceOptions {
  /** The stack, or a proxy in front of it. */
  readonly url: string;
  readonly anonKey: string;
  /** Where the device syncs from; `url` unless told. */
  readonly powersyncUrl?: string;
  readonly email: string;
  readonly password: string;
  readonly locationId?: string;
  /** Given again: the same device after a restart. */
  readonly folder?: string;
  readonly storage?: DurableStore;
  /** That of another tab of the same device. */
  readonly platform?: NodePlatform;
  /** What is said of it where it has no code yet. */
  readonly newDevice?: NewDevice;
  /** How documents are sent, where it is not as always. */
  readonly push?: (session: Session) => Push;
}

export interface Device extends AsyncDisposable {
  readonly shop: OpenShop;
  readonly till: Till;
  readonly platform: NodePlatform;
  readonly session: Session;
  /** What nobody awaited and failed; a test expects none. */
  readonly errors: readonly unknown[];
  close(): Promise<void>;
}

export async function openDevice(options: DeviceOptions): Promise<Device> {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'flux-device-')));
  const platform = options.platform ?? nodePlatform(folder, options.storage ?? memoryStorage());
  const powersyncUrl = options.powersyncUrl ?? options.url;
  const config = { supabaseUrl: options.url, supabaseAnonKey: options.anonKey, powersyncUrl };
  const session = createSession(supabaseClient(config, platform), platform);
  if (session.state().kind === 'never') {
    const login = await session.login(options.email, options.password);
    if (login.kind !== 'signed_in') throw new Error(`Login: ${JSON.stringify(login)}`);
  }
  const state = session.state();
  const memberships = state.kind === 'known' ? state.profile.memberships : [];
  const membership = memberships.find(({ location }) => location.id === (options.locationId ?? location.id));
  if (!membership) throw new Error('Not a member.');
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const push = options.push ? { push: options.push(session) } : {};
  const opened = await openTill({
    platform,
    session,
    config,
    membership,
    newDevice: options.newDevice ?? { name: 'Till' },
    onError,
    ...push,
  });
  if (opened.kind !== 'open') throw new Error(`Not opened: ${JSON.stringify(opened)}`);
  const { shop } = opened;
  const close = async () => {
    await shop.close();
    session.close();
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { shop, till: shop.till, platform, session, errors, close, [Symbol.asyncDispose]: close };
}

/** Waits for what a live query would show; fails with what it was instead. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  isRight: (value: T) => boolean,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what}: still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Opening stock, posted and back: what a manager does before the shop opens. */
export async function stockUp(device: Device, itemName: string, pieces: number) {
  const { till } = device;
  // A shop that was made just now may come in more than one checkpoint.
  const [item] = await until(
    `has ${itemName}`,
    () => itemsNamed(till.db.read, itemName).execute(),
    ([found]) => found !== undefined,
  );
  const [shopSettings] = await settings(till.db.read).execute();
  if (!item || !shopSettings) throw new Error(`The till has no ${itemName}.`);
  const line = { id: newId(), item, lot: null, quantity_milli: pieces * 1000, unit_cost_minor: 100 };
  const opening = { id: newId(), reason: 'opening', note: 'Opening stock', lines: [line] } as const;
  const posted = await postAdjustment(till, { ...opening, settings: shopSettings });
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  await until(
    'stocked',
    async () => (await onHand(device, itemName)) === pieces * 1000 && (await pendingOf(device)) === 0,
    Boolean,
  );
  return posted;
}

/** What the stock screen says. */
export async function onHand({ till }: Device, itemName: string): Promise<number> {
  const [row] = await stockPage(till.db.read, { text: itemName, limit: 1, offset: 0 }).execute();
  return row?.on_hand_milli ?? Number.NaN;
}

export async function pendingOf({ till }: Device): Promise<number> {
  const { count, failed } = await pendingCount(till.db.read).executeTakeFirstOrThrow();
  return count + failed;
}

export function canSell({ shop }: Device): Promise<boolean> {
  return until('can sell', () => shop.store.get().canSell, Boolean);
}

/** Sells some of an item (by name) for cash, as the screen does. */
export async function sell(device: Device, itemName: string, pieces = 1) {
  const { till } = device;
  const [item] = await itemsNamed(till.db.read, itemName).execute();
  const [shopSettings] = await settings(till.db.read).execute();
  if (!item || !shopSettings) throw new Error(`The till has no ${itemName}.`);
  const cart = addItem(newCart(newId(), new Date().toISOString()), item, {
    lineId: newId(),
    quantityMilli: pieces * 1000,
  });
  const due = cashDue(cartTotals(cart, shopSettings.tax_mode).total_minor, shopSettings.cash_rounding_minor);
  const posted = await postSale(till, {
    cart,
    payments: [{ method: 'cash', tendered_minor: due }],
    settings: shopSettings,
  });
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}
