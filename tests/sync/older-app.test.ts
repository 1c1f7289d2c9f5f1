/**
 * An older app with the server of today: what it put on the wire, frozen in
 * tests/sync/wire, is sent by the real connector and posts. And what today's
 * commands write has the shape that was frozen last, or the version went up.
 *
 * After a change of a shape that older servers take: raise the version of
 * package.json and run this file once with FLUX_FREEZE=1.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { saveMasters } from '#commands/save-masters.ts';
import { pushTo, type Push } from '#connector/push.ts';
import { documentKinds, entityTypes } from '#schema/document-kinds.ts';
import { recordTypes, type PushRecord } from '#schema/push.ts';
import { newCustomer } from '#tests/support/credit.ts';
import { canSell, openDevice, pendingOf, stockUp, until, type Device } from '#tests/support/device.ts';
import { everyKind } from '#tests/support/every-kind.ts';
import { addShop, withOwner, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { coming, receiveAll } from '#tests/support/transfers.ts';
import {
  freeze,
  frozenRecords,
  frozenVersions,
  shapeOf,
  type Frozen,
  type Names,
} from '#tests/support/wire.ts';

const isFreezing = process.env['FLUX_FREEZE'] === '1';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
/** Ids of counted stock are made of the location's. */
const ids = ['f1c00100-0000-4000-8000-000000000001', 'f1c00200-0000-4000-8000-000000000002'] as const;

interface World extends AsyncDisposable {
  readonly stack: TestStack;
  readonly here: Device;
  readonly there: Device;
  readonly shops: readonly [here: TestShop, there: TestShop];
  readonly names: Names;
  /** What either has put on the wire since it was asked last. */
  readonly sent: () => readonly Pick<Frozen, 'from' | 'record'>[];
}

const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );

/** Two tills of the two locations that frozen records name, on a stack of their own; with a customer and a hundred bags of rice here. */
async function twoTills(): Promise<World> {
  // Never one that is given: the ids in the files are of one shop.
  const stack = await startTestStack({ port: 0 });
  const sent: Pick<Frozen, 'from' | 'record'>[] = [];
  const open = async (from: Frozen['from'], id: string) => {
    const shop = await addShop(stack, { id });
    const push = ({ client }: Device['session']): Push => {
      const honest = pushTo(client);
      return (records, stop) => {
        sent.push(...records.map((record) => ({ from, record })));
        return honest(records, stop);
      };
    };
    const device = await openDevice({ url: stack.url, anonKey: stack.anonKey, ...shop.manager, push });
    await canSell(device);
    return { shop, device };
  };
  const here = await open('here', ids[0]);
  const there = await open('there', ids[1]);
  const shops = [here.shop, there.shop] as const;
  const customer = await newCustomer(stack, here.shop, [here.device]);
  await stockUp(here.device, 'Rice', 100);
  sent.length = 0;
  const names = {
    customer,
    rice_here: here.shop.rice,
    rice_there: there.shop.rice,
    manager_here: here.shop.manager.id,
    manager_there: there.shop.manager.id,
    till_here: here.device.till.device.id,
    till_there: there.device.till.device.id,
    ...(await mastersOf(stack, here.shop, 'here')),
    ...(await mastersOf(stack, there.shop, 'there')),
  };
  return {
    stack,
    here: here.device,
    there: there.device,
    shops,
    names,
    sent: () => sent.splice(0),
    async [Symbol.asyncDispose]() {
      await here.device.close();
      await there.device.close();
      await stack.stop();
    },
  };
}

async function mastersOf(stack: TestStack, shop: TestShop, where: string): Promise<Names> {
  const masters = await withOwner(stack, async (db) => {
    const { rows } = await db.query<Names>(
      'select category_id as category, unit_id as unit, tax_rate_id as tax from public.items where id = $1',
      [shop.rice],
    );
    return rows[0] ?? {};
  });
  return Object.fromEntries(Object.entries(masters).map(([name, id]) => [`${name}_${where}`, id]));
}

/** One of each, by today's commands, as they went over the wire. */
async function written({ here, there, shops, names, sent }: World): Promise<readonly Frozen[]> {
  const kinds = everyKind(here, { customerId: names['customer'] ?? '', toId: shops[1].id });
  for (const post of kinds) {
    await post();
    await drained(here);
  }
  const edit = { table: 'items', kind: 'edit', id: shops[0].rice, columns: { price_minor: 260 } } as const;
  expect(await saveMasters(here.till, [edit])).toMatchObject({ kind: 'saved' });
  await drained(here);
  const acts = sent();
  const transfer = acts.find(({ record }) => record.entity_type === 'stock_transfer');
  const id = transfer?.record.entity_id ?? '';
  await until('coming', () => coming(there.till, id), Boolean);
  await receiveAll(there.till, id);
  await drained(there);
  return [...acts, ...sent()].map((act, n) => ({
    name: `${String(n + 1).padStart(2, '0')}-${act.record.entity_type.replaceAll('_', '-')}`,
    ...act,
  }));
}

