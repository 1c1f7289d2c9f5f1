/**
 * Many devices edit one row without having seen each other, or having seen
 * some; their edits arrive in any order and any number of times. A run is a
 * hundred such rows at once, in two shops, so that a thousand are quick.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  editOf,
  newDevice,
  stampAt,
  type Conflict,
  type EditRecord,
  type Row,
} from '#tests/database/edits.ts';
import { newShop, owner, push, type Shop } from '#tests/database/world.ts';

const SETS = 100;
const base = { name: 'Base', phone: '0', credit_limit_minor: 0, credit_days: 0 };
const columnsOf = {
  name: ['name'],
  phone: ['phone'],
  credit: ['credit_limit_minor', 'credit_days'],
} as const;
type Field = keyof typeof columnsOf;
const fields = Object.keys(columnsOf) as Field[];

/** `deliveries` are places in the order of arrival; `saw` is which earlier edit (by stamp) its maker had before them. */
const edit = fc.record({
  device: fc.nat(2),
  ms: fc.nat(2),
  counter: fc.nat(1),
  fields: fc.subarray(fields, { minLength: 1 }),
  value: fc.nat(2),
  saw: fc.option(fc.nat(5)),
  deliveries: fc.array(fc.nat(10_000), { minLength: 1, maxLength: 2 }),
});
const rowsOfEdits = fc.array(
  fc.uniqueArray(edit, {
    minLength: 2,
    maxLength: 4,
    selector: ({ device, ms, counter }) => `${device} ${ms} ${counter}`,
  }),
  { minLength: SETS, maxLength: SETS, size: 'max' },
);

type Input = typeof edit extends fc.Arbitrary<infer E> ? E : never;
type Values = Record<string, unknown>;
interface Made {
  readonly record: EditRecord;
  readonly stamp: string;
  readonly set: Values;
  readonly seen: Values;
  readonly deliveries: readonly number[];
}
interface Edited {
  readonly id: string;
  readonly edits: readonly Made[];
}

function editsOf(shop: Shop, devices: readonly string[], inputs: readonly Input[]): Edited {
  const id = crypto.randomUUID();
  const start = Date.now() - 3_600_000;
  const stamped = inputs
    .map((input) => ({ ...input, stamp: stampAt(devices[input.device]!, start + input.ms, input.counter) }))
    .toSorted((a, b) => (a.stamp < b.stamp ? -1 : 1));
  const edits: Made[] = [];
  for (const [n, input] of stamped.entries()) {
    // A name is of one edit only; the others meet the same values again and again.
    const all: Values = {
      name: `Edit ${n}`,
      phone: String(input.value),
      credit_limit_minor: input.value,
      credit_days: input.value,
    };
    const saw: Values = { ...base, ...(input.saw === null || n === 0 ? {} : edits[input.saw % n]!.set) };
    const names = input.fields.flatMap((field) => columnsOf[field] as readonly string[]);
    const set = Object.fromEntries(names.map((name) => [name, all[name]]));
    const seen = Object.fromEntries(names.map((name) => [name, saw[name]]));
    const device = devices[input.device]!;
    const { stamp, deliveries } = input;
    const record = editOf(shop, { table: 'customers', id, device, stamp, columns: set, previous: seen });
    edits.push({ record, stamp, set, seen, deliveries });
  }
  return { id, edits };
}

/** Sends every delivery in its order, and checks that a repeated one is answered as the first was. */
async function deliver(shop: Shop, rows: readonly Edited[]): Promise<void> {
  const arrivals = rows
    .flatMap(({ edits }) =>
      edits.flatMap(({ record, deliveries }) => deliveries.map((at) => ({ record, at }))),
    )
    .toSorted((a, b) => a.at - b.at)
    .map(({ record }) => record);
  const answered = new Map<string, unknown>();
  while (arrivals.length > 0) {
    const results = await push(shop.manager, arrivals.slice(0, 200));
    arrivals.splice(0, results.length);
    for (const result of results) {
      const first = answered.get(result.queue_id);
      expect(result.status).toBe(first ? 'already_applied' : 'applied');
      const { status: _, ...told } = result;
      if (first) expect(told).toEqual(first);
      answered.set(result.queue_id, told);
    }
  }
}

function checkRow({ edits }: Edited, row: Row, conflicts: readonly Conflict[]): void {
  for (const field of fields) {
    const columns = columnsOf[field] as readonly string[];
    const valuesIn = (from: Values): Values => Object.fromEntries(columns.map((name) => [name, from[name]]));
    const setters = edits.filter(({ set }) => columns[0]! in set);
    const newest = setters.at(-1);
    // One row, whatever the order: the newest edit of each field, and its stamp.
    expect(valuesIn(row)).toEqual(valuesIn(newest?.set ?? base));
    expect(row.stamps[field]).toBe(newest?.stamp);

    const lost = conflicts.filter((conflict) => conflict.field === field);
    const losers = lost.map(({ loser_stamp }) => loser_stamp);
    expect(new Set(losers).size, 'nothing loses twice').toBe(losers.length);
    expect(losers, 'the newest never loses').not.toContain(newest?.stamp);
    for (const { loser_stamp, loser_values, winner_stamp, winner_values } of lost) {
      const loser = setters.find(({ stamp }) => stamp === loser_stamp);
      expect(loser_values).toEqual(valuesIn(loser?.set ?? base));
      expect(winner_values).toEqual(valuesIn(setters.find(({ stamp }) => stamp === winner_stamp)!.set));
      expect(winner_stamp! > (loser_stamp ?? '')).toBe(true);
    }
    if (field !== 'name') continue;
    // Nobody who wrote a name had seen this one, and it did not stay: it is logged.
    const unseen = setters
      .slice(0, -1)
      .filter(({ set }) => !setters.some(({ seen }) => seen['name'] === set['name']));
    for (const { stamp } of unseen) expect(losers).toContain(stamp);
  }
}

async function checkShop(inputs: readonly Input[][]): Promise<void> {
  const shop = await newShop();
  const devices = [shop.deviceId, await newDevice(shop, '02'), await newDevice(shop, '03')];
  const rows = inputs.map((input) => editsOf(shop, devices, input));
  await owner.query(
    `insert into public.customers (id, location_id, created_by, name, phone)
     select unnest($1::uuid[]), $2, $3, 'Base', '0'`,
    [rows.map(({ id }) => id), shop.id, shop.admin],
  );
  await deliver(shop, rows);

  const after = await owner.query<{ id: string; row: Row; conflicts: Conflict[]; edits: number }>(
    `select c.id, to_jsonb(c) as row,
       (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from public.master_conflicts m where m.record_id = c.id) as conflicts,
       (select count(*)::int from public.master_edits e where e.record_id = c.id) as edits
     from public.customers c where c.location_id = $1`,
    [shop.id],
  );
  const byId = new Map(after.rows.map((row) => [row.id, row]));
  for (const edited of rows) {
    const { row, conflicts, edits } = byId.get(edited.id)!;
    expect(edits).toBe(edited.edits.length);
    checkRow(edited, row, conflicts);
  }
}

test('[T057] [R9.1-1] [R9.1-3] a thousand sets of edits, in any order and any number of times, end in the same row; each loser is logged once', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOfEdits, async (inputs) => {
      const halves = [inputs.slice(0, SETS / 2), inputs.slice(SETS / 2)];
      await Promise.all(halves.map(checkShop));
    }),
    { numRuns: 10, endOnFailure: true },
  );
});
