/** The lists of masters against the real database, 50,000 items long. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoOf } from '#domain/master-edit.ts';
import { changedPrice } from '#domain/price-change.ts';
import { fold } from '#domain/letter-case.ts';
import { saveMasters } from '#commands/save-masters.ts';
import {
  itemPrices,
  itemWithBarcodeOf,
  masterChoices,
  masterCount,
  masterIds,
  masterPage,
  masterRow,
  type MasterQuestion,
} from '#queries/masters.ts';
import { unsentEdits } from '#queries/edits.ts';
import { listedTables, masterListOf } from '#queries/master-lists.ts';
import { chunkSize, saveInChunks } from '#ui/screens/catalog/save-in-chunks.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

interface Good {
  readonly id: string;
  readonly name: string;
  readonly barcode: string | null;
  readonly category_id: string;
  readonly price_minor: number;
  readonly is_archived: 0 | 1;
}

const words = ['Rice', 'milk', 'Äpfel', 'JUICE', 'Crème', 'sugar', '100% Oats', 'Tea_bags'] as const;
const [drinks, gone] = [crypto.randomUUID(), crypto.randomUUID()];

/** Names that repeat in either case, prices that repeat, some without a barcode, some archived. */
const goods: readonly Good[] = Array.from({ length: 50_000 }, (_, index) => ({
  id: crypto.randomUUID(),
  name: `${words[index % words.length]} ${words[(index * 5 + 2) % words.length]} ${(index * 7919) % 9973}`,
  barcode: index % 20 === 0 ? null : String(2_000_000_000_000 + ((index * 104_729) % 1_000_003)),
  category_id: index % 9 === 0 ? drinks : gone,
  price_minor: (index * 31) % 1000,
  is_archived: index % 25 === 0 ? 1 : 0,
}));

let folder: string;
let it: LocalTill;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-master-lists-'));
  it = await openLocalTill(folder);
  const { power } = it.till.db;
  await power.execute(
    `insert into categories (id, name, sort_order, is_archived) values (?, 'Drinks', 2, 0), (?, 'Gone', 1, 1)`,
    [drinks, gone],
  );
  await power.execute(
    `insert into items (id, location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, cost_minor,
       is_batch_tracked, is_archived, stamps)
     select g.value ->> 'id', i.location_id, g.value ->> 'name', g.value ->> 'barcode', g.value ->> 'category_id',
       i.unit_id, i.tax_rate_id, g.value ->> 'price_minor', 0, 0, g.value ->> 'is_archived', '{}'
     from json_each(?) g join items i on i.id = ?`,
    [JSON.stringify(goods), it.catalog.rice],
  );
  await power.execute('delete from items where id in (?, ?)', [it.catalog.rice, it.catalog.milk]);
}, 120_000);
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const byName: MasterQuestion['sort'] = { column: 'name', isDescending: false };
const items = (change: Partial<MasterQuestion> = {}): MasterQuestion => ({
  table: 'items',
  text: '',
  filter: 'in_use',
  categoryId: null,
  sort: byName,
  ...change,
});

/** As the list should be, by JavaScript alone. */
function wanted({ text, filter, categoryId, sort }: MasterQuestion): readonly Good[] {
  const parts = fold(text).split(' ').filter(Boolean);
  const key = (good: Good) =>
    sort.column === 'name' ? good.name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : good.price_minor;
  const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const sign = sort.isDescending ? -1 : 1;
  return goods
    .filter((good) => good.is_archived === (filter === 'archived' ? 1 : 0))
    .filter((good) => filter !== 'no_barcode' || good.barcode === null)
    .filter((good) => categoryId === null || good.category_id === categoryId)
    .filter(
      ({ name, barcode }) =>
        parts.every((part) => fold(name).includes(part)) || parts.every((part) => barcode?.includes(part)),
    )
    .toSorted((a, b) => sign * (order(key(a), key(b)) || order(a.id, b.id)));
}

const questions: readonly (readonly [string, MasterQuestion])[] = [
  ['all by name', items()],
  ['from the end', items({ sort: { ...byName, isDescending: true } })],
  ['by price', items({ sort: { column: 'price_minor', isDescending: false } })],
  ['dearest first', items({ sort: { column: 'price_minor', isDescending: true } })],
  ['archived', items({ filter: 'archived' })],
  ['without a barcode', items({ filter: 'no_barcode' })],
  ['of a category', items({ categoryId: drinks })],
  ['by words in any case', items({ text: 'JUICE ÄPFEL' })],
  ['by signs that SQL knows', items({ text: '100% tea_' })],
  ['by part of a barcode', items({ text: '00077' })],
  [
    'all at once',
    items({ text: 'crÈme', categoryId: drinks, sort: { column: 'price_minor', isDescending: true } }),
  ],
  ['nothing', items({ text: 'no such thing' })],
];

