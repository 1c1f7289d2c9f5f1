import { expect, test } from 'vitest';
import { customerOf, onCredit, paymentOf } from './credit.ts';
import { receiptOf, transferOf } from './transfers.ts';
import { countOf } from './counts.ts';
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
  stock_transfer: (shop, lines, header) => transferOf(shop, sender, lines, header),
  stock_transfer_receipt: async (shop, lines, header) => {
    const sent = transferOf(sender, shop, lines);
    await push(sender.cashier, [sent]);
    return receiptOf(shop, sent, {}, header);
  },
};

for (const [kind, make] of Object.entries(kinds)) {
  const moved = ['customer_payment', 'stock_count'].includes(kind) ? 0 : 1;

  test(`[T039] [R2-9] ${kind}: sent ten times in turn, it has one effect`, async () => {
    const shop = await newShop();
    const record = await make(shop, [{}, { item: 2 }]);
    const [first] = await push(shop.admin, [record]);
    expect(first).toMatchObject({ status: 'applied' });
    const before = await books(shop);
    for (let n = 0; n < 10; n += 1) {
      expect(await push(shop.admin, [record, record])).toMatchObject([
        { status: 'already_applied', journal_seq: 1, posted_at: first!.posted_at },
        { status: 'already_applied', journal_seq: 1 },
      ]);
    }
    expect(await books(shop)).toEqual(before);
  });

  test(`[T039] [T036] [R2-9] ${kind}: sent from 16 connections at once, alone and among others, it has one effect`, async () => {
    for (let round = 0; round < 5; round += 1) {
      const shop = await newShop();
      const records = await Promise.all(Array.from({ length: 4 }, async () => make(shop, [{ item: 2 }, {}])));
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
        keys: 4,
        moves: 8 * moved,
        journal: 4,
        outcomes: 4,
        rejected: 0,
      });
    }
  });

  test(`[T040] ${kind}: the same id with any other content is RVDUP and leaves the original untouched`, async () => {
    const [shop, other] = [await newShop(), await newShop()];
    const record = await make(shop, [{}]);
    await push(shop.admin, [record]);
    const stored = await everythingOf(record);
    const line = (record.payload['lines'] as object[] | undefined)?.[0];
    const changes: [string, TestRecord][] = [
      ['RVDUP', { ...record, payload: { ...record.payload, note: 'changed' } }],
      ['RVDUP', { ...record, payload: { ...record.payload, lines: [{ ...line, quantity_milli: 2000 }] } }],
      ['RVDUP', { ...record, payload: { ...record.payload, lines: [] } }],
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
    expect(await push(other.admin, [elsewhere])).toMatchObject([{ status: 'rejected', code: '23505' }]);

    expect(await everythingOf(record)).toEqual(stored);
    expect(await books(shop)).toMatchObject({ keys: 1, moves: moved, journal: 1, outcomes: 1 });
    expect(await books(other)).toMatchObject({ keys: 0, moves: 0, journal: 0, outcomes: 0 });
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

async function everythingOf(record: TestRecord): Promise<unknown> {
  const { rows } = await owner.query(
    `select (select to_jsonb(k) from public.document_keys k where k.id = $1) as key,
       (select to_jsonb(i) from public.sales_invoices i where i.id = $1) as invoice,
       (select jsonb_agg(l order by l.line_no) from public.sales_invoice_lines l where l.invoice_id = $1) as lines,
       (select jsonb_agg(y order by y.line_no) from public.sales_invoice_payments y where y.invoice_id = $1) as payments,
       (select to_jsonb(a) from public.stock_adjustments a where a.id = $1) as adjustment,
       (select jsonb_agg(l order by l.line_no) from public.stock_adjustment_lines l where l.adjustment_id = $1) as counted,
       (select to_jsonb(n) from public.grns n where n.id = $1) as note,
       (select jsonb_agg(l order by l.line_no) from public.grn_lines l where l.grn_id = $1) as received,
       (select to_jsonb(c) from public.stock_counts c where c.id = $1) as sheet,
       (select jsonb_agg(l order by l.line_no) from public.stock_count_lines l where l.count_id = $1) as on_sheet,
       (select to_jsonb(t) from public.stock_transfers t where t.id = $1) as transfer,
       (select to_jsonb(s) from public.transfer_states s where $1 in (s.id, s.receipt_id)) as state,
       (select jsonb_agg(l order by l.line_no) from public.stock_transfer_lines l where l.transfer_id = $1) as sent,
       (select to_jsonb(r) from public.stock_transfer_receipts r where r.id = $1) as receipt,
       (select jsonb_agg(l order by l.line_no) from public.stock_transfer_receipt_lines l where l.receipt_id = $1) as arrived,
       (select jsonb_agg(m order by m.id) from public.stock_moves m where m.document_id = $1) as moves,
       (select to_jsonb(c) from public.customer_payments c where c.id = $1) as payment,
       (select to_jsonb(e) from public.customer_entries e where e.id = $1) as entry`,
    [record.entity_id],
  );
  return rows;
}
