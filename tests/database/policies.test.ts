import { beforeAll, expect, test } from 'vitest';
import { customerOf, onCredit, paymentOf } from './credit.ts';
import { editOf } from './edits.ts';
import { shiftOf } from './shifts.ts';
import { receiptOf, transferOf } from './transfers.ts';
import { countOf } from './counts.ts';
import { returnOf } from './returns.ts';
import {
  adjustmentOf,
  asUser,
  books,
  grnOf,
  newShop,
  newUser,
  owner,
  push,
  saleOf,
  superuser,
  type Shop,
  type TestRecord,
} from './world.ts';

let a: Shop;
let b: Shop;
let tables: string[];

beforeAll(async () => {
  [a, b] = await Promise.all([newShop(), newShop()]);
  const elsewhere = await newShop();
  for (const shop of [a, b]) {
    await push(shop.admin, [
      adjustmentOf(shop, [{}, { item: 2 }]),
      grnOf(shop),
      shiftOf(shop),
      countOf(shop),
      transferOf(shop, elsewhere),
      saleOf(shop),
      saleOf(shop, [{ item: 2, lot_id: null }]),
      editOf(shop, { columns: { name: 'Edited' }, previous: { name: 'Another' } }),
    ]);
    const coming = transferOf(elsewhere, shop);
    await push(elsewhere.cashier, [coming]);
    await push(shop.cashier, [receiptOf(shop, coming)]);
    await owner.query(
      `insert into public.voided_documents (id, location_id, device_id, entity_type, number, reason, created_by)
       values (gen_random_uuid(), $1, $2, 'sales_invoice', 'S-1', 'Void', $3)`,
      [shop.id, shop.deviceId, shop.admin],
    );
    await owner.query(
      `insert into public.invitations (id, location_id, email, role, display_name, created_by)
       values (gen_random_uuid(), $1, $2, 'cashier', 'New', $3)`,
      [shop.id, `${shop.id}@flux.test`, shop.admin],
    );
    const customer = await customerOf(shop);
    const sale = onCredit(shop, customer);
    await push(shop.admin, [sale, returnOf(shop, sale), paymentOf(shop, customer)]);
    await owner.query(`insert into public.suppliers (location_id, name, created_by) values ($1, 'S', $2)`, [
      shop.id,
      shop.admin,
    ]);
  }
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  tables = rows.map((row) => row.name);
});

test('[T097] [R1-7] [R6.3-4] [R13-5] [R12-8] a member of A reads all of A and nothing of B, in every table there is', async () => {
  // What is shared is proven below.
  const own = tables.filter((table) => !['location_names', 'transfer_states'].includes(table));
  for (const table of own) {
    const seen = await asUser(a.admin, (client) =>
      client.query(`select distinct location_id from public.${table}`),
    );
    expect(seen.rows, table).toEqual([{ location_id: a.id }]);
  }
});

test('of another location one knows what it is called, and of goods between two only those from here and to here', async () => {
  const [shop, other, third] = await Promise.all([newShop(), newShop(), newShop()]);
  const sent = [transferOf(shop, other), transferOf(other, shop), transferOf(other, third)] as const;
  await push(shop.cashier, [sent[0]]);
  await push(other.cashier, [sent[1], sent[2]]);
  const seenBy = async (user: string, sql: string) =>
    (await asUser(user, (client) => client.query<{ id: string }>(sql))).rows.map(({ id }) => id).toSorted();
  const ids = (...records: TestRecord[]) => records.map(({ entity_id }) => entity_id).toSorted();
  const states = 'select id from public.transfer_states';
  expect(await seenBy(shop.cashier, states)).toEqual(ids(sent[0], sent[1]));
  expect(await seenBy(other.cashier, states)).toEqual(ids(...sent));
  expect(await seenBy(third.cashier, states)).toEqual(ids(sent[2]));
  expect(await seenBy(shop.admin, 'select id from public.stock_transfer_lines')).toHaveLength(1);
  const named = `select id from public.location_names where id in ('${other.id}', '${third.id}')`;
  expect(await seenBy(shop.cashier, named)).toEqual([other.id, third.id].toSorted());
  expect(await seenBy(await newUser(), named)).toEqual([]);
});

