/**
 * The busiest hour of a company that cannot be run here: sales arrive at random
 * in so many locations, each push holds one core of the database and the journal
 * head of its location, and each transaction then waits for the one process that
 * replicates it. Answers where time is lost first (docs/scaling.md).
 *
 *   node bench/scaling.ts --locations=10000 --databases=10 --cores=8
 */
import { parseArgs } from 'node:util';
import { percentile } from './figures.ts';
import { randomFrom } from './page/random.ts';

export interface Company {
  readonly locations: number;
  readonly tillsEach: number;
  /** A day, of all tills of a location. */
  readonly salesEach: number;
  /** Of a day's sales, in its busiest hour. */
  readonly busiestShare: number;
}

export interface Host {
  /** Databases, each with a PowerSync instance of its own; locations are spread over them. */
  readonly databases: number;
  readonly cores: number;
  /** One core's time for a push of one sale, as `bench --only=server` measures it. */
  readonly pushMs: number;
  /** What one replication process does; PowerSync names about 60 small transactions a second. */
  readonly replicatedPerSecond: number;
}

export interface Hour {
  readonly salesPerSecond: number;
  readonly busyShare: number;
  readonly pushP95Ms: number;
  /** From the commit until the sync service has it. */
  readonly lagP95Ms: number;
  /** At the end of the hour: above the p95 it grows for as long as the rush lasts. */
  readonly lagAtEndMs: number;
}

const hourMs = 3_600_000;

/** Of one database; the others are like it. */
export function busiestHour(company: Company, host: Host, seed = 1): Hour {
  const random = randomFrom(seed);
  const waitMs = (mean: number) => -mean * Math.log(1 - random());
  const locations = Math.ceil(company.locations / host.databases);
  const perMs = (locations * company.salesEach * company.busiestShare) / hourMs;
  const coreFreeAt = Array.from({ length: host.cores }, () => 0);
  const headFreeAt = new Float64Array(locations);
  const pushes: number[] = [];
  const committedAt: number[] = [];
  let busyMs = 0;
  for (let at = waitMs(1 / perMs); at < hourMs; at += waitMs(1 / perMs)) {
    const location = Math.floor(random() * locations);
    const core = coreFreeAt.indexOf(Math.min(...coreFreeAt));
    const start = Math.max(at, coreFreeAt[core] ?? 0, headFreeAt[location] ?? 0);
    const work = waitMs(host.pushMs);
    coreFreeAt[core] = start + work;
    headFreeAt[location] = start + work;
    busyMs += work;
    pushes.push(start + work - at);
    committedAt.push(start + work);
  }
  const eachMs = 1000 / host.replicatedPerSecond;
  let freeAt = 0;
  const lags = committedAt
    .toSorted((a, b) => a - b)
    .map((at) => {
      freeAt = Math.max(at, freeAt) + eachMs;
      return freeAt - at;
    });
  return {
    salesPerSecond: perMs * 1000,
    busyShare: busyMs / (hourMs * host.cores),
    pushP95Ms: percentile(pushes, 0.95),
    lagP95Ms: percentile(lags, 0.95),
    lagAtEndMs: lags.at(-1) ?? 0,
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      locations: { type: 'string', default: '10000' },
      tills: { type: 'string', default: '3' },
      sales: { type: 'string', default: '400' },
      share: { type: 'string', default: '0.15' },
      databases: { type: 'string', default: '1' },
      cores: { type: 'string', default: '8' },
      'push-ms': { type: 'string', default: '5' },
      replicated: { type: 'string', default: '60' },
    },
  });
  const company: Company = {
    locations: Number(values.locations),
    tillsEach: Number(values.tills),
    salesEach: Number(values.sales),
    busiestShare: Number(values.share),
  };
  const host: Host = {
    databases: Number(values.databases),
    cores: Number(values.cores),
    pushMs: Number(values['push-ms']),
    replicatedPerSecond: Number(values.replicated),
  };
  const hour = busiestHour(company, host);
  const connections = Math.ceil((company.locations * company.tillsEach) / host.databases);
  process.stdout.write(
    `${[
      `${company.locations.toLocaleString('en')} locations on ${host.databases} database(s) of ${host.cores} cores`,
      `  sales a second in the busiest hour, each database   ${hour.salesPerSecond.toFixed(1)}`,
      `  of its cores' time                                  ${(hour.busyShare * 100).toFixed(0)} %`,
      `  a push, p95                                         ${hour.pushP95Ms.toFixed(0)} ms`,
      `  until the sync service has it, p95                  ${hour.lagP95Ms.toFixed(0)} ms`,
      `  the same at the end of the hour                     ${(hour.lagAtEndMs / 1000).toFixed(1)} s`,
      `  connections, each database                          ${connections.toLocaleString('en')}: ${Math.ceil(connections / 100)} API processes of 100`,
    ].join('\n')}\n`,
  );
}
