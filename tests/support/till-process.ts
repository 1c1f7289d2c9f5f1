/**
 * A till in a process of its own, so that it can be killed and stopped as a
 * tablet is. `till-fleet.ts` starts it and talks with it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DurableStore } from '#db/platform.ts';
import { newId } from '#schema/new-id.ts';
import { countSome } from './counting.ts';
import { canSell, openDevice, pendingOf, sell, type Device, type DeviceOptions } from './device.ts';
import { receiveSome } from './receiving.ts';
import { takeBack } from './returning.ts';

export type ProcessOptions = Omit<DeviceOptions, 'storage' | 'platform' | 'push'> & {
  readonly folder: string;
};

export type Order =
  | { readonly kind: 'work'; readonly itemName: string; readonly everyMs: number }
  | { readonly kind: 'rest' }
  /** The network came back. */
  | { readonly kind: 'wake' }
  | { readonly kind: 'pending'; readonly id: string }
  | { readonly kind: 'query'; readonly id: string; readonly sql: string }
  | { readonly kind: 'close' };

export type Word =
  | { readonly kind: 'ready' }
  /** Committed on the device: from here on it must never be lost. */
  | { readonly kind: 'posted'; readonly id: string; readonly number: string }
  | { readonly kind: 'answer'; readonly id: string; readonly value: unknown };

/** localStorage as a file: what is set is there after a kill. */
function fileStorage(file: string): DurableStore {
  const read = (): Record<string, string> => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    } catch {
      // Never written, or killed while it was: then the person signs in again.
      return {};
    }
  };
  const values = new Map(Object.entries(read()));
  const write = () => writeFileSync(file, JSON.stringify(Object.fromEntries(values)));
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem(key, value) {
      values.set(key, value);
      write();
    },
    removeItem(key) {
      values.delete(key);
      write();
    },
    durable: () => Promise.resolve(),
  };
}

function say(word: Word): void {
  process.send?.(word);
}

/** Sells two, takes one back, receives and counts, and so on. */
async function workOn(device: Device, itemName: string, everyMs: number, stop: AbortSignal): Promise<void> {
  let last = await sell(device, itemName, 2);
  say({ kind: 'posted', id: last.id, number: last.number });
  const acts = [
    () => sell(device, itemName, 2),
    () => takeBack(device, last.id, 1),
    () => receiveSome(device.till, itemName, 1),
    () => countSome(device.till, 'K7Q4M', { [itemName]: 3 }),
  ] as const;
  for (let n = 0; !stop.aborted; n += 1) {
    const dueMs = performance.now() + everyMs;
    const posted = await acts[n % acts.length]!();
    if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted)}`);
    if (n % acts.length === 0) last = posted as typeof last;
    say({ kind: 'posted', id: posted.id, number: posted.number });
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
  }
}

async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '') as ProcessOptions;
  const device = await openDevice({
    ...options,
    storage: fileStorage(path.join(options.folder, 'storage.json')),
  });
  await canSell(device);
  let shift = new AbortController();
  const obey = async (order: Order): Promise<void> => {
    switch (order.kind) {
      case 'work':
        shift = new AbortController();
        return workOn(device, order.itemName, order.everyMs, shift.signal);
      case 'rest':
        return shift.abort();
      case 'wake':
        device.platform.setNetwork(true);
        return device.shop.store.syncNow();
      case 'pending':
        return say({ kind: 'answer', id: order.id, value: await pendingOf(device) });
      case 'query':
        return say({ kind: 'answer', id: order.id, value: await device.till.db.power.getAll(order.sql) });
      case 'close':
        await device.close();
        process.disconnect();
    }
  };
  process.on('message', (order: Order) => void obey(order));
  say({ kind: 'ready' });
}

/** Names the queries of the parent. */
export const newQuestion = newId;

if (import.meta.main) await main();
