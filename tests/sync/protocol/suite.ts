import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMembershipTests } from './suite-membership.ts';
import { runRefusalTests } from './suite-refusals.ts';
import { runReplicationTests } from './suite-replication.ts';
import { runStreamTests } from './suite-streams.ts';
import { runValueTests } from './suite-values.ts';
import { runWriteCheckpointTests } from './suite-write-checkpoints.ts';
import type { ProtocolTarget } from './target.ts';

/** Gives a test its target, and places and users of its own, so that tests share a service without meeting. */
export interface Suite {
  readonly target: ProtocolTarget;
  /** A new name with this beginning. */
  fresh(name: string): string;
  sql(query: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Makes the user a member of the places. */
  join(user: string, ...places: string[]): Promise<void>;
}

/**
 * How a PowerSync service behaves towards a client (SPEC.md of the sync server): the same for ours and the real one.
 *
 * To put the real PowerSync Service to it (docs/conformance.md): run setup.sql in a database of its own; start the service on that database
 * with sync-rules.yaml and `client_auth: {supabase: true, supabase_jwt_secret: …}`; then
 * FLUX_PROTOCOL_BASE_URL=… FLUX_PROTOCOL_DATABASE_URI=… FLUX_PROTOCOL_JWT_SECRET=… vitest run tests/sync/sync-server.protocol.test.ts
 */
export function runProtocolSuite(open: () => Promise<ProtocolTarget & AsyncDisposable>): void {
  let target: (ProtocolTarget & AsyncDisposable) | undefined;
  let count = 0;
  const run = Date.now().toString(36);
  const suite: Suite = {
    get target() {
      if (target === undefined) throw new Error('The target is not open');
      return target;
    },
    fresh: (name) => `${name}-${run}-${(count += 1)}`,
    sql: async (query, values = []) => (await suite.target.database.query(query, [...values])).rows,
    join: async (user, ...places) => {
      for (const place of places)
        await suite.sql('insert into members values ($1, $2, $3)', [`${user}/${place}`, place, user]);
    },
  };
  beforeAll(async () => {
    target = await open();
  });
  afterAll(() => target?.[Symbol.asyncDispose]());
  describe('streams', () => runStreamTests(suite));
  describe('replication', () => runReplicationTests(suite));
  describe('membership', () => runMembershipTests(suite));
  describe('write checkpoints', () => runWriteCheckpointTests(suite));
  describe('values', () => runValueTests(suite));
  describe('refusals', () => runRefusalTests(suite));
  test('the service is still there', async () => {
    expect((await fetch(`${suite.target.baseUrl}/write-checkpoint2.json`)).status).toBe(401);
  });
}
