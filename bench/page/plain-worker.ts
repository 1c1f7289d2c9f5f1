/**
 * The floor: SQLite's own WASM build on its own fastest file system of OPFS,
 * rollback journal, synchronous = full, with the tables of the device and
 * statements prepared once. What a careful team without a framework would write.
 */
import sqlite3InitModule, { type Database, type PreparedStatement } from '@sqlite.org/sqlite-wasm';
import { deviceDdl } from '#schema/device-schema.ts';
import type { PlainRequest, PlainValue, SaleRows } from './plain-protocol.ts';

let opened: Database | undefined;
const prepared = new Map<string, PreparedStatement>();

function db(): Database {
  if (!opened) throw new Error('Plain SQLite is not open.');
  return opened;
}

async function open(): Promise<void> {
  const sqlite3 = await sqlite3InitModule();
  const pool = await sqlite3.installOpfsSAHPoolVfs({ name: 'plain' });
  opened = new pool.OpfsSAHPoolDb('/plain.db');
  opened.exec(
    'pragma journal_mode = delete; pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -51200',
  );
  const isNew = opened.selectValue(`select count(*) from sqlite_schema where name = 'items'`) === 0;
  if (!isNew) return;
  for (const statement of deviceDdl) opened.exec(statement);
  opened.exec('create table queue (id integer primary key autoincrement, queue_id text not null)');
}

function statement(sql: string, bind: readonly PlainValue[]): PreparedStatement {
  let found = prepared.get(sql);
  if (!found) prepared.set(sql, (found = db().prepare(sql)));
  if (bind.length > 0) found.bind([...bind]);
  return found;
}

function rows(sql: string, bind: readonly PlainValue[]): unknown[] {
  const found = statement(sql, bind);
  const all: unknown[] = [];
  try {
    while (found.step()) all.push(found.get({}));
  } finally {
    found.reset();
  }
  return all;
}

function run(sql: string, bind: readonly PlainValue[]): void {
  rows(sql, bind);
}

/** The reads and writes of `db/write.ts` and its triggers, one plain statement each. */
function sell({ queue_id, number_prefix, total_minor, at, payload, moves }: SaleRows): string {
  run('begin immediate', []);
  try {
    const [counter] = rows(
      `select last_sequence from document_counters where entity_type = 'sales_invoice'`,
      [],
    ) as {
      last_sequence: number;
    }[];
    const sequence = (counter?.last_sequence ?? 0) + 1;
    const number = `${number_prefix}${String(sequence).padStart(6, '0')}`;
    run(
      `insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, total_minor,
        payload, client_created_at, client_updated_at, sync_status)
      values (?, 'sales_invoice', ?, ?, ?, ?, ?, ?, ?, ?, 'pending')`,
      [
        queue_id,
        payload.id,
        payload.location_id,
        payload.device_id,
        number,
        total_minor,
        JSON.stringify({ ...payload, invoice_number: number }),
        at,
        at,
      ],
    );
    for (const { item_id, quantity_milli } of moves) {
      run('insert into pending_moves (document_id, item_id, lot_id, quantity_milli) values (?, ?, null, ?)', [
        payload.id,
        item_id,
        quantity_milli,
      ]);
    }
    run(`update document_counters set last_sequence = ? where entity_type = 'sales_invoice'`, [sequence]);
    run('delete from drafts where id = ?', [payload.id]);
    run('insert into queue (queue_id) values (?)', [queue_id]);
    run('commit', []);
    return number;
  } catch (error) {
    run('rollback', []);
    throw error;
  }
}

async function answer(request: PlainRequest): Promise<unknown> {
  switch (request.kind) {
    case 'open':
      return open();
    case 'load':
      run('begin', []);
      for (const { sql, json } of request.steps) db().exec(sql, { bind: [json] });
      return run('commit', []);
    case 'rows':
      return rows(request.sql, request.bind);
    case 'run':
      return run(request.sql, request.bind);
    case 'sale':
      return sell(request.sale);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; request: PlainRequest }>) => {
  const { id, request } = data;
  answer(request).then(
    (value) => self.postMessage({ id, value }),
    (error: unknown) => self.postMessage({ id, error: String(error) }),
  );
});
