import { expect, test } from 'vitest';
import { addDays } from '#domain/business-date.ts';
import { openDebts, type Debt } from '#domain/credit.ts';
import { balanceOf, customerOf, entriesOf, onCredit, paymentOf } from '#tests/database/credit.ts';
import {
  adjustmentOf,
  books,
  newShop,
  owner,
  push,
  saleOf,
  type Shop,
  type TestRecord,
} from '#tests/database/world.ts';

const today = (): string => new Date().toISOString().slice(0, 10);

async function stockedShop(): Promise<Shop> {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 1_000_000 }])]);
  return shop;
}

const yes = (shop: Shop, ...approved_for: string[]) => ({ approved_by: shop.manager, approved_for });

async function flagsOf(table: string, record: TestRecord): Promise<unknown> {
  const { rows } = await owner.query<{ flags: unknown }>(`select flags from public.${table} where id = $1`, [
    record.entity_id,
  ]);
  return rows[0]?.flags;
}

test('[R3.2-3] a sale on credit posts: the customer owes it, due so many days after the sale as they have', async () => {
  const shop = await stockedShop();
  const customer = await customerOf(shop, 1000, 14);
  const due = addDays(today(), 14);
  const sale = onCredit(shop, customer, { due_date: due });
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'applied', warnings: [] }]);
  const { rows } = await owner.query(
    `select method, amount_minor::int, due_date::text from public.sales_invoice_payments where invoice_id = $1`,
    [sale.entity_id],
  );
  expect(rows).toEqual([{ method: 'credit', amount_minor: 250, due_date: due }]);
  expect(await balanceOf(customer)).toEqual({
    outstanding_minor: 250,
    oldest_due_date: due,
    open_debts: [{ due_date: due, amount_minor: 250 }],
  });
  expect(await books(shop)).toMatchObject({ entries: 1, moves: 2 });
});

test('[R3.2-3] a part is paid in cash, the rest is owed', async () => {
  const shop = await stockedShop();
  const customer = await customerOf(shop);
  const sale = onCredit(shop, customer, { cash_minor: 100 }, [{ quantity_milli: 2000 }]);
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await balanceOf(customer)).toMatchObject({ outstanding_minor: 400 });
  await push(shop.cashier, [saleOf(shop, [{}], { customer_id: customer })]);
  expect(await balanceOf(customer), 'what is paid at once is not owed').toMatchObject({
    outstanding_minor: 400,
  });
  expect(await books(shop)).toMatchObject({ entries: 1, invoices: 2 });
});

test('[R3.2-5] a sale on credit without a customer is refused, kept, and posts when it is given one', async () => {
  const shop = await newShop();
  const sale = onCredit(shop, null);
  const refusal = { status: 'rejected', code: 'RVCUS', field: 'customer_id' };
  expect(await push(shop.cashier, [sale])).toMatchObject([refusal]);
  expect(await books(shop)).toMatchObject({ invoices: 0, entries: 0, moves: 0, journal: 0, rejected: 1 });
  sale.payload['customer_id'] = await customerOf(shop);
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'applied' }]);
  expect(await books(shop)).toMatchObject({ invoices: 1, entries: 1 });
});

test('[T057] a customer of another location can owe and pay nothing here', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const stranger = await customerOf(other);
  for (const record of [onCredit(shop, stranger), paymentOf(shop, stranger)]) {
    expect(await push(shop.cashier, [record])).toMatchObject([
      { status: 'dependency_missing', code: 'RDCUS', field: 'customer_id' },
    ]);
  }
  expect(await balanceOf(stranger)).toBeNull();
  expect(await books(shop)).toMatchObject({ entries: 0, journal: 0 });
});

const parts: Record<string, (sale: TestRecord) => void> = {
  'two parts on credit': ({ payload }) => {
    const [part] = payload['payments'] as [object];
    payload['payments'] = [1, 2].map((line_no) => ({
      ...part,
      id: crypto.randomUUID(),
      line_no,
      amount_minor: 125,
      tendered_minor: 125,
    }));
  },
  'change given on credit': ({ payload }) => {
    Object.assign((payload['payments'] as [object])[0], { tendered_minor: 300, change_minor: 50 });
  },
  'credit that is rounded': ({ payload }) => {
    Object.assign((payload['payments'] as [object])[0], { tendered_minor: 251, rounding_minor: 1 });
  },
  'less on credit than is to pay': ({ payload }) => {
    Object.assign((payload['payments'] as [object])[0], { tendered_minor: 249, amount_minor: 249 });
  },
};
for (const [what, spoil] of Object.entries(parts)) {
  test(`${what}: refused as RVPAY`, async () => {
    const shop = await newShop();
    const sale = onCredit(shop, await customerOf(shop));
    spoil(sale);
    expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'rejected', code: 'RVPAY' }]);
    expect(await books(shop)).toMatchObject({ entries: 0, journal: 0 });
  });
}

