/**
 * Asks PowerSync for the streams of a month, and says how far they are. Not how
 * old: SDK 2.4 takes the core's microseconds of a stream for seconds. What is
 * here is as fresh as the last sync of all.
 */
import type { MonthData, MonthState } from '#schema/month-data.ts';
import type { LocalDatabase, SyncStatus } from '#db/local-database.ts';

const daySeconds = 24 * 60 * 60;
const streams = ['months', 'ledger'] as const;

type Stream = ReturnType<SyncStatus['forStream']>;

/** The core says 'synced' of what the server does not know too; such a stream is not active. */
function hasCome(stream: Stream): boolean {
  return stream?.subscription.active === true && stream.subscription.hasSynced;
}

interface Subscription {
  unsubscribe(): void;
}

/** `kept`: the months whose documents the till keeps anyway. */
export function monthDataOf(
  { power }: LocalDatabase,
  kept: () => Promise<readonly string[]>,
): MonthData & { close(): void } {
  const held = new Map<string, readonly Subscription[]>();
  let costs: Subscription | null = null;
  const of = (name: string, month: string) => power.syncStream(name, { business_month: month });
  const stateOf = (month: string): MonthState => {
    const found = streams.map((name) => power.currentStatus.forStream(of(name, month)));
    const coming = found.flatMap((stream) => (stream?.progress ? [stream.progress] : []));
    return {
      month,
      isHere: found.every(hasCome),
      hasDocuments: hasCome(found[streams.indexOf('months')]),
      progress:
        coming.length === 0
          ? null
          : { done: sum(coming, 'downloadedOperations'), total: sum(coming, 'totalOperations') },
    };
  };
  const letGo = async (months: readonly string[]) => {
    const stay = await kept();
    for (const month of months) {
      held.delete(month);
      await of('ledger', month).unsubscribeAll();
      if (!stay.includes(month)) await of('months', month).unsubscribeAll();
    }
  };
  return {
    async ask(months, keepDays) {
      const ttl = keepDays * daySeconds;
      costs ??= await power.syncStream('costs').subscribe({ ttl });
      for (const month of months) {
        if (held.has(month)) continue;
        held.set(month, []);
        const asked = streams.map((name) => of(name, month).subscribe({ ttl }));
        held.set(month, await Promise.all(asked));
      }
    },
    cancel: () => letGo([...held.keys()].filter((one) => !stateOf(one).isHere)),
    forget: letGo,
    states: (months) => months.map(stateOf),
    subscribe: (listener) => power.registerListener({ statusChanged: listener }),
    close() {
      for (const subscription of [...held.values()].flat()) subscription.unsubscribe();
      costs?.unsubscribe();
    },
  };
}

function sum<Name extends string>(parts: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return parts.reduce((total, part) => total + part[name], 0);
}
