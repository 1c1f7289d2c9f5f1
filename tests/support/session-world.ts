/** One till whose session a test ends, loses or gives to somebody else; at first nobody has signed in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSession, type Session } from '#connector/session.ts';
import { sessionKey, supabaseClient } from '#connector/supabase-client.ts';
import type { DurableStore } from '#db/platform.ts';
import { signToken } from '#stack/gateway/token.ts';
import { canSell, openDevice, pendingOf, until, type Device } from './device.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { memoryStorage, nodePlatform } from './node-platform.ts';
import { addShop, type Person, type TestShop } from './shop.ts';
import { clientOf, type TestStack } from './stack.ts';

export const refreshPath = '/auth/v1/token?grant_type=refresh_token';

interface Stored {
  readonly access_token: string;
  readonly refresh_token: string;
}

export interface SessionWorld extends AsyncDisposable {
  readonly shop: TestShop;
  readonly proxy: FaultProxy;
  readonly folder: string;
  readonly storage: DurableStore;
  /** The till; the cashier signs in unless somebody is signed in. Again: the same one after a restart. */
  open(person?: Person): Promise<Device>;
  /** Only a session: of another tab, or of another device if it has a storage of its own. */
  signIn(person: Person, where?: DurableStore): Promise<Session>;
  /** What the till holds of its session. */
  stored(): Stored;
  /** As after hours: the access token has ended, for the device and for the server. The app is closed. */
  letTokenEnd(): Promise<void>;
  /** A renewal that this till knows nothing of. */
  renewElsewhere(refreshToken: string): Promise<string>;
  goOffline(device: Device): void;
  goOnline(device: Device): void;
}

export async function sessionWorld(stack: TestStack): Promise<SessionWorld> {
  const shop = await addShop(stack);
  const proxy = await startFaultProxy(stack.url);
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-till-'));
  const storage = memoryStorage();
  const { anonKey } = stack;
  const stored = () => JSON.parse(storage.getItem(sessionKey) ?? '') as Stored;
  return {
    shop,
    proxy,
    folder,
    storage,
    stored,
    async open(person = shop.cashier) {
      const device = await openDevice({ url: proxy.url, anonKey, ...person, folder, storage });
      await canSell(device);
      return device;
    },
    async signIn({ email, password }, where = memoryStorage()) {
      const platform = nodePlatform(folder, where);
      const config = { supabaseUrl: proxy.url, supabaseAnonKey: anonKey, powersyncUrl: proxy.url };
      const session = createSession(supabaseClient(config, platform), platform);
      const login = await session.login(email, password);
      if (login.kind !== 'signed_in') throw new Error(`Login: ${JSON.stringify(login)}`);
      return session;
    },
    async letTokenEnd() {
      const session = stored();
      const access_token = await endedToken(stack, session.access_token);
      const expires_at = Math.floor(Date.now() / 1000) - 3600;
      storage.setItem(sessionKey, JSON.stringify({ ...session, access_token, expires_at }));
    },
    async renewElsewhere(refresh_token) {
      const { data, error } = await clientOf(stack).auth.refreshSession({ refresh_token });
      if (!data.session) throw error ?? new Error('No session.');
      return data.session.refresh_token;
    },
    goOffline(device) {
      proxy.cut();
      device.platform.setNetwork(false);
    },
    goOnline(device) {
      proxy.heal();
      device.platform.setNetwork(true);
    },
    async [Symbol.asyncDispose]() {
      await proxy.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The same token, an hour after its end. */
async function endedToken({ url, anonKey, jwtSecret }: TestStack, token: string): Promise<string> {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as object;
  const exp = Math.floor(Date.now() / 1000) - 3600;
  const ended = await signToken(jwtSecret, { ...claims, exp, iat: exp - 3600 });
  const headers = { apikey: anonKey, authorization: `Bearer ${ended}` };
  const { status } = await fetch(`${url}/rest/v1/items`, { headers });
  if (status !== 401) throw new Error(`The server takes an ended token: ${status}.`);
  return ended;
}

export function drained(device: Device, left = 0): Promise<number> {
  return until(
    'drained',
    () => pendingOf(device),
    (n) => n === left,
    100_000,
  );
}

export function signedOut({ session }: Device) {
  return until(
    'signed out',
    () => session.state(),
    (state) => state.kind === 'known' && !state.isSignedIn,
  );
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
