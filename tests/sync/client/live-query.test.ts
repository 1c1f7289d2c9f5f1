/** Queries that follow the database, on the real one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveQuery } from '#queries/live-query.ts';
import { itemsNamed } from '#queries/items.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-live-'));
  it = await openLocalTill(folder);
});
afterEach(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const records = () => outboxRecords(it.till.db.read);

test('it shows what is there, and each commit that touches its tables', async () => {
  const live = new LiveQuery(it.till.db.power);
  expect(live.state).toEqual({ rows: [], isLoading: true, error: null });
  live.follow(records(), 0);
  await vi.waitFor(() => expect(live.state.isLoading).toBe(false));
  expect(live.state.rows).toEqual([]);
  await it.post(await it.cartOf(1));
  await vi.waitFor(() => expect(live.state.rows).toHaveLength(1));
});

test('commits elsewhere run nothing, and what has ended tells nobody', async () => {
  const live = new LiveQuery(it.till.db.power);
  const end = live.follow(records(), 0);
  await vi.waitFor(() => expect(live.state.isLoading).toBe(false));
  const told = vi.fn();
  live.subscribe(told);
  await it.till.db.power.execute(`update items set name = 'Other rice'`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told).not.toHaveBeenCalled();
  end();
  await it.post(await it.cartOf(1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told).not.toHaveBeenCalled();
  expect(live.state.rows).toEqual([]);
});

test('another query keeps the rows on screen until its own are here', async () => {
  const live = new LiveQuery<{ name: string }>(it.till.db.power);
  const end = live.follow(itemsNamed(it.till.db.read, 'rice'), 0);
  await vi.waitFor(() => expect(live.state.rows).toHaveLength(1));
  const seen: number[] = [];
  live.subscribe(() => seen.push(live.state.rows.length));
  end();
  live.follow(itemsNamed(it.till.db.read, 'nothing of the kind'), 0);
  expect(live.state).toMatchObject({ isLoading: false, rows: [{}] });
  await vi.waitFor(() => expect(live.state.rows).toEqual([]));
  expect(seen).toEqual([0]);
});

test('the tables of a text are asked once, whatever its parameters', async () => {
  const asked = vi.spyOn(it.till.db.power, 'resolveTables');
  for (const text of ['a', 'b', 'c']) {
    const live = new LiveQuery(it.till.db.power);
    const end = live.follow(itemsNamed(it.till.db.read, text), 0);
    await vi.waitFor(() => expect(live.state.isLoading).toBe(false));
    end();
  }
  expect(asked).toHaveBeenCalledTimes(1);
});

test('what fails says why, and is asked anew the next time', async () => {
  const wrong = {
    compile: () => ({ sql: 'select * from nowhere', parameters: [] }),
    execute: async () => [],
  };
  const live = new LiveQuery(it.till.db.power);
  live.follow(wrong, 0);
  await vi.waitFor(() => expect(live.state.error?.message).toContain('nowhere'));
  await it.till.db.power.execute('create table nowhere (a)');
  live.follow(wrong, 0);
  await vi.waitFor(() => expect(live.state).toEqual({ rows: [], isLoading: false, error: null }));
});

test('a read that fails now and then is read again; one that keeps failing says so', async () => {
  const rows = [{ n: 1 }];
  let failures = 2;
  const shaky = {
    compile: () => records().compile(),
    execute: () => (failures-- > 0 ? Promise.reject(new Error('busy')) : Promise.resolve(rows)),
  };
  const live = new LiveQuery(it.till.db.power);
  const end = live.follow(shaky, 0);
  await vi.waitFor(() => expect(live.state).toEqual({ rows, isLoading: false, error: null }));
  end();
  failures = 100;
  live.follow(shaky, 0);
  await vi.waitFor(() => expect(live.state.error?.message).toBe('busy'), { timeout: 5000 });
  expect(live.state.rows).toEqual(rows);
});
