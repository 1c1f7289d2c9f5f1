/** Files of masters against the real database of a device: read in, interrupted, read in again, written out. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { exportMasters } from '#commands/export-masters.ts';
import { applyImport, planImport, type ImportPlan } from '#commands/import-masters.ts';
import type { Pacing } from '#commands/pacing.ts';
import { saveMasters } from '#commands/save-masters.ts';
import type { Till } from '#commands/till.ts';
import type { FileTable } from '#domain/csv/file-columns.ts';
import { guessMapping } from '#domain/csv/mapping.ts';
import type { ImportRules } from '#domain/csv/planner.ts';
import { readCsv, type CsvTable } from '#domain/csv/read-table.ts';
import { itemsWithBarcode } from '#queries/items.ts';
import { settings } from '#queries/settings.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;
/** A manager's, on the same database. */
let till: Till;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-import-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  const morgan = { ...it.till.user, name: 'Morgan', role: 'manager' } as const;
  till = { ...it.till, user: morgan, cashier: morgan };
  return () => it[Symbol.asyncDispose]();
});

function pacing({ stopAfter = Infinity } = {}): Pacing {
  const ending = new AbortController();
  return {
    pause: () => Promise.resolve(),
    onProgress: (done) => (done >= stopAfter ? ending.abort() : undefined),
    signal: ending.signal,
  };
}

async function read(text: string): Promise<CsvTable> {
  const result = await readCsv(text, () => Promise.resolve());
  if (result.kind !== 'read') throw new Error(result.kind);
  return result.table;
}

/** With the first of each list where an item says nothing. */
async function plan(file: CsvTable, table: FileTable = 'items', more: Partial<ImportRules> = {}) {
  const first = async (of: string) => (await it.rows(`select id from ${of} limit 1`))[0]!['id'] as string;
  const ids = { category_id: await first('categories'), unit_id: await first('units') };
  const planned = await planImport(
    till,
    file,
    {
      table,
      mapping: guessMapping(file.heading, table),
      numbers: { mark: '.', currencyDecimals: 2 },
      defaults: table === 'items' ? { ...ids, tax_rate_id: await first('tax_rates') } : {},
      mayMakeNames: true,
      ...more,
    },
    pacing(),
  );
  if (planned?.kind !== 'planned') throw new Error(JSON.stringify(planned));
  return planned;
}

const counts = ({ changes, errors, same }: ImportPlan) => ({
  created: changes.filter(({ kind }) => kind === 'create').length,
  changed: changes.filter(({ kind }) => kind === 'change').length,
  same,
  errors: errors.length,
});

const itemFile = (rows: number) =>
  read(
    ['Name,Barcode,Price,Category']
      .concat(Array.from({ length: rows }, (_, n) => `Good ${n},A${10_000 + n},${n % 100}.50,Shelf ${n % 7}`))
      .join('\n'),
  );

const queued = async () =>
  Number((await it.rows(`select count(*) as n from outbox where entity_type = 'master_update'`))[0]!['n']);

test('50,000 rows are planned, and a cancelled import goes on where it stopped', async () => {
  const file = await itemFile(50_000);
  const before = await plan(file);
  expect(counts(before)).toEqual({ created: 50_000, changed: 0, same: 0, errors: 0 });
  expect(await applyImport(till, before, pacing({ stopAfter: 1500 }))).toEqual({
    kind: 'cancelled',
    done: 1500,
  });
  // The seven shelves came first, each once.
  expect(await queued()).toBe(1507);
  const start = { ...file, rows: file.rows.slice(0, 4000) };
  const after = await plan(start);
  expect(counts(after)).toEqual({ created: 2500, changed: 0, same: 1500, errors: 0 });
  expect(after.changes.map(({ change }) => change)).toEqual(
    before.changes.slice(1500, 4000).map(({ change }) => change),
  );
});

test('[R2-9] [R3.2-22] interrupted and begun again each row is one record and one edit; the file once more changes nothing', async () => {
  const file = await itemFile(3000);
  const first = await plan(file);
  expect(await applyImport(till, first, pacing({ stopAfter: 1000 }))).toMatchObject({ done: 1000 });
  // As after a crash, or in another tab: all of the old plan once more, over what is there.
  expect(await applyImport(till, first, pacing())).toEqual({ kind: 'applied', done: 3000 });
  expect(await queued()).toBe(3007);
  const [{ n, names }] = (await it.rows(
    `select count(*) as n, count(distinct name) as names from items where name like 'Good %'`,
  )) as [{ n: number; names: number }];
  expect([n, names]).toEqual([3000, 3000]);
  expect(counts(await plan(file))).toEqual({ created: 0, changed: 0, same: 3000, errors: 0 });
  expect(await applyImport(till, await plan(file), pacing())).toEqual({ kind: 'applied', done: 0 });
  expect(await queued()).toBe(3007);
});

