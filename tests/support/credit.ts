/** Sales on credit and what is paid for them, by the product's own commands. */
import { postCustomerPayment } from '#commands/post-customer-payment.ts';
import { postSale } from '#commands/post-sale.ts';
import type { Till } from '#commands/till.ts';
import { addItem, cartTotals, newCart } from '#domain/cart.ts';
import type { CardInput, CashInput } from '#domain/payment.ts';
import { itemsNamed } from '#queries/items.ts';
import { owingCustomer, owingOf } from '#queries/owed.ts';
import { settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { newId } from '#schema/new-id.ts';
import { until, type Device } from './device.ts';
import { withOwner, type TestShop } from './shop.ts';
import type { TestStack } from './stack.ts';

export interface Terms {
  readonly limit_minor?: number;
  readonly days?: number;
}

/** Made at the server, and waited for on the devices. */
export async function newCustomer(
  stack: TestStack,
  shop: TestShop,
  devices: readonly Device[],
  { limit_minor = 100_000, days = 30 }: Terms = {},
): Promise<string> {
  const id = newId();
  await withOwner(stack, (db) =>
    db.query(
      `insert into public.customers (id, location_id, name, credit_limit_minor, credit_days, created_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, shop.id, `Customer ${id.slice(-4)}`, limit_minor, days, shop.manager.id],
    ),
  );
  for (const device of devices)
    await until(
      'the customer is here',
      () => owed(device.till, id),
      (customer) => customer !== null,
    );
  return id;
}

/** What the till says that a customer owes; null where it does not know the customer. */
export async function owed({ db }: Till, customerId: string) {
  const row = await owingOf(db.read, customerId).executeTakeFirst();
  return row ? owingCustomer(row) : null;
}

/** All on credit, but what is given in cash; the answer is that of the command. */
export async function trySellOnCredit(
  till: Till,
  itemName: string,
  customerId: string | null,
  {
    pieces = 1,
    cash_minor = 0,
    approval,
  }: { pieces?: number; cash_minor?: number; approval?: Approval } = {},
) {
  const [item] = await itemsNamed(till.db.read, itemName).execute();
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  if (!item) throw new Error(`The till has no ${itemName}.`);
  const quantityMilli = pieces * 1000;
  const cart = {
    ...addItem(newCart(newId(), new Date().toISOString()), item, { lineId: newId(), quantityMilli }),
    customer_id: customerId,
  };
  const { total_minor } = cartTotals(cart, shopSettings.tax_mode);
  const cash = { method: 'cash', tendered_minor: cash_minor } as const;
  const credit = { method: 'credit', amount_minor: total_minor - cash_minor } as const;
  const payments = cash_minor === 0 ? [credit] : [cash, credit];
  const result = await postSale(till, {
    cart,
    payments,
    settings: shopSettings,
    ...(approval ? { approval } : {}),
  });
  return { result, total_minor };
}

/** Throws where it is refused. */
export async function sellOnCredit(...args: Parameters<typeof trySellOnCredit>) {
  const { result, total_minor } = await trySellOnCredit(...args);
  if (result.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return { ...result, total_minor };
}

/** Throws where it is refused. */
export async function payDebt(
  till: Till,
  customer_id: string,
  amount_minor: number,
  given: CashInput | CardInput = { method: 'cash', tendered_minor: amount_minor },
) {
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  const paid = { id: newId(), customer_id, amount_minor, given, note: '' };
  const posted = await postCustomerPayment(till, paid, shopSettings);
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}
