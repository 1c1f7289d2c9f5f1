/** Reports of money and of people on a device that sent everything, against the same asked of the server's own rows; before, what they say of what waits. */
import { expect } from 'vitest';
import { ageingOf, statementOf } from '#domain/account.ts';
import { addItem, cartTotals, newCart, setLineDiscount } from '#domain/cart.ts';
import { postSale } from '#commands/post-sale.ts';
import { itemsNamed } from '#queries/items.ts';
import { entriesOf, entriesOfOwing } from '#queries/reports/account-entries.ts';
import { discountsBy } from '#queries/reports/discounts.ts';
import { flagCounts } from '#queries/reports/flagged.ts';
import { purchasesBy } from '#queries/reports/purchases-by.ts';
import { returnsBy } from '#queries/reports/returns-by.ts';
import { shiftVariances } from '#queries/reports/shift-variances.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { newCustomer, owed, payDebt, sellOnCredit } from './credit.ts';
import { pendingOf, until, type Device } from './device.ts';
import { closeDrawer, openDrawer } from './drawer.ts';
import { receiveSome } from './receiving.ts';
import { takeBack } from './returning.ts';
import { withOwner } from './shop.ts';
import type { TestStack } from './stack.ts';
import { tillWorld } from './till-world.ts';

const today = new Date().toISOString().slice(0, 10);
const period = {
  from: `${Number(today.slice(0, 4)) - 1}-01-01`,
  to: `${Number(today.slice(0, 4)) + 1}-12-31`,
};

/** Rice for cash, cheaper than the list says and 50 off. */
async function sellCheaper({ till }: Device, managerId: string): Promise<void> {
  const [item] = await itemsNamed(till.db.read, 'Rice').execute();
  const current = await settings(till.db.read).executeTakeFirstOrThrow();
  if (!item) throw new Error('The till has no rice.');
  const lineId = newId();
  const added = addItem(newCart(newId(), new Date().toISOString()), item, { lineId, quantityMilli: 2000 });
  const lines = added.lines.map((line) => ({ ...line, price_minor: line.price_minor - 7 }));
  const cart = setLineDiscount({ ...added, lines }, lineId, { kind: 'amount', minor: 50 });
  const { total_minor } = cartTotals(cart, current.tax_mode);
  const payments = [{ method: 'cash', tendered_minor: total_minor } as const];
  const approval = {
    approved_by: managerId,
    approved_for: ['price', 'discount'],
    approval_reason: 'Regular',
  } as const;
  expect(await postSale(till, { cart, payments, settings: current, approval })).toMatchObject({
    kind: 'posted',
  });
}

async function figures({ till }: Device, customer: string) {
  const { read } = till.db;
  const owes = (await owed(till, customer))?.owed_minor ?? 0;
  const entries = await entriesOfOwing(read, period.from).execute();
  const { open, elsewhere_minor } = ageingOf(entries, owes, today);
  const { charged_minor, settled_minor, closing_minor } = statementOf(
    await entriesOf(read, customer, period.from).execute(),
    owes,
    period,
  );
  const [given] = await discountsBy(read, { period, by: 'whole' }).execute();
  const [returned] = await returnsBy(read, { period, by: 'whole' }).execute();
  const [received] = await purchasesBy(read, { period, by: 'whole' }).execute();
  const [shift] = await shiftVariances(read, period).execute();
  const flags = await flagCounts(read, period).execute();
  return {
    account: {
      open: open['0-30'],
      elsewhere: elsewhere_minor,
      charged: charged_minor,
      settled: settled_minor,
    },
    owed: closing_minor,
    discount: given?.discount_minor,
    lowered: given?.lowered_minor,
    returned: returned?.returned_minor,
    received: { milli: received?.quantity_milli, minor: received?.amount_minor },
    shift: { variance: shift?.variance_minor, cash: shift?.cash_minor },
    flags: Object.fromEntries(flags.map(({ flag, document_count }) => [flag, document_count])),
    pending: (given?.pending_count ?? 0) + (returned?.pending_count ?? 0) + (received?.pending_count ?? 0),
  };
}

