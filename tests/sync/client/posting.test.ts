/** What posting does on the device, with the real database and no server. */
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimDraft } from '#commands/claim-draft.ts';
import { saveDraft } from '#commands/save-draft.ts';
import { raiseSequences } from '#db/facts.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import { addItem, newCart, setNote } from '#domain/cart.ts';
import { movesOfCart, movesOfSale } from '#domain/stock-moves.ts';
import { itemsWithBarcode } from '#queries/items.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { onHandOfItem, shortItems, stockOfItem } from '#queries/on-hand.ts';
import { pendingCount } from '#queries/outbox.ts';
import { saleDocument } from '#queries/sale-document.ts';
import { newId } from '#schema/new-id.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-local-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  return () => it[Symbol.asyncDispose]();
});

describe('[R3.1-4] [R4.2-4] [R5-3] a posted sale', () => {
  test('is a record, its moves, a number and one queue entry; its draft is gone', async () => {
    const cart = await it.cartOf(3);
    await saveDraft(it.till, cart);
    const posted = await it.post(cart);
    expect(posted).toMatchObject({ kind: 'posted', id: cart.id, number: 'S-KL1-07-000001' });
    expect(await it.rows('select * from drafts')).toEqual([]);
    const [record] = await it.rows('select * from outbox');
    expect(record).toMatchObject({
      entity_id: cart.id,
      sync_status: 'pending',
      total_minor: 750,
      retry_count: 0,
    });
    expect(record!.queue_id).not.toBe(cart.id);
    expect(JSON.parse(String(record!.payload))).toMatchObject({
      id: cart.id,
      invoice_number: 'S-KL1-07-000001',
    });
    expect(await it.rows(`select data ->> 'id' as id, data ->> 'type' as type from ps_crud`)).toEqual([
      { id: record!.queue_id, type: 'outbox_entry' },
    ]);
    expect(await it.riceOnHand()).toBe(7000);
  });
  test('[R8.1-1] posted again is the same sale', async () => {
    const cart = await it.cartOf(1);
    const first = await it.post(cart);
    const [again, andAgain] = await Promise.all([it.post(cart), it.post(cart)]);
    const known = {
      kind: 'refused',
      refusal: { kind: 'already_posted', id: cart.id, number: 'S-KL1-07-000001' },
    };
    expect([first.kind, again, andAgain]).toEqual(['posted', known, known]);
    expect(await pendingCount(it.till.db.read).executeTakeFirst()).toEqual({ count: 1, failed: 0 });
    expect(await it.riceOnHand()).toBe(9000);
  });
  test('[R11.1-2] has a number that no other has, however many are posted at once', async () => {
    const carts = await Promise.all(Array.from({ length: 20 }, () => it.cartOf(1)));
    const posted = await Promise.all(carts.map((cart) => it.post(cart)));
    const numbers = posted.map((one) => (one.kind === 'posted' ? one.number : one.kind));
    expect(new Set(numbers).size).toBe(20);
    expect(numbers.toSorted().at(-1)).toBe('S-KL1-07-000020');
    await raiseSequences(it.till.db.power, { sales_invoice: 999_999 });
    expect(await it.post(await it.cartOf(1))).toMatchObject({ number: 'S-KL1-07-1000000' });
  });
  test('moves on the device as the domain says', async () => {
    const lines = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lines, async (quantities) => {
        let cart = newCart(newId(), '2026-11-22T10:00:00.000Z');
        const [item] = await itemsWithBarcode(it.till.db.read, it.catalog.riceBarcode).execute();
        for (const [n, pieces] of quantities.entries()) {
          const priced = { ...item!, price_minor: 100 + n };
          cart = addItem(cart, priced, { lineId: newId(), quantityMilli: pieces * 1000 });
        }
        await it.post(cart);
        const sale = await saleDocument(it.till.db.read, cart.id);
        const made = await it.till.db.read
          .selectFrom('pending_moves')
          .select(['item_id', 'lot_id', 'quantity_milli'])
          .where('document_id', '=', cart.id)
          .orderBy('id')
          .execute();
        const moves = movesOfSale({ kind: 'sale', lines: [...sale!.lines] });
        expect(made).toEqual(moves.map(({ id: _line, ...move }) => move));
      }),
      { numRuns: 15 },
    );
  });
  test('is not taken at all where the device is full', async () => {
    const cart = await it.cartOf(1);
    const { page_count } = await it.till.db.power.get<{ page_count: number }>('pragma page_count');
    const big = setNote(cart, 'x'.repeat(500));
    await it.till.db.power.execute(`pragma max_page_count = ${page_count}`);
    let refused = await it.post(big);
    // What is free inside the last pages may still hold a few.
    for (let n = 0; n < 200 && refused.kind === 'posted'; n += 1) {
      refused = await it.post({
        ...big,
        id: newId(),
        lines: big.lines.map((line) => ({ ...line, id: newId() })),
      });
    }
    expect(refused).toEqual({ kind: 'refused', refusal: { kind: 'storage_full' } });
    const [{ records, entries, moves }] = (await it.rows(
      'select (select count(*) from outbox) as records, (select count(*) from ps_crud) as entries, (select count(*) from pending_moves) as moves',
    )) as [{ records: number; entries: number; moves: number }];
    expect([entries, moves]).toEqual([records, records]);
    await it.till.db.power.execute('pragma max_page_count = 1073741823');
    expect((await it.post(await it.cartOf(1))).kind).toBe('posted');
  });
});

