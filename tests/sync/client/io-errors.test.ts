/** A disk that fills up in the middle of a sale: at each page that it would write, the sale is there whole or not at all. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveDraft } from '#commands/save-draft.ts';
import { newId } from '#schema/new-id.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-io-'));
  it = await openLocalTill(folder);
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** All that a sale writes. */
const everything = async () => ({
  outbox: await it.rows('select queue_id, number from outbox'),
  moves: await it.rows('select * from pending_moves'),
  counters: await it.rows('select * from document_counters'),
  drafts: await it.rows('select id, payload from drafts'),
  queue: await it.rows('select * from ps_crud'),
});

/** As if the disk had room for so many pages more than the file has. */
async function leaveRoomFor(pages: number): Promise<void> {
  const { power } = it.till.db;
  const { page_count } = await power.get<{ page_count: number }>('pragma page_count');
  await power.execute(`pragma max_page_count = ${page_count + pages}`);
}

test('[T009] the disk is full at one page after the other: a sale is whole or not there, its number is used once, the draft is kept', async () => {
  let refusals = 0;
  for (let sales = 0; sales < 3; sales += 1) {
    // Large enough to need pages of its own, for the record and the moves.
    const small = await it.cartOf(1);
    const cart = {
      ...small,
      lines: Array.from({ length: 120 }, () => ({ ...small.lines[0]!, id: newId() })),
    };
    await saveDraft(it.till, cart);
    const before = await everything();
    for (let pages = 0; ; pages += 1) {
      await leaveRoomFor(pages);
      const posted = await it.post(cart);
      if (posted.kind === 'posted') break;
      refusals += 1;
      expect(posted.refusal).toEqual({ kind: 'storage_full' });
      expect(await everything(), `with room for ${pages} pages`).toEqual(before);
      expect(await it.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(pages).toBeLessThan(100);
    }
    const after = await everything();
    expect(after.outbox).toHaveLength(before.outbox.length + 1);
    expect(after.queue).toHaveLength(before.queue.length + 1);
    expect(after.moves).toHaveLength(before.moves.length + 120);
    expect(after.drafts).toEqual([]);
    await leaveRoomFor(10_000);
  }
  expect((await everything()).outbox.map(({ number }) => number)).toEqual([
    'S-KL1-07-000001',
    'S-KL1-07-000002',
    'S-KL1-07-000003',
  ]);
  expect(refusals).toBeGreaterThan(9);
});
