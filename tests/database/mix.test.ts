import { expect, test } from 'vitest';
import { isSoak } from '#tests/support/soak.ts';
import { mixOf } from './mix.ts';
import { costFaults } from './moving-average.ts';
import { shiftsThatDoNotAddUp } from './shifts.ts';
import { adjustmentOf, books, newShop, owner, push, saleOf, type Shop } from './world.ts';

test('[T042] two goods sold in opposite order from 16 connections: no deadlock, and every sale posts', async () => {
  const shop = await newShop();
  const ends = Date.now() + (isSoak ? 10_000 : 1500);
  let posted = 0;
  await Promise.all(
    Array.from({ length: 16 }, async (_, worker) => {
      const lines = worker % 2 === 0 ? [{ item: 0 }, { item: 2 }] : [{ item: 2 }, { item: 0 }];
      while (Date.now() < ends) {
        // A deadlock would be thrown here, as 40P01.
        const [first, second] = await push(shop.cashier, [saleOf(shop, lines), saleOf(shop, lines)]);
        for (const result of [first, second]) {
          if (result === undefined) continue;
          expect(result).toMatchObject({ status: 'applied' });
          posted += 1;
        }
      }
    }),
  );
  expect(posted).toBeGreaterThan(16);
  expect(await books(shop)).toMatchObject({ invoices: posted, lines: posted * 2, journal: posted });
});

for (const [policy, settings] of Object.entries({
  WARN: {},
  BLOCK: { negative_stock_policy: 'BLOCK' },
  'BLOCK, accepted when synced': { negative_stock_policy: 'BLOCK', block_on_sync: 'accept_flagged' },
})) {
  test(
    `[T043] under ${policy}: every kind of document, wrong ones, repeats, voids and overrides at once; then the books add up`,
    { timeout: 240_000 },
    async () => {
      const shop = await newShop(settings);
      const { applied, undecided, answers } = await mixOf(shop, isSoak ? 60_000 : 2500);
      if (isSoak) tell(policy, applied.size, answers);
      expect(Object.keys(answers)).toEqual(expect.arrayContaining(kinds.map((kind) => `${kind} applied`)));
      // What a manager may not settle is told so; nothing else is left undecided.
      expect(undecided.filter((code) => !/^(RVSHP|RVPST|RDITM|57014)$/.test(code))).toEqual([]);
      const counted = await books(shop);
      expect(counted).toMatchObject({ keys: applied.size, journal: applied.size });
      expect(await unsettled(shop)).toEqual([]);
      expect(await belowZero(shop)).toEqual([]);
      expect(await costFaults(shop)).toEqual([]);
      expect(await shiftsThatDoNotAddUp(shop)).toEqual([]);
    },
  );
}

const kinds = [
  'sales_invoice',
  'sale on credit',
  'return',
  'customer_payment',
  'grn',
  'stock_adjustment',
  'stock_count',
  'stock_transfer',
  'stock_transfer_receipt',
  'shift',
];

function tell(policy: string, posted: number, answers: Readonly<Record<string, number>>): void {
  const list = Object.entries(answers).map(([answer, times]) => `${answer}: ${times}`);
  process.stdout.write(`${policy}: ${posted} posted\n  ${list.join('\n  ')}\n`);
}

/** Documents of which the server's own tables tell different stories. */
async function unsettled(shop: Shop): Promise<unknown[]> {
  const { rows } = await owner.query(
    `select 'posted and void' as what, d.id::text from public.voided_documents d join public.document_keys k on k.id = d.id
     where d.location_id = $1
     union all
     select 'posted without an answer', k.id::text from public.document_keys k left join public.document_outcomes o on o.id = k.id
     where k.location_id = $1 and o.outcome is distinct from 'posted'
     union all
     select 'void without an answer', d.id::text from public.voided_documents d left join public.document_outcomes o on o.id = d.id
     where d.location_id = $1 and o.outcome is distinct from 'void'
     union all
     select 'settled with an open refusal', r.document_id from public.rejected_documents r
     join public.document_outcomes o on o.id::text = r.document_id
     where r.location_id = $1 and r.resolved_at is null
     union all
     select 'a sum of lines that is not its header', i.id::text from public.sales_invoices i where i.location_id = $1
       and i.total_minor <> (select sum(l.amount_minor) from public.sales_invoice_lines l where l.invoice_id = i.id)`,
    [shop.id],
  );
  return rows;
}

/** Moves that took stock below zero where the location blocks, and no manager let them. */
async function belowZero(shop: Shop): Promise<unknown[]> {
  const { rows } = await owner.query(
    `with run as (
       select m.document_id, m.item_id, m.lot_id, m.journal_seq,
         sum(sum(m.quantity_milli)) over (partition by m.item_id, m.lot_id order by m.journal_seq) as on_hand,
         sum(m.quantity_milli) as change
       from public.stock_moves m where m.location_id = $1
       group by m.document_id, m.item_id, m.lot_id, m.journal_seq)
     select r.document_id from run r
     left join public.sales_invoices i on i.id = r.document_id
     left join public.stock_adjustments a on a.id = r.document_id
     left join public.stock_transfers t on t.id = r.document_id
     join public.location_settings s on s.location_id = $1
     where r.on_hand < 0 and r.change < 0
       and not coalesce(i.flags, a.flags, t.flags) ? case
         when s.negative_stock_policy = 'BLOCK' and s.block_on_sync = 'hold' then 'overridden' else 'negative_stock' end`,
    [shop.id],
  );
  return rows;
}

test('[T066] [R9.2-4] BLOCK: the last unit, sold twice by two devices: the first to arrive has it, in either order', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ] as const) {
    const shop = await newShop({ negative_stock_policy: 'BLOCK' });
    await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 1000 }])]);
    // Client time decides nothing: the one that was made first may come last.
    const sales = [saleOf(shop), saleOf(shop)].map((sale, n) => ({
      ...sale,
      client_created_at: new Date(Date.now() - 60_000 * (2 - n)).toISOString(),
    }));
    expect(await push(shop.cashier, [sales[order[0]]])).toMatchObject([{ status: 'applied' }]);
    expect(await push(shop.cashier, [sales[order[1]]])).toMatchObject([
      { status: 'rejected', code: 'RVSTK' },
    ]);
    expect(await books(shop)).toMatchObject({ invoices: 1, rejected: 1, journal: 2 });
  }
});

test('[T066] [R9.2-4] BLOCK: the last unit, sold twice at the same moment, time after time: one posts, one is refused', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  const rounds = isSoak ? 200 : 40;
  for (let round = 1; round <= rounds; round += 1) {
    await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 1000 }])]);
    const answers = await Promise.all([0, 1].map(() => push(shop.cashier, [saleOf(shop)])));
    expect(answers.map(([answer]) => answer!.code ?? answer!.status).toSorted()).toEqual([
      'RVSTK',
      'applied',
    ]);
  }
  expect(await books(shop)).toMatchObject({ invoices: rounds, rejected: rounds, adjustments: rounds });
});