test('[T003] whatever step of a sale fails, there is nothing of it: no number without its document, no document without its entry', async () => {
  await it.post(await it.cartOf(1));
  const cart = await it.cartOf(2);
  await saveDraft(it.till, cart);
  const tables = ['outbox', 'document_counters', 'pending_moves', 'drafts', 'ps_crud'];
  const everything = () => Promise.all(tables.map((table) => it.rows(`select * from ${table}`)));
  const before = await everything();
  const steps = [
    'before insert on outbox',
    'after insert on outbox',
    'before update on document_counters',
    'before insert on pending_moves',
    'before delete on drafts',
    'before insert on ps_crud',
    'after insert on ps_crud',
  ];
  for (const step of steps) {
    await it.till.db.power.execute(
      `create trigger broken ${step} begin select raise(abort, 'disk I/O error'); end`,
    );
    expect(await it.post(cart), step).toEqual({ kind: 'refused', refusal: { kind: 'storage_full' } });
    await it.till.db.power.execute('drop trigger broken');
    expect(await everything(), step).toEqual(before);
  }
  expect(await it.post(cart)).toMatchObject({ kind: 'posted', number: 'S-KL1-07-000002' });
});

test('[T075] a number is a document’s from the moment in which both are stored: no cart has one, and none comes again', async () => {
  const next = async () => {
    const posted = await it.post(await it.cartOf(1));
    return posted.kind === 'posted' ? posted.number : posted.refusal;
  };
  expect(await next()).toBe('S-KL1-07-000001');
  // Put away, thrown away, and refused while it is posted.
  const cart = await it.cartOf(1);
  await saveDraft(it.till, cart);
  expect((await it.rows('select payload from drafts'))[0]!.payload).not.toContain('S-KL1');
  const emptied = { ...cart, lines: [] };
  await saveDraft(it.till, emptied);
  await it.till.db.power.execute(`update location_settings set negative_stock_policy = 'BLOCK'`);
  expect((await it.post(await it.cartOf(50))).kind).toBe('refused');
  expect(await next()).toBe('S-KL1-07-000002');
  // Of the last ones nothing is left here but the count.
  await it.till.db.power.execute('delete from outbox');
  expect(await next()).toBe('S-KL1-07-000003');
});

describe('[R4.1-16] [R9.2-4] stock', () => {
  test('WARN sells below zero', async () => {
    expect((await it.post(await it.cartOf(11))).kind).toBe('posted');
    expect(await it.riceOnHand()).toBe(-1000);
  });
  describe('[T070] BLOCK counts', () => {
    const short = { kind: 'refused', refusal: { kind: 'stock_short', items: [{ on_hand_milli: 10_000 }] } };
    beforeEach(async () => {
      await it.till.db.power.execute(`update location_settings set negative_stock_policy = 'BLOCK'`);
    });
    test('the same item in two lines of a cart together', async () => {
      const cart = await it.cartOf(6);
      const twice = { ...cart, lines: [...cart.lines, ...(await it.cartOf(6)).lines] };
      expect(await it.post(twice)).toMatchObject(short);
      expect(await it.rows('select * from outbox')).toEqual([]);
    });
    test('what the server has refused, until it is settled', async () => {
      await it.post(await it.cartOf(8));
      await it.till.db.power.execute(`update outbox set sync_status = 'failed', error_code = 'FX409'`);
      expect((await it.post(await it.cartOf(3))).kind).toBe('refused');
      expect((await it.post(await it.cartOf(2))).kind).toBe('posted');
    });
    test('what another tab sells in the same moment: one of them is told', async () => {
      const both = await Promise.all([it.post(await it.cartOf(6)), it.post(await it.cartOf(6))]);
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['posted', 'refused']);
      expect(await it.riceOnHand()).toBe(4000);
    });
  });
  test('BLOCK sells what is there, counting what is not synced yet, and then says what is short', async () => {
    await it.till.db.power.execute(`update location_settings set negative_stock_policy = 'BLOCK'`);
    expect((await it.post(await it.cartOf(8))).kind).toBe('posted');
    expect(await it.post(await it.cartOf(3))).toEqual({
      kind: 'refused',
      refusal: {
        kind: 'stock_short',
        items: [
          {
            item_id: it.catalog.rice,
            item_name: 'Rice',
            unit_symbol: 'pc',
            on_hand_milli: 2000,
            wanted_milli: 3000,
          },
        ],
      },
    });
    expect(await it.rows('select last_sequence from document_counters')).toEqual([{ last_sequence: 1 }]);
    expect((await it.post(await it.cartOf(2))).kind).toBe('posted');
  });
  test('[R4.1-16] [T070] what BLOCK will refuse is known before anybody pays, in the same words', async () => {
    await it.till.db.power.execute(`update location_settings set negative_stock_policy = 'BLOCK'`);
    await it.post(await it.cartOf(4));
    const cart = await it.cartOf(4);
    const twice = { ...cart, lines: [...cart.lines, ...(await it.cartOf(3)).lines] };
    const shortOf = (of: Pick<typeof cart, 'lines'>) =>
      shortItems(it.till.db.read, movesOfCart(of)).execute();
    expect(await shortOf({ lines: [] })).toEqual([]);
    expect(await shortOf(cart)).toEqual([]);
    expect(await shortOf(twice)).toMatchObject([{ on_hand_milli: 6000, wanted_milli: 7000 }]);
    expect(await it.post(twice)).toEqual({
      kind: 'refused',
      refusal: { kind: 'stock_short', items: await shortOf(twice) },
    });
  });
});