/** By the ledger, with no code of ours: what was owed is open from the youngest sale on. */
function serverFigures(stack: TestStack, locationId: string, customer: string) {
  return withOwner(stack, async (db) => {
    const { rows } = await db.query<{ figures: unknown }>(
      `with entry as (select * from public.customer_entries where customer_id = $2),
       owed as (select sum(amount_minor) as minor from entry),
       line as (select l.*, case d.kind when 'return' then -1 else 1 end as sign, d.tax_mode
         from public.sales_invoices d join public.sales_invoice_lines l on l.invoice_id = d.id where d.location_id = $1),
       flag as (
         select jsonb_array_elements_text(flags) as flag from public.sales_invoices where location_id = $1
         union all select jsonb_array_elements_text(flags) from public.grns where location_id = $1
         union all select jsonb_array_elements_text(flags) from public.customer_payments where location_id = $1
         union all select jsonb_array_elements_text(flags) from public.stock_adjustments where location_id = $1
         union all select jsonb_array_elements_text(flags) from public.shifts where location_id = $1)
       select json_build_object(
         'account', json_build_object(
           'open', (select sum(greatest(0, least(amount_minor, (select minor from owed) - younger))) from (
             select amount_minor, coalesce(sum(amount_minor) over (order by journal_seq desc
               rows between unbounded preceding and 1 preceding), 0) as younger from entry where amount_minor > 0) sale),
           'elsewhere', 0,
           'charged', (select sum(amount_minor) from entry where amount_minor > 0),
           'settled', (select -sum(amount_minor) from entry where amount_minor < 0)),
         'owed', (select outstanding_minor from public.customer_balances where id = $2),
         'discount', (select sum(sign * discount_minor) from line),
         'lowered', (select sum(sign * (list_price_minor - price_minor) * quantity_milli / 1000) from line where price_minor < list_price_minor),
         'returned', (select sum(amount_minor + case tax_mode when 'exclusive' then tax_minor else 0 end) from line where sign < 0),
         'received', (select json_build_object('milli', sum(quantity_milli), 'minor', sum(amount_minor))
           from public.grn_lines where location_id = $1),
         'shift', (select json_build_object('variance', variance_minor, 'cash', booked_cash_minor)
           from public.shifts where location_id = $1),
         'flags', (select json_object_agg(flag, count) from (select flag, count(*) as count from flag
           where flag not in ('approved', 'discounted', 'price_overridden') group by flag) f),
         'pending', 0) as figures`,
      [locationId, customer],
    );
    return rows[0]?.figures;
  });
}

export async function moneyAgrees(stack: TestStack): Promise<void> {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  const customer = await newCustomer(stack, shop, [device], { limit_minor: 100, days: 0 });
  proxy.cut();
  const { id: drawer } = await openDrawer(device.till, 5000);
  const approval = {
    approved_by: shop.manager.id,
    approved_for: ['credit'],
    approval_reason: 'Known',
  } as const;
  const first = await sellOnCredit(device.till, 'Rice', customer, { pieces: 4, approval });
  await sellOnCredit(device.till, 'Rice', customer, { pieces: 2, approval });
  await payDebt(device.till, customer, 120);
  expect(await takeBack(device, first.id, 1, true, 'credit')).toMatchObject({ kind: 'posted' });
  await sellCheaper(device, shop.manager.id);
  await receiveSome(device.till, 'Rice', 6);
  await closeDrawer(device.till, drawer, 4321, 'Counted twice');
  const { flags: _none, pending, ...offline } = await figures(device, customer);
  expect(pending).toBe(3);

  proxy.heal();
  device.shop.store.syncNow();
  await until(
    'sent',
    () => pendingOf(device),
    (count) => count === 0,
  );
  const online = await until(
    'in the books',
    () => figures(device, customer),
    (found) =>
      found.pending === 0 && Object.keys(found.flags).length > 0 && found.flags['drawer_differs'] === 1,
  );
  expect(online).toEqual(await serverFigures(stack, shop.id, customer));
  expect(online).toMatchObject(offline);
}
