/**
 * A till in a process of its own, so that it can be killed and stopped as a
 * tablet is. `till-fleet.ts` starts it and talks with it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DurableStore } from '#db/platform.ts';
import { newId } from '#schema/new-id.ts';
import { canSell, openDevice, pendingOf, sell, type Device, type DeviceOptions } from './device.ts';

export type ProcessOptions = Omit<DeviceOptions, 'storage' | 'platform' | 'push'> & {
  readonly folder: string;
};

export type Order =
  | { readonly kind: 'sell'; readonly itemName: string; readonly everyMs: number }
  | { readonly kind: 'rest' }
  /** The network came back. */
  | { readonly kind: 'wake' }
  | { readonly kind: 'pending'; readonly id: string }
  | { readonly kind: 'query'; readonly id: string; readonly sql: string }
  | { readonly kind: 'close' };

export type Word =
  | { readonly kind: 'ready' }
  /** Committed on the device: from here on it must never be lost. */
  | { readonly kind: 'sold'; readonly id: string; readonly number: string }
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

async function sellOn(device: Device, itemName: string, everyMs: number, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const dueMs = performance.now() + everyMs;
    const { id, number } = await sell(device, itemName, 1);
    say({ kind: 'sold', id, number });
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
      case 'sell':
        shift = new AbortController();
        return sellOn(device, order.itemName, order.everyMs, shift.signal);
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