/** In the outbox as the older build left it; what follows, the triggers do. */
async function leaveQueued({ till }: Device, records: readonly PushRecord[]): Promise<void> {
  await till.db.power.writeTransaction(async (tx) => {
    for (const record of records) {
      const isEdit = record.entity_type === 'master_update';
      await tx.execute(
        `insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, payload,
           client_created_at, client_updated_at, sync_status) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')`,
        [
          record.queue_id,
          record.entity_type,
          isEdit ? record.queue_id : record.entity_id,
          record.location_id,
          record.device_id,
          numberOf(record),
          JSON.stringify(record.payload),
          record.client_created_at,
          record.client_updated_at,
        ],
      );
    }
  });
}

function numberOf({ entity_type, payload }: PushRecord): string {
  const column = entity_type === 'master_update' ? '' : documentKinds[entity_type].number;
  return (payload as Record<string, string>)[column] ?? '';
}

/** How often the server has what a record says. */
async function timesPosted(
  stack: TestStack,
  { entity_type, entity_id, queue_id }: PushRecord,
): Promise<number> {
  const [table, id] =
    entity_type === 'master_update'
      ? ['master_edits', queue_id]
      : [documentKinds[entity_type].table, entity_id];
  return withOwner(stack, async (db) => {
    const { rows } = await db.query<{ n: number }>(
      `select count(*)::int as n from public.${table} where id = $1`,
      [id],
    );
    return rows[0]?.n ?? 0;
  });
}

if (isFreezing)
  test('freezes what today writes', async () => {
    await using world = await twoTills();
    await freeze(version, await written(world), world.names);
  });

test.skipIf(isFreezing).for(await frozenVersions())(
  '[T117] what an app of version %s left in its queue posts today, each once',
  async (older) => {
    await using world = await twoTills();
    const frozen = await frozenRecords(older, world.names);
    for (const from of ['here', 'there'] as const) {
      const records = frozen.filter((one) => one.from === from).map(({ record }) => record);
      await leaveQueued(world[from], records);
      await drained(world[from]);
      for (const record of records)
        expect([record.entity_type, await timesPosted(world.stack, record)]).toEqual([record.entity_type, 1]);
      expect(world[from].errors).toEqual([]);
    }
    const crossed = world.sent().map(({ record }) => record);
    for (const { name, record } of frozen)
      expect(
        crossed.filter(({ queue_id }) => queue_id === record.queue_id),
        name,
      ).toEqual([record]);
    const rejected = await withOwner(world.stack, (db) =>
      db.query('select code, message from public.rejected_documents'),
    );
    expect(rejected.rows).toEqual([]);
  },
);

test.skipIf(isFreezing)(
  '[T117] what today writes has the shape that was frozen last, or another `v`',
  async () => {
    await using world = await twoTills();
    const today = await written(world);
    expect(new Set(today.map(({ record }) => record.entity_type))).toEqual(new Set(recordTypes));
    const last = (await frozenVersions()).at(-1) ?? '';
    const frozen = await frozenRecords(last, world.names);
    expect(frozen.map(({ name }) => name)).toEqual(today.map(({ name }) => name));
    for (const [n, { name, record }] of today.entries()) {
      const before = frozen[n]?.record;
      if (before?.v !== record.v) continue;
      expect(differences(shapeOf(before), shapeOf(record)), `${name}: see docs/upgrades.md`).toEqual([]);
    }
  },
);

/** In words; where either says null, there is nothing to compare. */
function differences(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): readonly string[] {
  const places = new Set([...before.keys(), ...now.keys()]);
  return [...places].flatMap((place) => {
    const [was, is] = [before.get(place), now.get(place)];
    if (was === is || (was === 'null' && is !== undefined) || (is === 'null' && was !== undefined)) return [];
    return [`${place}: ${was ?? 'not there'} became ${is ?? 'not there'}`];
  });
}

test('every kind of document is among what is frozen', async () => {
  for (const older of (await frozenVersions()).slice(-1)) {
    const kinds = new Set((await frozenRecords(older, {})).map(({ record }) => record.entity_type));
    for (const kind of entityTypes) expect(kinds).toContain(kind);
  }
});
