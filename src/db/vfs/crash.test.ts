/**
 * SQLite itself on the app's file system, over a disk in memory that dies at
 * one of its calls after the other: of a transaction all is there or nothing, and what
 * was acknowledged is there.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installDisk, openTab, type Tab } from '#tests/support/memory-tab.ts';
import type { MemoryDisk } from '#tests/support/memory-disk.ts';

const rowCount = 40;
let disk: MemoryDisk;

beforeEach(async () => {
  // SQLite's file system prints each error; here they are wanted.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  disk = installDisk();
  const tab = await openTab();
  await tab.run(`create table stock (id integer primary key, at integer not null, filler text not null);
    create index stock_at on stock (at, filler);
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${rowCount})
      insert into stock select i, 1, hex(zeroblob(100)) from n`);
  await tab.close();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Each transaction writes one number into every row, so half a one shows. */
async function stateOf(tab: Tab): Promise<unknown> {
  expect(await tab.run('pragma integrity_check')).toEqual([['ok']]);
  const rows = await tab.run('select at, count(*) from stock group by at');
  expect(rows).toEqual([[expect.any(Number), rowCount]]);
  return rows[0]?.[0];
}

const acts = [
  { act: 'a transaction', sql: 'update stock set at = 2', cachePages: 2000, step: 1 },
  {
    act: 'one that spills its cache and rolls a savepoint back',
    sql: `begin; update stock set at = 4; savepoint s; update stock set at = 3; rollback to s;
      update stock set at = 2; commit`,
    cachePages: 5,
    step: 3,
  },
];
const ends = [
  { how: 'the tab is killed', end: () => disk.killTab() },
  { how: 'power is lost', end: () => disk.losePower(() => false) },
  { how: 'power is lost with half of it written', end: () => disk.losePower((index) => index % 2 === 0) },
];

for (const { act, sql, cachePages, step } of acts) {
  for (const { how, end } of ends) {
    test(`${act}, ${how} at one call after the other: all or nothing, and nothing acknowledged is lost`, async () => {
      const before = disk.snapshot();
      let isAcknowledged = false;
      let deaths = 0;
      for (; !isAcknowledged; deaths += step) {
        disk.restore(before);
        const tab = await openTab({ cachePages });
        await tab.run('select count(*) from stock');
        disk.failsAfter(deaths);
        isAcknowledged = await tab.run(sql).then(
          () => true,
          () => false,
        );
        end();
        const next = await openTab();
        const state = await stateOf(next);
        expect(isAcknowledged ? [2] : [1, 2], `after ${deaths} calls`).toContain(state);
        await next.close();
      }
      expect(deaths).toBeGreaterThan(10);
    }, 120_000);
  }
}

test('a tab that was open before takes back what a dead tab left half done', async () => {
  const before = disk.snapshot();
  let halfDone = 0;
  for (let calls = 0, isAcknowledged = false; !isAcknowledged; calls += 1) {
    disk.restore(before);
    const witness = await openTab();
    expect(await stateOf(witness)).toBe(1);
    const tab = await openTab();
    expect(await stateOf(tab)).toBe(1);
    disk.failsAfter(calls);
    isAcknowledged = await tab.run('update stock set at = 2').then(
      () => true,
      () => false,
    );
    disk.killTab();
    if (disk.file('shop.db-journal').content.byteLength > 0) halfDone += 1;
    expect([1, 2]).toContain(await stateOf(witness));
    await witness.close();
  }
  expect(halfDone).toBeGreaterThan(3);
}, 120_000);

test('the files of a dead tab are waited for: its lock is free before the browser has closed them', async () => {
  const witness = await openTab();
  expect(await stateOf(witness)).toBe(1);
  const tab = await openTab();
  await tab.run('update stock set at = 2');
  tab.die();
  setTimeout(disk.closeOnly([]), 80);
  expect(await stateOf(witness)).toBe(2);
});

test('who gave up waiting for one file holds none of the others, not even one that comes later', async () => {
  const witness = await openTab();
  expect(await stateOf(witness)).toBe(1);
  const tab = await openTab();
  await tab.run('update stock set at = 2');
  tab.die();
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
  const free = disk.closeOnly(['shop.db-journal', 'shop.db-wal']);
  disk.opening = (name) =>
    new Promise((resolve) => setTimeout(resolve, name.endsWith('-journal') ? 20_000 : 0));
  const refused = expect(witness.run('select at from stock')).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(30_000);
  await refused;
  vi.useRealTimers();
  disk.opening = async () => {};
  free();
  expect(await stateOf(witness)).toBe(2);
});

test('a transaction that is rolled back leaves what was there, spilled or not', async () => {
  for (const cachePages of [5, 2000]) {
    const tab = await openTab({ cachePages });
    await tab.run('begin; update stock set at = 7; delete from stock where id % 2; rollback');
    expect(await stateOf(tab)).toBe(1);
    await tab.close();
  }
});

test('two tabs write in turn: each sees what the other wrote', async () => {
  const tabs = [await openTab(), await openTab()];
  for (let round = 0; round < 6; round += 1) {
    await tabs[round % 2]?.run('update stock set at = at + 1');
    expect(await stateOf(tabs[(round + 1) % 2] as Tab)).toBe(round + 2);
  }
});

test('the journal reaches the file in one piece, and its end is flushed', async () => {
  const tab = await openTab();
  await tab.run('select count(*) from stock');
  disk.failsAfter(Number.POSITIVE_INFINITY);
  await tab.run('update stock set at = 2 where id = 1');
  const calls = disk.calls.filter((call) => call.startsWith('shop.db-journal'));
  expect(calls.map((call) => call.replace(/ \d{3,}$/, ' …'))).toEqual([
    'shop.db-journal write …',
    'shop.db-journal flush',
    'shop.db-journal write 12',
    'shop.db-journal flush',
    'shop.db-journal truncate 0',
    'shop.db-journal flush',
  ]);
  await tab.close();
});
