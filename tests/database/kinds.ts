/** What can be posted, with everything in it that such a document can name. */
import { countOf } from './counts.ts';
import { customerOf, onCredit, paymentOf } from './credit.ts';
import { returnOf } from './returns.ts';
import { movement, shiftOf } from './shifts.ts';
import { receiptOf, transferOf } from './transfers.ts';
import { adjustmentOf, grnOf, newShop, owner, push, saleOf, type Shop, type TestRecord } from './world.ts';

/** Who sends goods to the others. */
export const sender = await newShop();
const both = [{}, { item: 2 }];
const allowed = (shop: Shop) => ({
  approved_by: shop.manager,
  approved_for: ['discount'],
  approval_reason: 'A friend',
});

export const kinds: Readonly<Record<string, (shop: Shop) => TestRecord | Promise<TestRecord>>> = {
  sale: async (shop) => onCredit(shop, await customerOf(shop), allowed(shop), both),
  return: async (shop) => {
    const sale = saleOf(shop, both, { customer_id: await customerOf(shop) });
    await push(shop.cashier, [sale]);
    return returnOf(shop, sale, [{}, { line: 1 }], allowed(shop));
  },
  customer_payment: async (shop) => paymentOf(shop, await customerOf(shop), 250, allowed(shop)),
  grn: async (shop) => {
    const { rows } = await owner.query<{ id: string }>(
      `insert into public.suppliers (location_id, name, created_by) values ($1, 'S', $2) returning id`,
      [shop.id, shop.admin],
    );
    return grnOf(shop, both, { supplier_id: rows[0]!.id, ...allowed(shop) });
  },
  stock_transfer: (shop) => transferOf(shop, sender, both, allowed(shop)),
  stock_transfer_receipt: async (shop) => {
    const sent = transferOf(sender, shop, both);
    await push(sender.cashier, [sent]);
    return receiptOf(shop, sent, {}, allowed(shop));
  },
  stock_adjustment: (shop) => adjustmentOf(shop, both, { cashier_id: shop.cashier, ...allowed(shop) }),
  stock_count: (shop) => countOf(shop, both, allowed(shop)),
  shift: (shop) => shiftOf(shop, {}, allowed(shop), { movements: [movement(shop)] }),
};
