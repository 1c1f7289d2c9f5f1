import { expect, test } from 'vitest';
import { customerOf, onCredit, paymentOf } from './credit.ts';
import { isSoak } from '#tests/support/soak.ts';
import { receiptOf, transferOf } from './transfers.ts';
import { countOf } from './counts.ts';
import { exchange, returnOf } from './returns.ts';
import { shiftOf } from './shifts.ts';
import {
  adjustmentOf,
  books,
  grnOf,
  newShop,
  owner,
  push,
  saleOf,
  type LineInput,
  type Shop,
  type TestRecord,
} from './world.ts';

type Maker = (
  shop: Shop,
  lines: LineInput[],
  header?: Record<string, unknown>,
) => TestRecord | Promise<TestRecord>;

const sender = await newShop();
const kinds: Readonly<Record<string, Maker>> = {
  sales_invoice: saleOf,
  'sales_invoice on credit': async (shop, lines, header) =>
    onCredit(shop, await customerOf(shop), header, lines),
  customer_payment: async (shop, _, header) => paymentOf(shop, await customerOf(shop), 250, header),
  stock_adjustment: adjustmentOf,
  grn: grnOf,
  stock_count: countOf,
  shift: (shop, _, header) => shiftOf(shop, {}, header),
  'sales_invoice that is a return': async (shop, lines, header) => {
    const sale = saleOf(shop, lines);
    await push(shop.cashier, [sale]);
    return returnOf(
      shop,
      sale,
      lines.map((__, line) => ({ line })),
      header,
    );
  },
  'sales_invoice of an exchange': async (shop, lines, header) => {
    const sale = saleOf(shop);
    const back = returnOf(shop, sale);
    const taken = saleOf(shop, lines, header);
    exchange(back, taken);
    await push(shop.cashier, [sale, back]);
    return taken;
  },
  stock_transfer: (shop, lines, header) => transferOf(shop, sender, lines, header),
  stock_transfer_receipt: async (shop, lines, header) => {
    const sent = transferOf(sender, shop, lines);
    await push(sender.cashier, [sent]);
    return receiptOf(shop, sent, {}, header);
  },
};

for (const [kind, make] of Object.entries(kinds)) {
  const moved = ['customer_payment', 'stock_count', 'shift'].includes(kind) ? 0 : 1;

  test(`[T039] [R2-9] ${kind}: sent ten times in turn, it has one effect`, async () => {
    const shop = await newShop();
    const record = await make(shop, [{}, { item: 2 }]);
    const [first] = await push(shop.admin, [record]);
    expect(first).toMatchObject({ status: 'applied' });
    const before = await books(shop);
    for (let n = 0; n < 10; n += 1) {
      expect(await push(shop.admin, [record, record])).toMatchObject([
        { status: 'already_applied', journal_seq: first!.journal_seq, posted_at: first!.posted_at },
        { status: 'already_applied', journal_seq: first!.journal_seq },
      ]);
    }
    expect(await books(shop)).toEqual(before);
  });

  test(`[T039] [T036] [R2-9] ${kind}: sent from 16 connections at once, alone and among others, it has one effect`, async () => {
    for (let round = 0; round < (isSoak ? 10 : 3); round += 1) {
      const shop = await newShop();
      const records = await Promise.all(Array.from({ length: 4 }, async () => make(shop, [{ item: 2 }, {}])));
      const before = await books(shop);
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, n) => push(shop.admin, n % 2 === 0 ? records : records.toReversed())),
      );
      for (const record of records) {
        const own = answers.flat().filter(({ entity_id }) => entity_id === record.entity_id);
        expect(own.map(({ status }) => status).toSorted()).toEqual([
          ...Array.from({ length: 15 }, () => 'already_applied'),
          'applied',
        ]);
        expect(new Set(own.map(({ journal_seq }) => journal_seq)).size).toBe(1);
      }
      expect(await books(shop)).toMatchObject({
        keys: before['keys']! + 4,
        moves: before['moves']! + 8 * moved,
        journal: (before['journal'] ?? 0) + 4,
        outcomes: before['outcomes']! + 4,
        rejected: 0,
      });
    }
  });

  test(`[T040] ${kind}: the same id with any other content is RVDUP and leaves the original untouched`, async () => {
    const [shop, other] = [await newShop(), await newShop()];
    const record = await make(shop, [{}]);
    await push(shop.admin, [record]);
    const stored = await everythingOf(record);
    const posted = await books(shop);
    const line = (record.payload['lines'] as object[] | undefined)?.[0];
    const changes: [string, TestRecord][] = [
      ['RVDUP', { ...record, payload: { ...record.payload, note: 'changed' } }],
      ['RVDUP', { ...record, payload: { ...record.payload, lines: [{ ...line, quantity_milli: 2000 }] } }],
      ...['lines', 'payments', 'sources', 'counts'].map((part): [string, TestRecord] => [
        'RVDUP',
        { ...record, payload: { ...record.payload, [part]: [{}] } },
      ]),
      ['RVDUP', { ...record, payload: { ...record.payload, extra: 1 } }],
      [
        'RVDUP',
        { ...record, entity_type: kind.startsWith('sales_invoice') ? 'stock_adjustment' : 'sales_invoice' },
      ],
      [
        'RVDUP',
        {
          ...record,
          device_id: other.deviceId,
          payload: { ...record.payload, device_id: other.deviceId },
        },
      ],
    ];
    for (const [code, changed] of changes) {
      expect(await push(shop.admin, [changed])).toMatchObject([{ status: 'rejected', code }]);
    }
    // From another location: its id is taken, which is all that is told.
    const elsewhere = await make(other, [{}], { id: record.entity_id });
    elsewhere.entity_id = record.entity_id;
    const theirs = await books(other);
    expect(await push(other.admin, [elsewhere])).toMatchObject([{ status: 'rejected', code: '23505' }]);

    expect(await everythingOf(record)).toEqual(stored);
    expect(await books(shop)).toEqual({ ...posted, rejected: 1 });
    expect(await books(other)).toEqual({ ...theirs, rejected: 1 });
    expect(await push(shop.admin, [record])).toMatchObject([{ status: 'already_applied' }]);
  });
}

test('[T040] of two documents with one id, sent at once by 16 connections, one is posted and the other is RVDUP', async () => {
  const shop = await newShop();
  const one = saleOf(shop);
  const two = { ...one, payload: { ...one.payload, note: 'the other' } };
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, n) => push(shop.cashier, [n % 2 === 0 ? one : two])),
  );
  const statuses = answers.map(([answer]) => answer!.code ?? answer!.status).toSorted();
  expect(statuses).toEqual([
    ...Array.from({ length: 8 }, () => 'RVDUP'),
    ...Array.from({ length: 7 }, () => 'already_applied'),
    'applied',
  ]);
  expect(await books(shop)).toMatchObject({ invoices: 1, moves: 1, rejected: 1 });
});

/** Every row of every table that names it. */
async function everythingOf({ entity_id, location_id }: TestRecord): Promise<unknown> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and relname <> 'rejected_documents' order by 1`,
  );
  const { rows } = await owner.query(
    tables
      .map(
        ({ name }) => `select '${name}' as name, to_jsonb(t) as row from public.${name} t
          where t.location_id = any ($1) and strpos(to_jsonb(t)::text, $2) > 0`,
      )
      .join(' union all ')
      .concat(' order by 1, 2'),
    [[location_id, sender.id], entity_id],
  );
  expect(rows.length).toBeGreaterThan(2);
  return rows;
}
