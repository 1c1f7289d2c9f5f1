/**
 * Documents come by business month: a till keeps last, this and next month, and
 * subscribes anew when the month turns (design section 7).
 */
import type { LocalDatabase } from '#db/local-database.ts';

/** Stays on the device for this long without being asked for; seconds, since Infinity would be stored as one day. */
const ttlSeconds = 62 * 24 * 60 * 60;

export interface Months {
  renew(): Promise<void>;
  close(): void;
}

interface Subscription {
  unsubscribe(): void;
}

export function keepMonths({ power }: LocalDatabase, current: () => Promise<readonly string[]>): Months {
  const held = new Map<string, Subscription>();
  return {
    async renew() {
      const wanted = await current();
      for (const month of wanted) {
        if (held.has(month)) continue;
        const stream = power.syncStream('months', { business_month: month });
        held.set(month, await stream.subscribe({ ttl: ttlSeconds }));
      }
      for (const [month, subscription] of held) {
        if (wanted.includes(month)) continue;
        subscription.unsubscribe();
        held.delete(month);
      }
    },
    close() {
      for (const subscription of held.values()) subscription.unsubscribe();
      held.clear();
    },
  };
}
