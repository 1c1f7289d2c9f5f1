import { expect, test } from 'vitest';
import { isSoak } from '#tests/support/soak.ts';
import { receiptOf, transferOf } from './transfers.ts';
import { countOf } from './counts.ts';
import { customerOf, paymentOf } from './credit.ts';
import { shiftOf } from './shifts.ts';
import {
  adjustmentOf,
  grnOf,
  asUser,
  books,
  newShop,
  owner,
  push,
  saleOf,
  type Shop,
  type TestRecord,
} from './world.ts';

interface Device {
  id: string;
  code: string;
  last_sequences: Record<string, number>;
}
const register = (shop: Shop, device: object = {}, user = shop.manager): Promise<Device> =>
  asUser(user, async (client) => {
    const { rows } = await client.query<{ device: Device }>('select public.register_device($1) as device', [
      { id: crypto.randomUUID(), location_id: shop.id, name: 'Till', ...device },
    ]);
    return rows[0]!.device;
  });

const numberOf = (shop: Shop, device: Device, sequence: number, prefix = 'S'): string =>
  `${prefix}-${shop.code}-${device.code}-${String(sequence).padStart(6, '0')}`;

function saleBy(shop: Shop, device: Device, sequence: number): TestRecord {
  const record = saleOf(shop, [{}], {
    device_id: device.id,
    invoice_number: numberOf(shop, device, sequence),
  });
  return { ...record, device_id: device.id };
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

const perDevice = isSoak ? 500 : 60;

test('[T073] [R6.1-2] [R8.1-3] five devices, hundreds of documents each, sent in random order at once: no number clashes', async () => {
  const shop = await newShop();
  const devices = await Promise.all(Array.from({ length: 5 }, () => register(shop)));
  expect(new Set(devices.map(({ code }) => code)).size).toBe(5);
  await Promise.all(
    devices.map(async (device) => {
      const records = shuffled(Array.from({ length: perDevice }, (_, n) => saleBy(shop, device, n + 1)));
      while (records.length > 0) {
        const results = await push(shop.cashier, records.slice(0, 50)).catch((error: { code: string }) => {
          // It waited for the others as long as a statement may; a device comes again.
          if (error.code !== '57014') throw error;
          return [];
        });
        for (const result of results) {
          expect(result).toMatchObject({ status: 'applied' });
          expect(result.warnings).not.toContain('number_clash');
        }
        records.splice(0, results.length);
      }
    }),
  );
  expect(await books(shop)).toMatchObject({ invoices: 5 * perDevice, journal: 5 * perDevice, rejected: 0 });
  for (const device of devices) {
    expect((await register(shop, { id: device.id })).last_sequences).toEqual({ sales_invoice: perDevice });
  }
});

test('[T077] [R8.1-6] [R8.1-4] [R6.1-3] [R11.1-3] [R11.1-4] a number that is taken makes no duplicate: 64 at once under one number each are 64 documents, in each series', async () => {
  const shop = await newShop();
  const sale = saleOf(shop).payload['invoice_number'];
  const count = adjustmentOf(shop, []).payload['adjustment_number'];
  const received = grnOf(shop).payload['grn_number'];
  const sheet = countOf(shop).payload['count_number'];
  const customer = await customerOf(shop);
  const paid = paymentOf(shop, customer).payload['payment_number'];
  const closed = shiftOf(shop).payload['shift_number'];
  const elsewhere = await newShop();
  const coming = Array.from({ length: 8 }, () => transferOf(elsewhere, shop));
  await push(elsewhere.cashier, coming);
  const sent = transferOf(shop, elsewhere).payload['transfer_number'];
  const arrived = receiptOf(shop, coming[0]!).payload['receipt_number'];
  const of = [
    (n: number) => receiptOf(shop, coming[Math.floor(n / 8)]!, {}, { receipt_number: arrived }),
    () => transferOf(shop, elsewhere, [{}], { transfer_number: sent }),
    () => saleOf(shop, [{}], { invoice_number: sale }),
    () => adjustmentOf(shop, [{}], { adjustment_number: count }),
    () => grnOf(shop, [{}], { grn_number: received }),
    () => countOf(shop, [{}], { count_number: sheet }),
    () => paymentOf(shop, customer, 250, { payment_number: paid }),
    () => shiftOf(shop, {}, { shift_number: closed }),
  ];
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) => push(shop.admin, [of[n % of.length]!(n)])),
  );
  expect(answers.flat().map(({ status }) => status)).toEqual(Array.from({ length: 64 }, () => 'applied'));
  expect(answers.flat().filter(({ warnings }) => warnings.includes('number_clash'))).toHaveLength(56);
  const { rows } = await owner.query(
    `select printed_number, array_agg(number order by length(number), number) as numbers from (
       select printed_number, invoice_number as number from public.sales_invoices where location_id = $1
       union all select printed_number, adjustment_number from public.stock_adjustments where location_id = $1
       union all select printed_number, grn_number from public.grns where location_id = $1
       union all select printed_number, count_number from public.stock_counts where location_id = $1
       union all select printed_number, transfer_number from public.stock_transfers where location_id = $1
       union all select printed_number, receipt_number from public.stock_transfer_receipts where location_id = $1
       union all select printed_number, payment_number from public.customer_payments where location_id = $1
       union all select printed_number, shift_number from public.shifts where location_id = $1) d
     group by printed_number order by 1`,
    [shop.id],
  );
  const marked = (number: unknown) => [number, ...[2, 3, 4, 5, 6, 7, 8].map((n) => `${String(number)}~${n}`)];
  expect(rows).toEqual([
    { printed_number: count, numbers: marked(count) },
    { printed_number: sheet, numbers: marked(sheet) },
    { printed_number: received, numbers: marked(received) },
    { printed_number: paid, numbers: marked(paid) },
    { printed_number: arrived, numbers: marked(arrived) },
    { printed_number: sale, numbers: marked(sale) },
    { printed_number: sent, numbers: marked(sent) },
    { printed_number: closed, numbers: marked(closed) },
  ]);
  expect(await books(shop)).toMatchObject({ keys: 64, rejected: 0 });
});