test('[R9.1-3] what came between the plan and the import is what its edit has not seen', async () => {
  const planned = await plan(await read('Name,Price\nRice,9.99\n'));
  await saveMasters(till, [
    { table: 'items', kind: 'edit', id: it.catalog.rice, columns: { price_minor: 260 } },
  ]);
  expect(await applyImport(till, planned, pacing())).toMatchObject({ done: 1 });
  const [{ said }] = (await it.rows(
    `select payload ->> '$.previous.price_minor' as said from outbox order by position desc limit 1`,
  )) as [{ said: number }];
  expect(said).toBe(250);
});

test('[R3.2-16] what is imported sells at its price, at once', async () => {
  const file = await read(
    'Name;EAN;Selling price\nTea;96385079;3,20\nRice;4006381333931;2,75\n;;\nBad;;free\n',
  );
  const planned = await plan(file, 'items', { numbers: { mark: ',', currencyDecimals: 2 } });
  expect(counts(planned)).toEqual({ created: 1, changed: 1, same: 0, errors: 1 });
  expect(planned.errors[0]).toMatchObject({
    row: { number: 5 },
    faults: [{ column: 'price_minor', text: 'free', fault: { kind: 'not_a_number' } }],
  });
  await applyImport(till, planned, pacing());
  const tea = await itemsWithBarcode(till.db.read, '96385079').executeTakeFirst();
  expect(tea).toMatchObject({ name: 'Tea', price_minor: 320, is_archived: 0 });
  const rice = await itemsWithBarcode(till.db.read, it.catalog.riceBarcode).executeTakeFirst();
  expect(rice).toMatchObject({ id: it.catalog.rice, price_minor: 275 });
});

test.each([
  ['categories', 'Name,Order\nToys,3\n=Danger,-1\n'],
  ['units', 'Name,Symbol,Decimals\nkilogram,kg,3\n'],
  ['tax_rates', 'Name,Rate (%)\nReduced,7.5\n'],
  ['customers', 'Name,Phone,E-mail,Credit limit,Days to pay\nAnn,+371 20 000 000,a@x.example,100.50,30\n'],
  ['suppliers', 'Name,Phone\nWholesale,+371 1\n'],
  ['items', 'Name,Barcode,Price,Tax rate\n"Tea, green",96385079,3.20,15%\n'],
] as const)('%s are imported, exported, and read in again say nothing new', async (table, text) => {
  await applyImport(till, await plan(await read(text), table), pacing());
  const written = await exportMasters(
    till,
    table,
    await settings(till.db.read).executeTakeFirstOrThrow(),
    pacing(),
  );
  if (written?.kind !== 'file') throw new Error(JSON.stringify(written));
  expect(written.name).toMatch(/^flux-[a-z-]+-KL1-\d{4}-\d\d-\d\d\.csv$/);
  const all = await it.rows(`select name from ${table}`);
  expect(written.rows).toBe(all.length);
  const again = await plan(await read(written.parts.join('')), table);
  expect(counts(again)).toEqual({ created: 0, changed: 0, same: all.length, errors: 0 });
});

test('a cashier neither imports nor exports', async () => {
  const file = await itemFile(1);
  const planned = await plan(file);
  const no = { kind: 'refused', refusal: { kind: 'not_allowed', needs: 'manager' } };
  const rules = {
    table: 'items',
    mapping: {},
    numbers: { mark: '.', currencyDecimals: 2 },
    defaults: {},
  } as const;
  expect(await planImport(it.till, file, { ...rules, mayMakeNames: false }, pacing())).toEqual(no);
  expect(await applyImport(it.till, planned, pacing())).toMatchObject({
    kind: 'stopped',
    done: 0,
    refusal: no.refusal,
  });
  expect(await exportMasters(it.till, 'customers', { currency_decimals: 2 }, pacing())).toEqual(no);
  expect(await queued()).toBe(0);
});

test('no room: what was saved is saved, and the rest is told', async () => {
  const planned = await plan(await itemFile(1200));
  await till.db.power.execute(`create trigger no_room before insert on outbox when new.number = 'Good 600'
    begin select raise(fail, 'database or disk is full'); end`);
  expect(await applyImport(till, planned, pacing())).toEqual({
    kind: 'stopped',
    done: 500,
    refusal: { kind: 'storage_full' },
  });
  await till.db.power.execute('drop trigger no_room');
  expect(counts(await plan(await itemFile(1200)))).toMatchObject({ created: 700, same: 500 });
});
