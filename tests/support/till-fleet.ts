/** Tills in processes of their own, each behind a network of its own, and what may befall them. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import type { Person } from './shop.ts';
import type { TestStack } from './stack.ts';
import { newQuestion, type Order, type ProcessOptions, type Word } from './till-process.ts';

export interface Posted {
  readonly id: string;
  readonly number: string;
}

export interface FleetTill extends AsyncDisposable {
  readonly proxy: FaultProxy;
  /** What it has said that it posted, over all its lives. */
  readonly posted: readonly Posted[];
  /** Sells, takes back, receives and counts, and goes on after each restart. */
  work(itemName: string, everyMs: number): void;
  rest(): void;
  wake(): void;
  /** SIGKILL, and started again. */
  crash(): Promise<void>;
  /** SIGSTOP for so long. */
  freeze(ms: number): Promise<void>;
  pending(): Promise<number>;
  rows(sql: string): Promise<readonly Record<string, unknown>[]>;
}

const program = new URL('./till-process.ts', import.meta.url);

export async function startTill(stack: TestStack, person: Person): Promise<FleetTill> {
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-fleet-'));
  const proxy = await startFaultProxy(stack.url);
  const { email, password } = person;
  const options: ProcessOptions = { url: proxy.url, anonKey: stack.anonKey, email, password, folder };
  const posted: Posted[] = [];
  const waiting = new Map<string, (value: unknown) => void>();
  let shift: Order | null = null;
  let child = await start(options, hear);

  function hear(word: Word): void {
    if (word.kind === 'posted') posted.push({ id: word.id, number: word.number });
    if (word.kind === 'answer') waiting.get(word.id)?.(word.value);
  }
  const ask = (order: (id: string) => Order): Promise<unknown> => {
    const id = newQuestion();
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    child.send(order(id));
    return answer;
  };
  return {
    proxy,
    posted,
    work(itemName, everyMs) {
      shift = { kind: 'work', itemName, everyMs };
      child.send(shift);
    },
    rest() {
      shift = null;
      child.send({ kind: 'rest' } satisfies Order);
    },
    wake: () => void child.send({ kind: 'wake' } satisfies Order),
    async crash() {
      await gone(child, 'SIGKILL');
      child = await start(options, hear);
      if (shift) child.send(shift);
    },
    async freeze(ms) {
      child.kill('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, ms));
      child.kill('SIGCONT');
    },
    pending: async () => Number(await ask((id) => ({ kind: 'pending', id }))),
    rows: async (sql) => (await ask((id) => ({ kind: 'query', id, sql }))) as Record<string, unknown>[],
    async [Symbol.asyncDispose]() {
      child.kill('SIGCONT');
      await gone(child, 'SIGKILL');
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function start(options: ProcessOptions, hear: (word: Word) => void): Promise<ChildProcess> {
  const child = fork(program, [JSON.stringify(options)], { execArgv: [] });
  child.on('message', hear);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`A till ended with ${code}.`)));
    child.on('message', (word: Word) => {
      if (word.kind === 'ready') resolve(child);
    });
  });
}

async function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await exit;
}
