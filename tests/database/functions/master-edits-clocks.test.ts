import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import {
  editOf,
  newDevice,
  newItem,
  rowOf,
  stampAfter,
  stampAt,
  warningsOfPush,
  type EditRecord,
} from '#tests/database/edits.ts';
import { newShop, owner, push, type Shop } from '#tests/database/world.ts';

const DAY = 86_400_000;
let shop: Shop;
let other: string;

beforeAll(async () => {
  shop = await newShop();
  other = await newDevice(shop, '02');
});

const warningsOf = (record: EditRecord, by = shop.manager) => warningsOfPush(by, record);

test('[T058] a clock that runs a day or ten years ahead is capped: a later honest edit wins', async () => {
  for (const ahead of [DAY, 3650 * DAY]) {
    const { id } = await newItem(shop);
    const fast = editOf(shop, {
      id,
      columns: { name: 'Fast' },
      previous: { name: 'New' },
      stamp: stampAt(shop.deviceId, Date.now() + ahead, 7),
    });
    expect(await warningsOf(fast)).toEqual(['clock_ahead']);
    const capped = (await rowOf('items', id))!.stamps['name']!;
    expect(Date.parse(capped.slice(0, 24))).toBeLessThanOrEqual(Date.now() + 2000);
    expect(capped.slice(-36)).toBe(shop.deviceId);

    // Who has seen it stamps beyond it at once; who has not, once two seconds are over.
    const seen = editOf(shop, {
      id,
      device: other,
      columns: { name: 'Seen' },
      previous: { name: 'Fast' },
      stamp: stampAfter(other, capped),
    });
    expect(await warningsOf(seen)).toEqual([]);
    await sleep(2050);
    const honest = editOf(shop, {
      id,
      device: other,
      columns: { name: 'Honest' },
      previous: { name: 'Seen' },
    });
    expect(
      await warningsOf({ ...honest, payload: { ...honest.payload, stamp: stampAt(other, Date.now()) } }),
    ).toEqual([]);
    expect(await rowOf('items', id)).toMatchObject({ name: 'Honest' });

    // Delivered again, the fast one is what it was: not capped anew, not newer than what came since.
    expect((await push(shop.manager, [fast]))[0]).toMatchObject({
      status: 'already_applied',
      warnings: ['clock_ahead'],
    });
    expect(await rowOf('items', id)).toMatchObject({ name: 'Honest' });
  }
});

test('[T058] what a fast clock makes keeps its order under the cap, in one batch and in two', async () => {
  const { id } = await newItem(shop);
  const far = Date.now() + DAY;
  const edits = Array.from({ length: 40 }, (_, n) =>
    editOf(shop, {
      id,
      columns: { name: `Edit ${n}` },
      previous: { name: n === 0 ? 'New' : `Edit ${n - 1}` },
      stamp: stampAt(shop.deviceId, far + n, 40 - n),
    }),
  );
  const results = [
    ...(await push(shop.manager, edits.slice(0, 30))),
    ...(await push(shop.manager, edits.slice(30))),
  ];
  expect(results.map(({ warnings }) => warnings)).toEqual(edits.map(() => ['clock_ahead']));
  expect(await rowOf('items', id)).toMatchObject({ name: 'Edit 39' });
});

test('[T058] under the cap an edit is later than all that its device made before, though the clock of the server was set back', async () => {
  const { id } = await newItem(shop);
  const device = await newDevice(shop, '03');
  const before = new Date(Date.now() + 60_000).toISOString();
  await owner.query(
    `insert into public.master_edits (id, location_id, device_id, kind, table_name, record_id, columns, previous, stamp, payload_hash, client_created_at, client_updated_at, created_by)
     values (gen_random_uuid(), $1, $2, 'edit', 'items', $3, '{}', '{}', $4, '', now(), now(), $5)`,
    [shop.id, device, id, `${before}-fffe-${device}`, shop.admin],
  );
  for (const [name, stamp] of [
    ['A', `${before}-ffff-${device}`],
    ['B', stampAt(device, Date.parse(before) + 1)],
    ['C', stampAt(device, Date.parse(before) + 1, 1)],
  ] as const) {
    const far = stampAt(device, Date.now() + DAY);
    expect(await warningsOf(editOf(shop, { id, device, columns: { name }, stamp: far }))).toContain(
      'clock_ahead',
    );
    expect(await rowOf('items', id)).toMatchObject({ name, stamps: { name: stamp } });
  }
});

test('[T058] with a clock that is a day behind, an edit made after seeing the value wins', async () => {
  const { id } = await newItem(shop);
  const seen = (await rowOf('items', id))!.stamps['name']!;
  const unseeing = editOf(shop, {
    id,
    device: other,
    columns: { name: 'Blind' },
    stamp: stampAt(other, Date.now() - DAY),
  });
  expect(await warningsOf(unseeing)).toEqual(['older:name']);
  const slow = editOf(shop, {
    id,
    device: other,
    columns: { name: 'Slow' },
    previous: { name: 'New' },
    stamp: stampAfter(other, seen),
  });
  expect(await warningsOf(slow)).toEqual([]);
  expect(await rowOf('items', id)).toMatchObject({ name: 'Slow' });
});
