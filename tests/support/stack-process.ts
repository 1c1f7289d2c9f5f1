/**
 * A stack in a process of its own: its clock is the true one, whatever a test
 * does to the clock of the devices in its own process.
 */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStack, type Stack, type StackOptions } from '#stack/stack.ts';

type Options = Pick<StackOptions, 'jwtExpirySeconds' | 'refreshReuseSeconds'>;
type Order = { readonly kind: 'create_user'; readonly user: Parameters<Stack['createUser']>[0] };
type Word =
  | { readonly kind: 'ready'; readonly info: Info }
  | { readonly kind: 'created'; readonly id: string };
type Info = Pick<Stack, 'url' | 'anonKey' | 'databaseUri'>;

export interface DistantStack extends Info, AsyncDisposable {
  /** One at a time. */
  createUser(user: Order['user']): Promise<{ readonly id: string }>;
}

export async function startDistantStack(options: Options = {}): Promise<DistantStack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'flux-test-'));
  const child = fork(new URL(import.meta.url), [JSON.stringify({ ...options, dataDir })], { execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const hear = () =>
    new Promise<Word>((resolve, reject) => {
      child.once('message', (word: Word) => resolve(word));
      void ended.then(() => reject(new Error('The stack ended.')));
    });
  const word = await hear();
  if (word.kind !== 'ready') throw new Error('The stack began with something else.');
  return {
    ...word.info,
    async createUser(user) {
      const answer = hear();
      child.send({ kind: 'create_user', user } satisfies Order);
      const made = await answer;
      if (made.kind !== 'created') throw new Error('The stack answered something else.');
      return { id: made.id };
    },
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '') as Options & { dataDir: string };
  const stack = await startStack({ ...options, port: 0, durable: false });
  const say = (word: Word) => process.send?.(word);
  process.on('message', (order: Order) => {
    void stack.createUser(order.user).then(({ id }) => say({ kind: 'created', id }));
  });
  process.once('disconnect', () => void stack.stop().then(() => process.exit(0)));
  const { url, anonKey, databaseUri } = stack;
  say({ kind: 'ready', info: { url, anonKey, databaseUri } });
}

if (import.meta.main) await main();
