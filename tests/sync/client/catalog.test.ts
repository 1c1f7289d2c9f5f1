/** The catalog in memory against the real database: the same answers, and never an old one. */
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCatalog, type Catalog } from '#queries/catalog.ts';
import { until } from '#tests/support/device.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;
let catalog: Catalog;

const failures: unknown[] = [];
const onError = (error: unknown) => void failures.push(error);
const atOnce = () => Promise.resolve();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-catalog-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  catalog = createCatalog(it.till.db);
  return async () => {
    await it[Symbol.asyncDispose]();
    expect(failures).toEqual([]);
  };
});

const inMemory = () => until('the catalog is in memory', () => catalog.isInMemory(), Boolean);
const priceOfRice = async () => (await catalog.withBarcode(it.catalog.riceBarcode))?.price_minor;
const execute = (sql: string, values: unknown[] = []) => it.till.db.power.execute(sql, values);
const setPrice = (minor: number) =>
  execute('update items set price_minor = ? where id = ?', [minor, it.catalog.rice]);

interface Good {
  readonly name: string;
  readonly barcode: string | null;
  readonly is_archived: 0 | 1;
}

async function stock(goods: readonly Good[]): Promise<void> {
  await execute('delete from items where id not in (?, ?)', [it.catalog.rice, it.catalog.milk]);
  await execute(
    `insert into items (id, name, barcode, is_archived, category_id, unit_id, tax_rate_id, price_minor, is_batch_tracked)
     select g.value ->> 'id', g.value ->> 'name', g.value ->> 'barcode', g.value ->> 'is_archived',
       i.category_id, i.unit_id, i.tax_rate_id, i.price_minor, 0
     from json_each(?) g join items i on i.id = ?`,
    [JSON.stringify(goods.map((good) => ({ id: crypto.randomUUID(), ...good }))), it.catalog.rice],
  );
}

/** Few of each, so that they meet; letters whose cases are odd, and the signs of LIKE and GLOB. */
const letters = Array.from('aAbBéÉßſİiıΣσςKкКÅå米\u{10400}\u{10428}\u{1F600}e\u0301 %_*?[]^-\\\'"');
const text = fc.array(fc.constantFrom(...letters), { maxLength: 6 }).map((some) => some.join(''));
const barcode = fc.constantFrom(
  '036000291452',
  '0036000291452',
  '4006381333931',
  '96385074',
  'A-1',
  'a-1',
  '',
);
const good: fc.Arbitrary<Good> = fc.record({
  name: text,
  barcode: fc.option(barcode),
  is_archived: fc.constantFrom(0, 1),
});

