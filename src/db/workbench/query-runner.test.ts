import { beforeAll, expect, test } from 'vitest';
import { ask, databaseBytes, runnerOn } from '#tests/support/query-copy.ts';
import { tablesOf } from './copied-tables.ts';
import type { QueryRunner } from './query-runner.ts';
import { readableTables } from './readable-tables.ts';

let bytes: Uint8Array;
let runner: QueryRunner;

beforeAll(async () => {
  bytes = await databaseBytes((database) => {
    database.exec(`insert into items (id, name, price_minor) values ('i1', 'Käse', 250), ('i2', 'Brot', 9007199254740993);
      create table ps_oplog (data text); insert into ps_oplog values ('{}');
      insert into database_facts values ('user_id', 'u')`);
  });
  runner = await runnerOn(bytes);
});

test('a query answers its columns and rows; numbers beyond 2^53 whole', async () => {
  const { end, columns, rows } = await ask(runner, 'select name, price_minor from items order by id');
  expect(end).toMatchObject({ kind: 'done', rowCount: 2, isWhole: true });
  expect(columns).toEqual(['name', 'price_minor']);
  expect(rows).toEqual([
    ['Käse', 250],
    ['Brot', 9_007_199_254_740_993n],
  ]);
});

test('parameters are bound by name; one without a value is named', async () => {
  const sql = 'select name from items where price_minor = :price and name like :name';
  expect((await ask(runner, sql, { price: 250, name: 'K%' })).rows).toEqual([['Käse']]);
  expect((await ask(runner, sql, { price: 250 })).end).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining(':name') as string,
  });
  expect((await ask(runner, 'select ?')).end.kind).toBe('failed');
});

const writes = [
  "insert into items (id) values ('x')",
  "update items set name = 'x'",
  'delete from items',
  'drop table items',
  'create table t (a)',
  'create temp table t (a)',
  'create temp view v as select 1',
  'alter table items add column x',
  "attach 'other.db' as other",
  'detach main',
  'vacuum',
  "vacuum into 'x'",
  'reindex',
  'analyze',
  'begin immediate',
  'savepoint s',
  'pragma query_only = 0',
  'pragma writable_schema = 1',
  'pragma journal_mode = wal',
  'pragma user_version = 5',
  'replace into items (id) values (1)',
  "with x as (select 1) insert into items (id) select 'y' from x",
];

test('[T008] whatever would change something is refused, and changes nothing', async () => {
  const before = Buffer.from(bytes);
  for (const sql of writes)
    expect((await ask(runner, sql)).end, sql).toMatchObject({ kind: 'refused', why: 'writes' });
  expect(Buffer.compare(before, bytes)).toBe(0);
  expect((await ask(runner, 'select count(*) from items')).rows).toEqual([[2]]);
});

test('what is not for asking cannot be read, by no way round', async () => {
  const internal = [
    'select * from ps_oplog',
    'select count(*) from PS_OPLOG',
    'select (select data from ps_oplog)',
    'with x as (select * from main.ps_oplog) select * from x',
    'select * from database_facts',
    'select * from items where exists (select 1 from database_facts)',
    "select load_extension('x')",
    'select * from sqlite_sequence',
    'select count(*) from sqlite_sequence',
    'select * from dbstat',
  ];
  for (const sql of internal) expect((await ask(runner, sql)).end.kind, sql).not.toBe('done');
  for (const sql of internal.slice(0, 6))
    expect((await ask(runner, sql)).end, sql).toMatchObject({ kind: 'refused', why: 'internal' });
});

test('the functions of PowerSync are not there at all', async () => {
  const { rows } = await ask(runner, "select name from pragma_function_list where name like 'powersync%'");
  expect(rows).toEqual([]);
  expect((await ask(runner, 'select powersync_clear(1)')).end.kind).not.toBe('done');
});

test('an error is in the words of SQLite, with its place in characters', async () => {
  expect((await ask(runner, "select '€', nme from items")).end).toEqual({
    kind: 'failed',
    message: 'no such column: nme',
    at: 12,
  });
  expect((await ask(runner, 'select from')).end).toMatchObject({ kind: 'failed', at: 7 });
  expect((await ask(runner, '  -- nothing ')).end).toMatchObject({ kind: 'refused', why: 'empty' });
  expect((await ask(runner, 'select 1')).rows).toEqual([[1]]);
});

test('plans, JSON, windows, and what the schema is may be asked', async () => {
  for (const sql of [
    'explain query plan select * from items',
    `select value from json_each('[1,2]')`,
    'select sum(price_minor) over (order by id) from items',
    'with recursive n (i) as (select 1 union all select i + 1 from n where i < 5) select * from n',
    'with n as (select 1) select count(*) from n',
    'select count(*) from (select 1 from items) as mine',
    'pragma table_info(items)',
    'pragma integrity_check',
    'select * from sqlite_schema',
    'select * from items order by name desc, id',
  ])
    expect((await ask(runner, sql)).end, sql).toMatchObject({ kind: 'done' });
});

test('the tables of the schema browser are those that may be read', async () => {
  const tables = await tablesOf(runner, new Set(readableTables));
  expect(tables.map(({ name }) => name)).toEqual([...readableTables].toSorted());
  expect(tables.find(({ name }) => name === 'items')?.columns[0]).toEqual({ name: 'id', type: 'TEXT' });
});
