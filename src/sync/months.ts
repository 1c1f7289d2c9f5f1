/**
 * Documents come by business month: a till keeps last, this and next month, and
 * subscribes anew when the month turns (design section 7). An older one is kept
 * from when it is asked for until the app closes, and some days longer.
 */
import type { LocalDatabase } from '#db/local-database.ts';

/** Stays on the device for this long without being asked for; seconds, since Infinity would be stored as one day. */
const ttlSeconds = 62 * 24 * 60 * 60;

export interface Months {
  renew(): Promise<void>;
  /** Resolves once it is here. */
  fetch(month: string, signal: AbortSignal): Promise<void>;
  close(): void;
}

const olderTtlSeconds = 7 * 24 * 60 * 60;

interface Subscription {
  unsubscribe(): void;
  waitForFirstSync(signal?: AbortSignal): Promise<void>;
}

export function keepMonths({ power }: LocalDatabase, current: () => Promise<readonly string[]>): Months {
  const held = new Map<string, Subscription>();
  const asked = new Set<string>();
  return {
    async renew() {
      const wanted = await current();
      for (const month of wanted) {
        if (held.has(month)) continue;
        const stream = power.syncStream('months', { business_month: month });
        held.set(month, await stream.subscribe({ ttl: ttlSeconds }));
      }
      for (const [month, subscription] of held) {
        if (wanted.includes(month) || asked.has(month)) continue;
        subscription.unsubscribe();
        held.delete(month);
      }
    },
    async fetch(month, signal) {
      asked.add(month);
      const stream = power.syncStream('months', { business_month: month });
      const subscription = held.get(month) ?? (await stream.subscribe({ ttl: olderTtlSeconds }));
      held.set(month, subscription);
      await subscription.waitForFirstSync(signal);
    },
    close() {
      for (const subscription of held.values()) subscription.unsubscribe();
      held.clear();
    },
  };
}