test('[R2-2] [R4.2-1] [R5-2] the open cart is the one that the tab finds again, and no two tabs have one', async () => {
  const held = new Set<string>();
  const claim = async (id: string) => !held.has(id) && held.add(id) !== undefined;
  const cart = await it.cartOf(2);
  await saveDraft(it.till, cart);
  expect(await claimDraft(it.till, claim)).toEqual(cart);
  const other = await claimDraft(it.till, claim);
  expect([other.lines, other.id === cart.id]).toEqual([[], false]);
  await it.post(cart);
  await saveDraft(it.till, cart);
  expect(await it.rows('select * from drafts')).toEqual([]);
});

describe('queries', () => {
  test('find stock by index, whatever is pending', async () => {
    const { sql, parameters } = stockOfItem(it.till.db.read, it.catalog.rice).compile();
    const plan = await it.till.db.power.getAll<{ detail: string }>(`explain query plan ${sql}`, [
      ...parameters,
    ]);
    const details = plan.map(({ detail }) => detail).join('\n');
    expect(details).toContain('stock_balances_item');
    expect(details).toContain('pending_moves_item');
    expect(details).not.toMatch(/SCAN (stock_balances|pending_moves|document_outcomes)/);
  });
  test('[R4.1-14] [R4.1-15] give the batches of an item with what is on hand of each', async () => {
    expect(await lotsOfItem(it.till.db.read, it.catalog.milk).execute()).toMatchObject([
      { batch_number: 'SOON', on_hand_milli: 2000 },
      { batch_number: 'LATE', on_hand_milli: 3000 },
    ]);
    const all = await it.till.db.read
      .selectFrom('items')
      .select(['name', onHandOfItem('items.id').as('n')])
      .orderBy('name')
      .execute();
    expect(all).toEqual([
      { name: 'Milk', n: 5000 },
      { name: 'Rice', n: 10_000 },
    ]);
  });
});

test('an older database gets the columns that it lacks, filled from what was synced', async () => {
  const { power } = it.till.db;
  const columns = (await it.rows(`select name from pragma_table_info('suppliers')`))
    .map(({ name }) => name)
    .filter((name) => name !== 'email');
  await power.execute('drop table suppliers');
  await power.execute(
    `create table suppliers (${columns.map((name) => (name === 'id' ? 'id text primary key not null' : `${String(name)} text`)).join(', ')})`,
  );
  await power.execute(`insert into suppliers (id, name) values ('s1', 'Grower')`);
  await power.execute(`insert into ps_buckets (name) values ('b')`);
  await power.execute(
    `insert into ps_oplog (bucket, op_id, row_type, row_id, key, data, hash) values (1, 1, 'suppliers', 's1', 'k', '{"name":"Grower","email":"g@x"}', 0)`,
  );
  await power.execute('pragma user_version = 1');
  await prepareDatabase(power);
  expect(await it.rows('select id, name, email from suppliers')).toEqual([
    { id: 's1', name: 'Grower', email: 'g@x' },
  ]);
  expect((await it.post(await it.cartOf(1))).kind).toBe('posted');
});