test('[T078] a number is of its own device, its own location and its own series, and nothing else', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const [own, second] = [await register(shop), await register(shop)];
  const elsewhere = await register(other);
  const wrong = [
    numberOf(shop, second, 1),
    numberOf(other, own, 1),
    numberOf(other, elsewhere, 1),
    numberOf(shop, own, 1, 'A'),
    numberOf(shop, own, 1, 's'),
    numberOf(shop, own, 1).toLowerCase(),
    `${numberOf(shop, own, 1)}~2`,
    ` ${numberOf(shop, own, 1)}`,
    `${numberOf(shop, own, 1)}\n`,
    `S-${shop.code}-${own.code}-1`,
    `S-${shop.code}-${own.code}-0000001`,
    `S-${shop.code}-${own.code}-١٢٣٤٥٦`,
    `S-${shop.code}-0${own.code}-000001`,
    '',
    null,
  ];
  for (const number of wrong) {
    const record = saleBy(shop, own, 1);
    record.payload['invoice_number'] = number;
    expect(await push(shop.cashier, [record]), String(number)).toMatchObject([
      { status: 'rejected', code: 'RVNUM' },
    ]);
  }
  expect(await books(shop)).toMatchObject({ keys: 0 });
  expect(await push(shop.cashier, [saleBy(shop, own, 1)])).toMatchObject([{ status: 'applied' }]);
});

test('[T078] what a manager imports keeps the device and the number of who made it; a cashier cannot', async () => {
  const shop = await newShop();
  const lost = await register(shop);
  const record = { ...saleBy(shop, lost, 7), created_by: shop.cashier };
  const colleague = shop.admin;
  await owner.query(
    `update public.location_members set role = 'cashier' where location_id = $1 and user_id = $2`,
    [shop.id, colleague],
  );
  expect(await push(colleague, [record])).toMatchObject([{ code: 'RAROL' }]);
  expect(await push(shop.manager, [record])).toMatchObject([{ status: 'applied' }]);
  const { rows } = await owner.query(
    'select device_id, invoice_number, created_by, submitted_by from public.sales_invoices where id = $1',
    [record.entity_id],
  );
  expect(rows).toEqual([
    {
      device_id: lost.id,
      invoice_number: numberOf(shop, lost, 7),
      created_by: shop.cashier,
      submitted_by: shop.manager,
    },
  ]);
});

test('[T078] a device whose storage is lost gets a new code; the old one is retired, told from, and its late sales are flagged', async () => {
  const shop = await newShop();
  const old = await register(shop);
  await push(shop.cashier, [saleBy(shop, old, 41)]);
  const fresh = await register(shop, { replaces: old.id });
  expect(fresh.code).not.toBe(old.code);
  expect(fresh).toMatchObject({ last_sequences: {}, replaced_sequences: { sales_invoice: 41 } });
  const [late, first] = await push(shop.cashier, [saleBy(shop, old, 42), saleBy(shop, fresh, 1)]);
  expect(late).toMatchObject({ status: 'applied' });
  expect(late!.warnings).toContain('device_retired');
  expect(first!.warnings).not.toContain('device_retired');
  await expect(register(shop, { replaces: fresh.id }, shop.cashier)).rejects.toMatchObject({ code: 'RAROL' });
});

test('[T099] [T110] registering: rubbish of every type is refused in words, and no device comes of it', async () => {
  const shop = await newShop();
  const rubbish = ['', 'x', 0, 1.5, true, [], {}, 'x'.repeat(100_000), "'; drop table public.devices; --"];
  const devices = [
    { name: '' },
    { name: 'x'.repeat(121) },
    { id: null },
    { location_id: null },
    ...rubbish.flatMap((value) => [{ id: value }, { location_id: value }, { replaces: value }]),
  ];
  for (const device of devices) {
    const what = JSON.stringify(device).slice(0, 200);
    const error = await register(shop, device).then(
      () => ({ code: 'done', message: '' }),
      (thrown: { code: string; message: string }) => thrown,
    );
    expect(error.code, what).toMatch(/^(RVSHP|RALOC)$/);
    expect(error.message, what).not.toMatch(/syntax|relation|column|constraint|public\./i);
  }
  const { rows } = await owner.query('select code from public.devices where location_id = $1', [shop.id]);
  expect(rows).toEqual([{ code: '01' }]);
});
