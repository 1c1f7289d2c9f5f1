/** Each device beside the server: the same rows, and a screen that says the truth. */
import { onHandSql } from '#db/on-hand-rule.ts';
import { owedSql } from '#db/owed-rule.ts';
import { syncedColumns } from '#schema/tables.generated.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

type Row = Readonly<Record<string, unknown>>;

export async function deviceFaults(world: World): Promise<string[]> {
  const faults: string[] = [];
  for (const table of Object.keys(syncedColumns)) {
    const rows = await world.server.postgres.rows<{ row: Row }>(
      `select to_jsonb(t) as row from public.${table} t`,
    );
    for (const device of world.devices)
      faults.push(
        ...tableFaults(
          device,
          table,
          rows.map(({ row }) => row).filter((row) => isOfShop(table, row, world.shop.id)),
        ),
      );
  }
  const moves = await world.server.postgres.rows<{ item_id: string; quantity_milli: number }>(
    'select item_id, sum(quantity_milli)::int as quantity_milli from public.stock_balances group by 1 order by 1',
  );
  for (const device of world.devices)
    faults.push(...stockFaults(device, moves), ...owedFaults(device), ...promiseFaults(device));
  return faults;
}

/** I8: what is in its scope. */
function tableFaults(device: Device, table: string, rows: readonly Row[]): string[] {
  const deviceId = device.shop?.till.device.id;
  const wanted = rows.filter((row) => isInScope(table, row, device, deviceId));
  const found = new Map(
    device.look<Row & { id: string }>(`select * from ${table}`).map((row) => [row.id, row]),
  );
  const faults =
    found.size === wanted.length ? [] : [`I8 ${device.name} has ${found.size} ${table} of ${wanted.length}`];
  for (const row of wanted) {
    const mine = found.get(String(row['id']));
    const wrong = Object.keys(mine ?? {}).filter((name) => asSqlite(row[name]) !== asSqlite(mine?.[name]));
    if (!mine || wrong.length > 0)
      faults.push(`I8 ${device.name} ${table} ${String(row['id'])}: ${wrong.join(', ') || 'missing'}`);
  }
  return faults;
}

/** Of the depot a till knows the name, and what goes between the two. */
function isOfShop(table: string, row: Row, shopId: string): boolean {
  if (table === 'location_names') return true;
  return row['location_id'] === shopId || (table === 'transfer_states' && row['to_location_id'] === shopId);
}

/** As the sync rules have it, written down a second time. */
function isInScope(table: string, row: Row, device: Device, deviceId: string | undefined): boolean {
  if (table === 'document_outcomes') return row['device_id'] === deviceId;
  // Where a report asks for them; here nobody does.
  if (table === 'stock_moves' || table === 'item_costs') return false;
  return table === 'rejected_documents' || table === 'master_conflicts'
    ? device.person.role === 'manager'
    : true;
}

/** One form for what both databases write differently: booleans, times, JSON. */
function asSqlite(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:/.test(text)) return String(Date.parse(text));
  return text.startsWith('[') || text.startsWith('{') ? JSON.stringify(JSON.parse(text)) : text;
}

/** I11: on hand is the server's balance and what this till has sold that was refused; what another till received first came once. */
function stockFaults(
  device: Device,
  balances: readonly { item_id: string; quantity_milli: number }[],
): string[] {
  const items = device.look<{ id: string; on_hand: number; failed: number }>(
    `select i.id, ${onHandSql('i.id')} as on_hand, coalesce((
       select sum((l.value ->> 'quantity_milli') * case
         when o.payload ->> 'kind' = 'return' then l.value ->> 'is_restocked'
         when o.entity_type in ('sales_invoice', 'stock_transfer') then -1 else 1 end)
       from outbox o, json_each(o.payload, '$.lines') l
       where o.sync_status = 'failed' and o.entity_type <> 'stock_count' and o.error_code is not 'RVRCV' and l.value ->> 'item_id' = i.id), 0) as failed
     from items i`,
  );
  return items.flatMap(({ id, on_hand, failed }) => {
    const balance = balances.find(({ item_id }) => item_id === id)?.quantity_milli ?? 0;
    return on_hand === balance + failed
      ? []
      : [`I11 ${device.name} shows ${on_hand} of ${id}, is ${balance} and ${failed} refused`];
  });
}

/** I11: what is owed is the server's balance (the same rows, I8), and what was refused of this till. */
function owedFaults(device: Device): string[] {
  const customers = device.look<{ id: string; owed: number; balance: number; failed: number }>(
    `select c.id, ${owedSql('c.id')} as owed,
       coalesce((select outstanding_minor from customer_balances b where b.id = c.id), 0) as balance,
       coalesce((select sum((y.value ->> 'amount_minor') * iif(o.payload ->> 'kind' = 'return', -1, 1)) from outbox o, json_each(o.payload, '$.payments') y
         where o.sync_status = 'failed' and y.value ->> 'method' = 'credit' and o.payload ->> 'customer_id' = c.id), 0)
       - coalesce((select sum(o.payload ->> 'amount_minor') from outbox o
         where o.sync_status = 'failed' and o.payload ->> 'customer_id' = c.id), 0) as failed
     from customers c`,
  );
  return customers.flatMap(({ id, owed, balance, failed }) =>
    owed === balance + failed
      ? []
      : [`I11 ${device.name} says that ${id} owes ${owed}, is ${balance} and ${failed} refused`],
  );
}

/** An entry without a record or a record without an entry: what Flux promises never to have. */
function promiseFaults(device: Device): string[] {
  const errors = device.look<{ code: string; message: string }>(
    `select code, message from sync_errors where code in ('FLUX_ORPHAN', 'FLUX_NO_ENTRY')`,
  );
  return errors.map(({ code, message }) => `I1 ${device.name}: ${code} ${message}`);
}
