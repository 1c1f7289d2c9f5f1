import { expect, test } from 'vitest';
import { countOf } from './counts.ts';
import { customerOf, paymentOf } from './credit.ts';
import { shiftOf } from './shifts.ts';
import { receiptOf, transferOf } from './transfers.ts';
import { adjustmentOf, grnOf, newShop, owner, push, saleOf } from './world.ts';

/** Each query lists what breaks a rule, so a fault names itself. */
async function offenders(sql: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(sql);
  return rows.map((row) => row.name);
}

const ourTables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'app') and c.relkind in ('r', 'p')`;
const ourFunctions = `pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname in ('public', 'app')`;

test('[T096] every table has row level security and at least one policy', async () => {
  expect(
    await offenders(`select c.relname as name from ${ourTables}
    where not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid)`),
  ).toEqual([]);
});

test('[T102] every function pins its search_path, or is bound to what it names at creation', async () => {
  expect(
    await offenders(`select p.oid::regprocedure::text as name from ${ourFunctions}
    where p.prosqlbody is null and not coalesce(p.proconfig, '{}') @> array['search_path=""']`),
  ).toEqual([]);
});

test('[T102] no function is executable by everybody or by anon', async () => {
  expect(
    await offenders(`select p.oid::regprocedure::text as name from ${ourFunctions}
    where has_function_privilege('anon', p.oid, 'execute')`),
  ).toEqual([]);
});

test('[T102] a security definer function is one of the doors, reads memberships, or makes and ends what an admin offered', async () => {
  expect(
    await offenders(`select p.oid::regprocedure::text as name from ${ourFunctions} where p.prosecdef
    and not (n.nspname = 'public' and pg_get_userbyid(p.proowner) = 'flux_writer') order by 1`),
  ).toEqual([
    'app.claim_invitations_of(uuid)',
    'app.enter(uuid)',
    'app.my_location_ids()',
    'app.role_of(uuid,uuid)',
    'app.tg__claim_invitations()',
    'app.tg__name_location()',
    'app.tg__open_journal()',
    'app.tg__revoke_invitations()',
  ]);
  expect(
    await offenders(`select p.oid::regprocedure::text as name from ${ourFunctions}
    where n.nspname = 'public' and (pg_get_userbyid(p.proowner) <> 'flux_writer' or not p.prosecdef)`),
    // It runs as who asks, and reads what RLS shows them.
  ).toEqual(['sales_by_location(date,date)']);
});

test('anon may do nothing; the signed-in may only select, under RLS, and call what public has; operating is neither’s', async () => {
  expect(
    await offenders(`select r.role || ' ' || n.nspname as name from pg_namespace n, (values ('anon'), ('authenticated')) r(role)
    where n.nspname = 'operating' and has_schema_privilege(r.role, n.oid, 'usage, create')`),
  ).toEqual([]);
  expect(
    await offenders(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'operating' and (has_function_privilege('authenticated', p.oid, 'execute')
      or not coalesce(p.proconfig, '{}') @> array['search_path=""'] or obj_description(p.oid, 'pg_proc') is null)`),
  ).toEqual([]);
  expect(
    await offenders(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'app', 'operating') and c.relkind in ('v', 'm', 'f', 'S')
      and (n.nspname <> 'operating' or has_table_privilege('authenticated', c.oid, 'select') or obj_description(c.oid, 'pg_class') is null)`),
  ).toEqual([]);
});

test('[T102] flux_writer cannot log in, bypasses nothing and owns no table', async () => {
  expect(
    await offenders(`select rolname as name from pg_roles
    where rolname = 'flux_writer' and (rolcanlogin or rolbypassrls or rolsuper or rolcreaterole or rolcreatedb)`),
  ).toEqual([]);
  expect(
    await offenders(
      `select c.relname as name from pg_class c where pg_get_userbyid(c.relowner) = 'flux_writer'`,
    ),
  ).toEqual([]);
});

test('[T096] no policy is open to all roles', async () => {
  expect(
    await offenders(`select p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polroles = '{0}' and c.relnamespace = 'public'::regnamespace`),
  ).toEqual([]);
});

test('[T096] [T098] clients may read tables and nothing else; anon not even that', async () => {
  expect(
    await offenders(`select c.relname || ': ' || r.role || ' ' || w.privilege as name from ${ourTables},
    (values ('anon'), ('authenticated')) r(role),
    (values ('select'), ('insert'), ('update'), ('delete'), ('truncate'), ('references'), ('trigger')) w(privilege)
    where has_table_privilege(r.role, c.oid, w.privilege) and not (r.role = 'authenticated' and w.privilege = 'select')`),
  ).toEqual([]);
});

test('[T051] [R2-6] [R11.2-3] nobody but the owner may change or remove a fact, and a trigger stops the owner too', async () => {
  for (const table of [
    'stock_moves',
    'document_keys',
    'sales_invoices',
    'sales_invoice_lines',
    'sales_invoice_payments',
    'stock_adjustments',
    'stock_adjustment_lines',
    'grns',
    'grn_lines',
    'shifts',
    'shift_sources',
    'shift_tenders',
    'shift_movements',
    'shift_counts',
    'stock_counts',
    'stock_count_lines',
    'stock_transfers',
    'stock_transfer_lines',
    'stock_transfer_receipts',
    'stock_transfer_receipt_lines',
    'master_edits',
    'master_conflicts',
  ]) {
    expect(
      await offenders(`select r.rolname as name from pg_roles r where r.rolname in ('authenticated', 'anon', 'flux_writer')
      and has_table_privilege(r.rolname, 'public.${table}', 'update, delete, truncate')`),
      table,
    ).toEqual([]);
    await expect(owner.query(`truncate public.${table} cascade`), table).rejects.toMatchObject({
      code: '55000',
    });
  }
});

test('[T108] every foreign key has an index, but for who did it: users are never removed', async () => {
  expect(
    await offenders(`select k.conrelid::regclass::text || '.' || k.conname as name from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace
      and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname in ('created_by', 'submitted_by', 'resolved_by', 'claimed_by', 'revoked_by'))
      and not exists (select from pg_index i where i.indrelid = k.conrelid
        and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`),
  ).toEqual([]);
});

test('every foreign key says what happens on delete: nothing', async () => {
  expect(
    await offenders(`select k.conname as name from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.confdeltype <> 'r'`),
  ).toEqual([]);
});

test('every table, function and type of ours carries a comment', async () => {
  expect(
    await offenders(`select c.relname as name from ${ourTables} where obj_description(c.oid, 'pg_class') is null
    union all select p.oid::regprocedure::text from ${ourFunctions} where obj_description(p.oid, 'pg_proc') is null`),
  ).toEqual([]);
});

test('[R1-8] [R6.1-1] [R11.1-1] every primary key is one uuid column named id', async () => {
  expect(
    await offenders(`select c.relname as name from ${ourTables} where not exists (
    select from pg_constraint k join pg_attribute a on a.attrelid = c.oid and array[a.attnum] = k.conkey
    where k.conrelid = c.oid and k.contype = 'p' and a.attname = 'id' and a.atttypid = 'uuid'::regtype)`),
  ).toEqual([]);
});

test('[R6.3-1] [R6.3-2] [R6.3-3] [R2-4] [R11.3-1] [R11.3-2] [R11.3-3] every row is scoped and says when and by whom', async () => {
  expect(
    await offenders(`select c.relname || '.' || w.column_name as name from ${ourTables},
    (values ('location_id'), ('created_at'), ('updated_at'), ('created_by')) w(column_name)
    where not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = w.column_name and a.attnotnull)`),
  ).toEqual([]);
  expect(
    await offenders(`select c.relname as name from ${ourTables} where not exists (
    select from pg_constraint k join pg_attribute a on a.attrelid = c.oid and array[a.attnum] = k.conkey
    where k.conrelid = c.oid and k.contype = 'f' and a.attname = 'created_by' and k.confrelid = 'auth.users'::regclass)`),
  ).toEqual([]);
});

test('[R1-6] [R4.2-12] no server table knows about sync states', async () => {
  expect(
    await offenders(`select c.relname || '.' || a.attname as name from ${ourTables}
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where a.attname ~ '(sync_status|is_synced|synced|retry_count|pending|failed)'`),
  ).toEqual([]);
});

test('[R11.2-2] a document says where it stands in the business, and of the four values the server gives it its own', async () => {
  const statuses = `join pg_attribute a on a.attrelid = c.oid and a.attname = 'status' and a.atttypid = 'public.document_status'::regtype`;
  const { rows } = await owner.query<{ values: string }>(
    `select enum_range(null::public.document_status)::text as values`,
  );
  expect(rows).toEqual([{ values: '{draft,posted,cancelled,void}' }]);
  expect(await offenders(`select c.relname as name from ${ourTables} ${statuses} order by 1`)).toEqual([
    'customer_payments',
    'grns',
    'sales_invoices',
    'shifts',
    'stock_adjustments',
    'stock_counts',
    'stock_transfer_receipts',
    'stock_transfers',
  ]);
  const shop = await newShop();
  const elsewhere = await newShop();
  const customer = await customerOf(shop);
  const coming = transferOf(elsewhere, shop);
  await push(elsewhere.cashier, [coming]);
  const claim = { status: 'void' };
  const answers = await push(shop.admin, [
    saleOf(shop, [{}], claim),
    paymentOf(shop, customer, 250, claim),
    grnOf(shop, [{}], claim),
    adjustmentOf(shop, [{}], claim),
    countOf(shop, [{}], claim),
    shiftOf(shop, {}, claim),
    transferOf(shop, elsewhere, [{}], claim),
    receiptOf(shop, coming, {}, claim),
  ]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['applied']));
  const tables = await offenders(`select c.relname as name from ${ourTables} ${statuses}`);
  for (const table of tables) {
    const found = await owner.query(`select status from public.${table} where location_id = $1`, [shop.id]);
    expect(found.rows, table).toEqual([{ status: 'posted' }]);
  }
});

test('[R6.1-3] [R6.1-4] [R6.1-5] [R8.1-2] [R8.1-4] [R8.1-5] barcodes, numbers and balances are unique where they must be', async () => {
  const constraints = await offenders(`select i.indexrelid::regclass::text as name from pg_index i
    join pg_class c on c.oid = i.indexrelid and c.relnamespace = 'public'::regnamespace
    where i.indisunique and not i.indisprimary and c.relname !~ '_key$' order by 1`);
  expect(constraints).toEqual([
    'a_shift_has_a_kind_once',
    'a_shift_has_a_method_once',
    'a_transfer_is_received_once',
    'a_transfer_line_is_received_once',
    'adjustment_number_is_unique_in_its_location',
    'barcode_is_unique_in_its_location',
    'count_number_is_unique_in_its_location',
    'grn_number_is_unique_in_its_location',
    'invoice_number_is_unique_in_its_location',
    'journal_is_gapless',
    'number_is_unique_in_its_location',
    'one_balance_per_item_and_lot',
    'one_open_invitation_per_email',
    'one_refusal_per_document_and_reason',
    'payment_number_is_unique_in_its_location',
    'receipt_number_is_unique_in_its_location',
    'shift_number_is_unique_in_its_location',
    'transfer_number_is_unique_in_its_location',
  ]);
  expect(
    await offenders(
      `select i.indexrelid::regclass::text as name from pg_index i where i.indnullsnotdistinct order by 1`,
    ),
  ).toEqual(['one_balance_per_item_and_lot', 'stock_lots_item_id_batch_number_expiry_date_key']);
});

test('nothing that syncs has a type that PowerSync would change', async () => {
  expect(
    await offenders(`select p.tablename || '.' || a.attname || ' ' || t.typname as name
    from pg_publication_tables p
    join pg_class c on c.relname = p.tablename and c.relnamespace = 'public'::regnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where p.pubname = 'powersync' and t.typtype <> 'e'
      and t.typname not in ('uuid', 'text', 'date', 'timestamptz', 'jsonb', 'int4', 'int8', 'bool')`),
  ).toEqual([]);
  expect(
    await offenders(`select c.relname || '.' || a.attname as name from ${ourTables}
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attgenerated <> ''
    join pg_publication_tables p on p.pubname = 'powersync' and p.tablename = c.relname`),
  ).toEqual([]);
});