test.each(questions)(
  '[R3.2-16] 50,000 items, %s: the same rows in the same order, whichever window',
  async (_, question) => {
    const { read } = it.till.db;
    const expected = wanted(question);
    expect(await masterCount(read, question).execute()).toEqual([{ count: expected.length }]);
    const ids = expected.map(({ id }) => id);
    // All of them at once, where that does not take long.
    if (ids.length < 10_000)
      expect((await masterIds(read, question).execute()).map(({ id }) => id)).toEqual(ids);
    for (const offset of new Set([0, Math.floor(ids.length / 2), Math.max(0, ids.length - 250)])) {
      const page = await masterPage(read, question, { limit: 300, offset }).execute();
      expect(page.map(({ id }) => id)).toEqual(ids.slice(offset, offset + 300));
      const some = await masterIds(read, question, { limit: 20, offset }).execute();
      expect(some.map(({ id }) => id)).toEqual(ids.slice(offset, offset + 20));
    }
  },
);

test('a sort that the list has not is the usual one', async () => {
  const { read } = it.till.db;
  const odd = items({ sort: { column: 'stamps; drop table items', isDescending: false } });
  const [asked, usual] = [odd, items()].map((question) =>
    masterPage(read, question, { limit: 50, offset: 0 }),
  );
  expect(await asked!.execute()).toEqual(await usual!.execute());
});

test('the lists that may be long walk an index however they are sorted; rows say what they refer to by name', async () => {
  const { read, power } = it.till.db;
  for (const table of ['items', 'customers', 'stock_lots'] as const) {
    for (const column of masterListOf(table).sorted) {
      for (const isDescending of [false, true]) {
        const question = { ...items({ sort: { column, isDescending } }), table };
        const { sql, parameters } = masterIds(read, question, { limit: 300, offset: 0 }).compile();
        const plan = await power.getAll<{ detail: string }>(`explain query plan ${sql}`, [...parameters]);
        expect(plan.map(({ detail }) => detail).join(), `${table} by ${column}`).toMatch(
          /COVERING INDEX(?!.*TEMP B-TREE)/,
        );
      }
    }
  }
  const [row] = await masterPage(read, items({ categoryId: drinks }), { limit: 1, offset: 0 }).execute();
  expect(row).toMatchObject({
    category_name: 'Drinks',
    unit_name: 'piece',
    tax_rate_name: 'VAT',
    edit_state: null,
  });
});

test('what waits of a row is found by the row, however many edits wait', async () => {
  const { read, power } = it.till.db;
  for (const query of [masterPage(read, items(), { limit: 300, offset: 0 }), unsentEdits(read, [drinks])]) {
    const { sql, parameters } = query.compile();
    const plan = await power.getAll<{ detail: string }>(`explain query plan ${sql}`, [...parameters]);
    expect(plan.map(({ detail }) => detail).join()).toMatch(/outbox_edits \(<expr>=\?\)/);
  }
});

test('the other masters: searched and sorted by what their lists say', async () => {
  const { read } = it.till.db;
  for (const table of listedTables) {
    for (const column of masterListOf(table).sorted) {
      const question: MasterQuestion = {
        table,
        text: '',
        filter: 'in_use',
        categoryId: null,
        sort: { column, isDescending: true },
      };
      const rows = await masterPage(read, question, { limit: 10, offset: 0 }).execute();
      const [counted] = await masterCount(read, question).execute();
      expect(rows.length, table).toBe(Math.min(10, counted?.count ?? -1));
    }
  }
  const lots = async (text: string) =>
    (
      await masterPage(
        read,
        { ...items({ text }), table: 'stock_lots', sort: byName },
        { limit: 9, offset: 0 },
      ).execute()
    ).map((row) => row['batch_number']);
  const { rice, milk } = it.catalog;
  await it.till.db.power.execute(
    `insert into items (id, name, is_archived) values (?, 'Milk', 0), (?, 'Rice', 0)`,
    [milk, rice],
  );
  expect(await lots('milk')).toEqual(['SOON', 'LATE']);
  expect(await lots('lat')).toEqual(['LATE']);
  expect(await lots('rice')).toEqual([]);
});

test('what a column may refer to: what is in use, and what it is now', async () => {
  const { read } = it.till.db;
  const names = async (current: string | null, text = '') =>
    (await masterChoices(read, 'categories', { current, text }).execute()).map(({ name }) => name);
  expect(await names(null)).toEqual(['Drinks', 'Food']);
  expect(await names(gone)).toEqual(['Drinks', 'Food', 'Gone']);
  expect(await names(null, 'oO')).toEqual(['Food']);
});