test('[R4.1-12] beyond the limit, or while older debts are overdue: posted, flagged, and flagged once more where no manager was asked', async () => {
  const shop = await stockedShop();
  const customer = await customerOf(shop, 500, 0);
  const yesterday = addDays(today(), -1);
  const first = onCredit(shop, customer, { business_date: yesterday });
  const second = onCredit(shop, customer);
  const third = onCredit(shop, customer, yes(shop, 'price', 'credit'));
  const fourth = onCredit(shop, customer, { ...yes(shop, 'price'), cashier_id: shop.cashier });
  const fifth = onCredit(shop, customer, { cashier_id: shop.manager });
  const sixth = onCredit(shop, customer, { approved_by: shop.cashier, approved_for: ['credit'] });
  const answers = await push(shop.cashier, [first, second, third, fourth, fifth, sixth]);
  const both = ['over_credit_limit', 'debts_overdue'];
  expect(answers.map(({ status, warnings }) => [status, warnings])).toEqual([
    ['applied', []],
    ['applied', ['debts_overdue', 'credit_unapproved']],
    ['applied', ['approved', ...both]],
    ['applied', ['approved', ...both, 'credit_unapproved']],
    ['applied', both],
    ['applied', ['approval_invalid', ...both, 'credit_unapproved']],
  ]);
  expect(await flagsOf('sales_invoices', second)).toEqual(['debts_overdue', 'credit_unapproved']);
  await books(shop);
});

test('[R4.1-12] exactly the limit is within it; a limit of nothing gives nothing alone; what is due today is not overdue', async () => {
  const shop = await stockedShop();
  const [exact, none] = [await customerOf(shop, 500, 0), await customerOf(shop, 0, 0)];
  expect(
    (await push(shop.cashier, [onCredit(shop, exact), onCredit(shop, exact), onCredit(shop, none)])).map(
      ({ warnings }) => warnings,
    ),
  ).toEqual([[], [], ['over_credit_limit', 'credit_unapproved']]);
});

test('the server says when it is due; a paper that says otherwise is flagged', async () => {
  const shop = await stockedShop();
  const customer = await customerOf(shop, 100_000, 7);
  const sale = onCredit(shop, customer, { due_date: addDays(today(), 30) });
  expect(await push(shop.cashier, [sale])).toMatchObject([
    { status: 'applied', warnings: ['due_date_differs'] },
  ]);
  expect(await balanceOf(customer)).toMatchObject({ oldest_due_date: addDays(today(), 7) });
});

test('[R3.2-3] a payment posts, settles the oldest debts first, and what is too much stays in the customer’s favour', async () => {
  const shop = await newShop();
  const customer = await customerOf(shop, 100_000, 10);
  const days = [3, 2, 1].map((ago) => addDays(today(), -ago));
  await push(
    shop.cashier,
    days.toReversed().map((business_date) => onCredit(shop, customer, { business_date })),
  );
  const due = days.map((day) => addDays(day, 10));
  expect(await balanceOf(customer)).toMatchObject({ outstanding_minor: 750, oldest_due_date: due[0] });
  const paid = paymentOf(shop, customer, 300, { note: 'By his son.', reference: 'R1' });
  expect(await push(shop.cashier, [paid])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await balanceOf(customer)).toEqual({
    outstanding_minor: 450,
    oldest_due_date: due[1],
    open_debts: [
      { due_date: due[1], amount_minor: 200 },
      { due_date: due[2], amount_minor: 250 },
    ],
  });
  await push(shop.manager, [paymentOf(shop, customer, 500)]);
  expect(await balanceOf(customer)).toEqual({
    outstanding_minor: -50,
    oldest_due_date: null,
    open_debts: [],
  });
  await push(shop.admin, [onCredit(shop, customer)]);
  expect(await balanceOf(customer)).toMatchObject({
    outstanding_minor: 200,
    open_debts: [{ due_date: addDays(today(), 10), amount_minor: 200 }],
  });
  expect(await books(shop)).toMatchObject({ received_payments: 2, entries: 6, moves: 4 });
});

test('a customer who never owed anything may pay ahead', async () => {
  const shop = await newShop();
  const customer = await customerOf(shop);
  expect(await push(shop.cashier, [paymentOf(shop, customer)])).toMatchObject([{ status: 'applied' }]);
  expect(await balanceOf(customer)).toMatchObject({ outstanding_minor: -250, oldest_due_date: null });
  await books(shop);
});