test('[T097] a stranger and nobody read nothing', async () => {
  const stranger = await newUser();
  for (const table of tables) {
    const seen = await asUser(stranger, (client) => client.query(`select 1 from public.${table}`));
    expect(seen.rowCount, table).toBe(0);
    await expect(
      asUser(null, (client) => client.query(`select 1 from public.${table}`)),
      table,
    ).rejects.toMatchObject({ code: '42501' });
  }
});

test('[T097] [T098] [R6.3-5] no client writes a table, whatever it claims', async () => {
  for (const table of tables) {
    for (const sql of [
      `update public.${table} set location_id = '${b.id}'`,
      `delete from public.${table}`,
      `insert into public.${table} (id, location_id, created_by) values (gen_random_uuid(), '${a.id}', '${a.admin}')`,
    ]) {
      await expect(
        asUser(a.admin, (client) => client.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: '42501' });
    }
  }
});

test('[T099] [R13-4] [R2-5] [R6.3-6] a member of A cannot push to B: not by the envelope, the document or its lines', async () => {
  const before = await books(b);
  const whole = await push(a.admin, [saleOf(b)]);
  expect(whole[0]).toMatchObject({ status: 'rejected', code: 'RALOC' });

  const mixed = await push(a.admin, [saleOf(a), saleOf(b)]);
  expect(mixed.map((result) => result.code)).toEqual([null, 'RVSHP']);

  const nested = saleOf(a, [{}], { location_id: b.id });
  expect((await push(a.admin, [nested]))[0]).toMatchObject({ status: 'rejected', code: 'RVSHP' });

  const foreignItem = saleOf(a, [{ item_id: b.items[0] }]);
  expect((await push(a.admin, [foreignItem]))[0]).toMatchObject({
    status: 'dependency_missing',
    code: 'RDITM',
  });
  const foreignLot = saleOf(a, [{ item: 2, lot_id: b.lot }]);
  expect((await push(a.admin, [foreignLot]))[0]).toMatchObject({
    status: 'dependency_missing',
    code: 'RDLOT',
  });
  const foreignTax = saleOf(a, [{ tax_rate_id: b.taxRate }]);
  expect((await push(a.admin, [foreignTax]))[0]).toMatchObject({
    status: 'dependency_missing',
    code: 'RDTAX',
  });
  const foreignDevice = saleOf(a, [{}], { device_id: b.deviceId });
  foreignDevice.device_id = b.deviceId;
  expect((await push(a.admin, [foreignDevice]))[0]).toMatchObject({ status: 'rejected', code: 'RADEV' });
  expect(await books(b)).toEqual(before);
});

test('[T054] a refusal is seen by who sent it and by managers, not by other cashiers', async () => {
  const { rows: mine } = await asUser(a.cashier, (client) =>
    client.query('select 1 from public.rejected_documents'),
  );
  expect(mine).toHaveLength(0);
  const bad = saleOf(a, [{ item: 2, lot_id: null }]);
  await push(a.cashier, [bad]);
  const own = await asUser(a.cashier, (client) =>
    client.query('select document_id from public.rejected_documents'),
  );
  expect(own.rows).toEqual([{ document_id: bad.entity_id }]);
});

test('what was edited, and what lost, is seen by managers and admins only', async () => {
  for (const table of ['master_edits', 'master_conflicts']) {
    const seenBy = async (user: string) =>
      (await asUser(user, (client) => client.query(`select location_id from public.${table}`))).rows;
    expect(await seenBy(a.cashier), table).toEqual([]);
    expect(await seenBy(a.manager), table).toEqual([{ location_id: a.id }]);
    expect(await seenBy(a.admin), table).toEqual([{ location_id: a.id }]);
  }
});

test('who is invited is seen by admins only', async () => {
  const seenBy = async (user: string) =>
    (await asUser(user, (client) => client.query('select location_id from public.invitations'))).rows;
  expect(await seenBy(a.cashier)).toEqual([]);
  expect(await seenBy(a.manager)).toEqual([]);
  expect(await seenBy(a.admin)).toEqual([{ location_id: a.id }]);
});