test('a barcode that another item has, in either form of it, archived or not', async () => {
  const { read, power } = it.till.db;
  const [one, other] = [goods[25]!, goods[26]!];
  const taken = (barcode: string, id: string) => itemWithBarcodeOf(read, barcode, id).executeTakeFirst();
  expect(await taken(one.barcode!, other.id)).toMatchObject({ id: one.id, is_archived: 1 });
  expect(await taken(one.barcode!, one.id)).toBeUndefined();
  await power.execute(`update items set barcode = '0036000291452' where id = ?`, [one.id]);
  expect(await taken('036000291452', other.id)).toMatchObject({ id: one.id });
});

test('[R3.2-22] a row says that its edit waits, and that one was refused before all that waits', async () => {
  const { till } = it;
  const manager = { ...till.user, role: 'manager' } as const;
  const id = goods[1]!.id;
  const price = async (price_minor: number) =>
    saveMasters({ ...till, user: manager, cashier: manager }, [
      { table: 'items', kind: 'edit', id, columns: { price_minor } },
    ]);
  const state = async () => (await masterRow(till.db.read, 'items', id).execute())[0]?.edit_state;
  const mark = (status: string) => till.db.power.execute('update outbox set sync_status = ?', [status]);
  await price(5001);
  expect(await state()).toBe('pending');
  await mark('failed');
  await price(5002);
  expect(await state()).toBe('failed');
  await mark('syncing');
  expect(await state()).toBe('pending');
  const question = items({ sort: { column: 'price_minor', isDescending: true } });
  const [first, second] = await masterPage(till.db.read, question, { limit: 2, offset: 0 }).execute();
  expect([first, second]).toMatchObject([
    { id, price_minor: 5002, edit_state: 'pending' },
    { edit_state: null },
  ]);
  await mark('synced');
  expect(await state()).toBeNull();
});

test('prices of many at once: in chunks, stopped between two of them, undone to what each was', async () => {
  const { till } = it;
  const { read, power } = till.db;
  const manager = {
    ...till,
    user: { ...till.user, role: 'manager' },
    cashier: { ...till.cashier, role: 'manager' },
  } as const;
  await power.execute('delete from outbox');
  const ids = (await masterIds(read, items(), { limit: 1201, offset: 0 }).execute()).map(({ id }) => id);
  const prices = async () =>
    new Map((await itemPrices(read, ids).execute()).map(({ id, price_minor }) => [id, price_minor]));
  const before = await prices();
  const dearer = (price: number) =>
    changedPrice(price, { kind: 'scale', change_ppm: 100_000 }, { step_minor: 100, ending_minor: 99 });
  const changes = [...before].map(([id, price]) => ({
    table: 'items' as const,
    kind: 'edit' as const,
    id,
    columns: { price_minor: dearer(price) },
  }));
  const stopping = new AbortController();
  const save = (chunk: Parameters<typeof saveMasters>[1]) => saveMasters(manager, chunk);
  const onProgress = (done: number) => (done === 1000 ? stopping.abort() : undefined);
  const { done, edits, refusal } = await saveInChunks(changes, {
    save,
    onProgress,
    cancelled: stopping.signal,
  });
  expect([done, refusal]).toEqual([1000, null]);
  const now = await prices();
  changes.forEach(({ id, columns }, index) =>
    expect(now.get(id)).toBe(index < 1000 ? columns.price_minor : before.get(id)),
  );
  // What was so already is not sent.
  const changed = changes.slice(0, 1000).filter(({ id, columns }) => columns.price_minor !== before.get(id));
  expect(edits.map(({ id }) => id)).toEqual(changed.map(({ id }) => id));
  const cancelled = new AbortController().signal;
  await saveInChunks(undoOf(edits), { save, onProgress: () => undefined, cancelled });
  expect(await prices()).toEqual(before);
  expect(await it.rows('select count(*) as n from outbox')).toEqual([{ n: 2 * edits.length }]);

  // A chunk that is refused is not saved, those before it are.
  const bad = changes.map((change, index) =>
    index === 700 ? { ...change, columns: { price_minor: -1 } } : change,
  );
  const stopped = await saveInChunks(bad, { save, onProgress: () => undefined, cancelled });
  expect(stopped).toMatchObject({ done: chunkSize, refusal: { kind: 'invalid_master' } });
  const partly = await prices();
  changes.forEach(({ id, columns }, index) =>
    expect(partly.get(id)).toBe(index < chunkSize ? columns.price_minor : before.get(id)),
  );
  const progress: number[] = [];
  const whole = await saveInChunks(changes, { save, onProgress: (n) => progress.push(n), cancelled });
  expect(progress).toEqual([chunkSize, 2 * chunkSize, 1201]);
  expect(whole).toMatchObject({ done: 1201, refusal: null });
  expect(await prices()).toEqual(new Map(changes.map(({ id, columns }) => [id, columns.price_minor])));
});