const wrong: Record<string, [Record<string, unknown>, string, string]> = {
  'no customer': [{ customer_id: null }, 'RVCUS', 'customer_id'],
  'on credit': [{ method: 'credit' }, 'RVPAY', 'method'],
  'by no means': [{ method: null }, 'RVPAY', 'method'],
  'of nothing': [{ amount_minor: 0, tendered_minor: 0 }, 'RVPAY', 'amount_minor'],
  'of less than nothing': [{ amount_minor: -250, tendered_minor: -250 }, 'RVPAY', 'amount_minor'],
  'of no amount': [{ amount_minor: null }, 'RVPAY', 'amount_minor'],
  'of more than there is': [{ amount_minor: 1e15 + 1, tendered_minor: 1e15 + 1 }, 'RVPAY', 'amount_minor'],
  'that does not add up': [{ tendered_minor: 251 }, 'RVPAY', 'tendered_minor'],
  'with nothing said of what was given': [{ tendered_minor: null }, 'RVPAY', 'tendered_minor'],
  'change on a card': [{ method: 'card', tendered_minor: 300, change_minor: 50 }, 'RVPAY', 'tendered_minor'],
  'rounded by far too much': [{ tendered_minor: 50_251, rounding_minor: 50_001 }, 'RVPAY', 'tendered_minor'],
  'a note that is too long': [{ note: 'x'.repeat(501) }, 'RVSHP', 'note'],
  'a reference that is too long': [{ reference: 'x'.repeat(81) }, 'RVSHP', 'reference'],
  'a currency that is none': [{ currency: 'DOLLAR' }, 'RVSHP', 'currency'],
  'a number of another kind': [{ payment_number: 'S-X-01-000001' }, 'RVNUM', 'number'],
  'nobody who took it': [{ cashier_id: null }, 'RVSHP', 'cashier_id'],
};
for (const [what, [header, code, field]] of Object.entries(wrong)) {
  test(`[T045] a payment ${what}: ${code}`, async () => {
    const shop = await newShop();
    const customer = await customerOf(shop);
    const record = paymentOf(shop, customer, 250, header);
    expect(await push(shop.cashier, [record])).toMatchObject([{ status: 'rejected', code, field }]);
    expect(await books(shop)).toMatchObject({ received_payments: 0, entries: 0, journal: 0, rejected: 1 });
  });
}

test('a payment with change, rounded to the coin, or by card with its reference, posts; coins that differ are flagged', async () => {
  const shop = await newShop({ cash_rounding_minor: 5 });
  const customer = await customerOf(shop);
  const records = [
    paymentOf(shop, customer, 250, { tendered_minor: 500, change_minor: 250 }),
    paymentOf(shop, customer, 252, { tendered_minor: 250, rounding_minor: -2 }),
    paymentOf(shop, customer, 250, { method: 'card', reference: 'T-77' }),
    paymentOf(shop, customer, 250, { tendered_minor: 260, rounding_minor: 10 }),
  ];
  expect((await push(shop.cashier, records)).map(({ warnings }) => warnings)).toEqual([
    [],
    [],
    [],
    ['rounding_differs'],
  ]);
  expect(await balanceOf(customer)).toMatchObject({ outstanding_minor: -1002 });
});

test('entries and payments cannot be changed, not even by the owner, and strangers see neither', async () => {
  const shop = await newShop();
  const customer = await customerOf(shop);
  await push(shop.cashier, [onCredit(shop, customer), paymentOf(shop, customer)]);
  for (const table of ['customer_entries', 'customer_payments']) {
    for (const act of [`update public.${table} set updated_at = now()`, `delete from public.${table}`]) {
      await expect(owner.query(`${act} where location_id = $1`, [shop.id])).rejects.toMatchObject({
        code: '55000',
      });
    }
  }
});

test('[T042] sales on credit and payments of the same customers from 16 connections: no deadlock, and what is owed is what the entries say', async () => {
  const shop = await newShop();
  const customers = await Promise.all([0, 7, 30].map((days) => customerOf(shop, 5000, days)));
  const among = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
  let posted = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let n = 0; n < 6; n += 1) {
        const batch = Array.from({ length: 3 }, () =>
          Math.random() < 0.5
            ? onCredit(shop, among(customers), { business_date: addDays(today(), -among([0, 1, 2, 20])) })
            : paymentOf(shop, among(customers), among([1, 99, 250, 900])),
        );
        // A deadlock would be thrown here, as 40P01.
        for (const { status } of await push(shop.cashier, batch)) {
          expect(status).toBe('applied');
          posted += 1;
        }
      }
    }),
  );
  expect(await books(shop)).toMatchObject({ entries: posted, journal: posted });
  for (const customer of customers) {
    const entries = await entriesOf(customer);
    const replayed = entries.reduce<{ owed: number; debts: readonly Debt[] }>(
      ({ owed, debts }, { amount_minor, due_date }) => ({
        owed: owed + amount_minor,
        debts: openDebts(
          due_date === null ? debts : [...debts, { due_date, amount_minor }],
          owed + amount_minor,
        ),
      }),
      { owed: 0, debts: [] },
    );
    expect(await balanceOf(customer)).toEqual({
      outstanding_minor: replayed.owed,
      open_debts: replayed.debts,
      oldest_due_date: replayed.debts[0]?.due_date ?? null,
    });
  }
});