test('memory and database answer alike, whatever the names, barcodes and questions', async () => {
  const database = createCatalog(it.till.db);
  const questions = fc.record({
    texts: fc.array(text, { maxLength: 8 }),
    limit: fc.integer({ min: 0, max: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(good, { maxLength: 12 }), questions, async (goods, { texts, limit }) => {
      await stock(goods);
      using keeping = new DisposableStack();
      keeping.defer(catalog.keepInMemory({ pause: atOnce, onError }));
      await inMemory();
      // Whole names, parts of them and both cases are asked for as well: most of what is made up finds nothing.
      const asked = [
        '',
        ...texts,
        ...goods.flatMap(({ name }) => [name, name.toUpperCase(), name.slice(1, 3)]),
      ];
      for (const words of asked)
        expect(await catalog.named(words, limit), words).toEqual(await database.named(words, limit));
      for (const code of [...texts, ...goods.flatMap((one) => one.barcode ?? [])])
        expect(await catalog.withBarcode(code), code).toEqual(await database.withBarcode(code));
      expect([catalog.isInMemory(), database.isInMemory()]).toEqual([true, false]);
    }),
    { numRuns: 40 },
  );
});

test('a name is found in either case of its letters, with or without memory', async () => {
  await stock([{ name: 'CRÈME fraîche', barcode: null, is_archived: 0 }]);
  const find = async () => (await catalog.named('FRAÎCHE crème', 9)).map(({ name }) => name);
  expect(await find()).toEqual(['CRÈME fraîche']);
  const stop = catalog.keepInMemory({ pause: atOnce, onError });
  await inMemory();
  expect(await find()).toEqual(['CRÈME fraîche']);
  stop();
});

test('Milk comes before Buttermilk, with or without memory', async () => {
  const all = ['MILK 1l', 'Milkshake', 'Almond milk', 'Choc milk', 'Buttermilk', 'Ömilk'];
  await execute(`update items set name = 'Rice' where id = ?`, [it.catalog.milk]);
  await stock(all.toReversed().map((name) => ({ name, barcode: null, is_archived: 0 })));
  const find = async (limit = 9) => (await catalog.named('milk', limit)).map(({ name }) => name);
  expect(await find()).toEqual(all);
  expect(await find(2)).toEqual(all.slice(0, 2));
  const stop = catalog.keepInMemory({ pause: atOnce, onError });
  await inMemory();
  expect(await find()).toEqual(all);
  stop();
});

test('chunk by chunk, all are read once and in the order of the list', async () => {
  const goods = Array.from({ length: 2500 }, (_, index): Good => {
    const is_archived = index % 10 === 0 ? 1 : 0;
    return { name: `${index % 2 ? 'g' : 'G'}ood ${index % 1100}`, barcode: `C${index}`, is_archived };
  });
  await stock(goods);
  let pauses = 0;
  const pause = async () => void (pauses += 1);
  const stop = catalog.keepInMemory({ pause, onError });
  await inMemory();
  expect(pauses).toBe(6); // 2,252 and 250 rows, 500 at a time.
  const found = await catalog.named('', 3000);
  expect(found).toEqual(await createCatalog(it.till.db).named('', 3000));
  expect(found).toHaveLength(2252);
  stop();
});

test('a scan before the memory is ready is answered by the database', async () => {
  const stop = catalog.keepInMemory({ pause: () => new Promise(() => undefined), onError });
  expect(await priceOfRice()).toBe(250);
  expect((await catalog.named('milk', 9)).map(({ name }) => name)).toEqual(['Milk']);
  expect(catalog.isInMemory()).toBe(false);
  stop();
});

test('[R4.1-5] from the moment a change is known the new price counts, and the memory comes back with it', async () => {
  const stop = catalog.keepInMemory({ pause: atOnce, onError });
  await inMemory();
  const before = catalog.version();
  await setPrice(275);
  await until('the change is known', () => catalog.version() > before, Boolean);
  expect(catalog.isInMemory()).toBe(false);
  expect(await priceOfRice()).toBe(275);
  await inMemory();
  expect(await priceOfRice()).toBe(275);

  await execute('update tax_rates set rate_ppm = 200000');
  await execute(`update units set symbol = 'bag'`);
  await until('both are known', () => catalog.version() >= before + 3, Boolean);
  await inMemory();
  expect(await catalog.withBarcode(it.catalog.riceBarcode)).toMatchObject({
    tax_rate_ppm: 200_000,
    unit_symbol: 'bag',
  });
  await execute('delete from items where id = ?', [it.catalog.rice]);
  await until('the deletion is known', () => !catalog.isInMemory(), Boolean);
  await inMemory();
  expect(await priceOfRice()).toBeUndefined();
  stop();
});

test('what changes while it loads is not remembered as it was', async () => {
  const gates: (() => void)[] = [];
  const pause = () => new Promise<void>((resolve) => gates.push(resolve));
  const stop = catalog.keepInMemory({ pause, onError });
  gates.shift()?.();
  // Rice is read, the archived items are not.
  await until('the next chunk', () => gates.length === 1, Boolean);
  const before = catalog.version();
  await setPrice(300);
  await until('the change is known', () => catalog.version() > before, Boolean);
  gates.shift()?.();
  await sleep(50);
  expect(catalog.isInMemory()).toBe(false);
  while (!catalog.isInMemory()) {
    gates.shift()?.();
    await sleep(5);
  }
  expect(await priceOfRice()).toBe(300);
  stop();
});

test('while items change without end not every change loads all, and each answer is the newest', async () => {
  let chunks = 0;
  const pause = async () => void (chunks += 1);
  const stop = catalog.keepInMemory({ pause, onError });
  await inMemory();
  const loaded = chunks;
  for (let minor = 1; minor <= 10; minor += 1) {
    const before = catalog.version();
    await setPrice(minor);
    await until('the change is known', () => catalog.version() > before, Boolean);
    expect(await priceOfRice()).toBe(minor);
    await sleep(50);
  }
  expect(chunks - loaded).toBeLessThan(5 * loaded);
  await inMemory();
  stop();
});

test('a sale changes no catalog: what is in memory stays there', async () => {
  const stop = catalog.keepInMemory({ pause: atOnce, onError });
  await inMemory();
  const before = catalog.version();
  expect(await it.post(await it.cartOf(2))).toMatchObject({ kind: 'posted' });
  await sleep(100);
  expect([catalog.isInMemory(), catalog.version()]).toEqual([true, before]);
  stop();
});
