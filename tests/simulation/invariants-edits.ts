/** What became of each edit of a master that somebody saw saved: taken once or kept, and the newest of each field is the row. */
import type { SyncStatus } from '#schema/local-tables.ts';
import type { World } from './world.ts';

const checks = {
  'E2 a row holds the newest edit of each of its fields': `
    select m.id, c.key from public.master_edits m
    cross join lateral jsonb_each(m.columns) c
    cross join lateral (select f.field from app.master_columns(m.table_name) f where f.column_name = c.key) f
    join public.items i on i.id = m.record_id
    where i.stamps ->> f.field is null or (i.stamps ->> f.field) collate "C" < m.stamp
      or (i.stamps ->> f.field = m.stamp and to_jsonb(i) -> c.key is distinct from c.value)`,
  'E3 no stamp is from beyond its time': `
    select id, stamp, created_at from public.master_edits
    where left(stamp, 24)::timestamptz > created_at + interval '3 seconds'`,
  'E4 one edit has one stamp': `
    select stamp from public.master_edits group by stamp having count(*) > 1`,
} as const;

interface Record {
  readonly id: string;
  readonly sync_status: SyncStatus;
}

export async function editFaults({ server, devices, edited }: World): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(checks)) {
    const rows = await server.postgres.rows<object>(sql);
    if (rows.length > 0) faults.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  const taken = new Set(
    (await server.postgres.rows<{ id: string }>('select id from public.master_edits')).map(({ id }) => id),
  );
  const known = new Set<string>();
  for (const device of devices) {
    const records = device.look<Record>(
      `select entity_id as id, sync_status from outbox where entity_type = 'master_update'`,
    );
    for (const { id, sync_status } of records) {
      known.add(id);
      if (sync_status !== (taken.has(id) ? 'synced' : 'failed'))
        faults.push(`E1 edit ${id} is ${sync_status} on ${device.name}, taken: ${taken.has(id)}`);
    }
  }
  for (const [id, device] of edited)
    if (!known.has(id) && !taken.has(id)) faults.push(`E1 edit ${id} of ${device.name} is nowhere`);
  return faults;
}