test('[T102] [R6.3-5] a posting function that forgot its checks can write nothing', async () => {
  // flux_writer is bound by policies of its own: without app.enter they let nothing through.
  await superuser.query(`create schema forgetful;
    create function forgetful.write(l uuid, i uuid, u uuid) returns void language sql security definer set search_path = '' as
      'insert into public.stock_balances (location_id, item_id, quantity_milli, created_by) values (l, i, 1, u)';
    alter function forgetful.write(uuid, uuid, uuid) owner to flux_writer;
    grant usage on schema forgetful to authenticated, flux_writer;
    grant execute on function forgetful.write(uuid, uuid, uuid) to authenticated`);
  try {
    for (const shop of [a, b]) {
      await expect(
        asUser(a.admin, (client) =>
          client.query('select forgetful.write($1, $2, $3)', [shop.id, shop.items[1], a.admin]),
        ),
      ).rejects.toMatchObject({
        code: '42501',
        message: expect.stringContaining('row-level security') as string,
      });
    }
  } finally {
    await superuser.query('drop schema forgetful cascade');
  }
});

test('[R12-8] an RPC that forgot to ask for the role makes nobody admin, and lets nobody in', async () => {
  await superuser.query(`create schema careless;
    create function careless.act(p_location uuid, p_user uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
    declare v_changed integer; v_removed integer; v_seen integer;
    begin
      perform app.enter(p_location);
      update public.location_members m set role = 'admin' where m.user_id = p_user;
      get diagnostics v_changed = row_count;
      delete from public.location_members m where m.user_id <> p_user;
      get diagnostics v_removed = row_count;
      select count(*) into v_seen from public.invitations;
      return jsonb_build_array(v_changed, v_removed, v_seen);
    end $$;
    create function careless.invite(p_location uuid, p_user uuid) returns void language plpgsql security definer set search_path = '' as $$
    begin
      perform app.enter(p_location);
      insert into public.invitations (id, location_id, email, role, display_name, created_by)
      values (gen_random_uuid(), p_location, 'me@flux.test', 'admin', 'Me', p_user);
    end $$;
    alter function careless.act(uuid, uuid) owner to flux_writer;
    alter function careless.invite(uuid, uuid) owner to flux_writer;
    grant usage on schema careless to authenticated, flux_writer;
    grant execute on all functions in schema careless to authenticated`);
  try {
    for (const user of [a.cashier, a.manager, b.admin]) {
      const { rows } = await asUser(user, (client) =>
        client.query('select careless.act($1, $2) as did', [a.id, user]),
      );
      expect(rows).toEqual([{ did: [0, 0, 0] }]);
      await expect(
        asUser(user, (client) => client.query('select careless.invite($1, $2)', [a.id, user])),
      ).rejects.toMatchObject({ code: '42501' });
    }
  } finally {
    await superuser.query('drop schema careless cascade');
  }
});

test('[R8.1-2] [R6.1-4] the same barcode twice in one location is refused, in another it is not', async () => {
  const copy = `insert into public.items (location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, created_by)
    select location_id, 'Copy', barcode, category_id, unit_id, tax_rate_id, price_minor, created_by from public.items where id = $1`;
  await expect(owner.query(copy, [a.items[0]])).rejects.toMatchObject({ code: '23505' });
  const { rows } = await owner.query(
    'select count(distinct location_id)::int as n from public.items where barcode = (select barcode from public.items where id = $1)',
    [a.items[0]],
  );
  expect(rows[0].n).toBeGreaterThan(1);
});

test('[R2-8] a warehouse is a location like a shop, and as sealed', async () => {
  const [shop, warehouse] = await Promise.all([newShop(), newShop()]);
  await owner.query(`update public.locations set kind = 'warehouse' where id = $1`, [warehouse.id]);
  expect((await push(warehouse.admin, [adjustmentOf(warehouse, [{}])]))[0]).toMatchObject({
    status: 'applied',
  });
  expect((await push(shop.admin, [adjustmentOf(warehouse, [{}])]))[0]).toMatchObject({ code: 'RALOC' });
  for (const [user, other] of [
    [shop.admin, warehouse],
    [warehouse.admin, shop],
  ] as const) {
    const seen = await asUser(user, (client) =>
      client.query('select 1 from public.items where location_id = $1', [other.id]),
    );
    expect(seen.rowCount).toBe(0);
  }
});
