/** What was sold, owed, paid and brought back. */
import type { DemoItem } from '#stack/demo/items.ts';
import { customersOf } from '#stack/demo/people.ts';
import { shop } from '#stack/demo/places.ts';
import { randomOf } from '#stack/demo/random.ts';
import type { Book, PushRecord } from './book.ts';
import { customerPayment, returnOf, sale, type Sold } from './money.ts';

const days = 10;
const salesADay = 3;

export function sales(till: Book, plain: readonly DemoItem[]): PushRecord[] {
  return Array.from({ length: days * salesADay }, (_, n) => {
    const random = randomOf(`sale ${n}`);
    const nth = n % salesADay;
    return sale(
      till,
      `sale ${n}`,
      [days - Math.floor(n / salesADay), 60 + nth * 180 + random.integer(0, 90)],
      {
        sold: basketOf(`basket ${n}`, plain),
        by: random.chance(40) ? 'card' : 'cash',
      },
    );
  });
}

export function salesOfToday(till: Book, plain: readonly DemoItem[]): PushRecord[] {
  return (['cash', 'card'] as const).map((by, n) =>
    sale(till, `today ${n}`, [0, n], { sold: basketOf(`today ${n}`, plain), by }),
  );
}

/** One customer is over the time for it, one has paid a part, one all of it, one owes the rest. */
export function onCredit(till: Book, plain: readonly DemoItem[]): PushRecord[] {
  const mayOwe = customersOf(shop).filter(({ credit_limit_minor }) => Number(credit_limit_minor) > 0);
  const soonDue = mayOwe.filter(({ credit_days }) => credit_days === 7).slice(0, 1);
  const others = mayOwe.filter((one) => !soonDue.includes(one)).slice(0, 3);
  const [late = '', part = '', all = '', more = ''] = [...soonDue, ...others].map(({ id }) => String(id));
  const owing = [late, part, all, more].map((customer, n) =>
    sale(till, `on credit ${n}`, [days - n, 30], {
      sold: basketOf(`credit ${n}`, plain),
      by: 'credit',
      customer,
    }),
  );
  const owed = (n: number) => Number(owing[n]?.payload['total_minor']);
  return [
    ...owing,
    customerPayment(till, 'a part', [3, 45], { customer: part, minor: Math.floor(owed(1) / 2), by: 'cash' }),
    customerPayment(till, 'all of it', [2, 45], { customer: all, minor: owed(2), by: 'card' }),
  ];
}

export function returns(till: Book, bought: readonly PushRecord[]): PushRecord[] {
  const [first, second] = bought.filter(
    ({ payload }) => payload['kind'] === 'sale' && payload['customer_id'] === null,
  );
  if (!first || !second) return [];
  return [
    returnOf(till, 'not wanted', [1, 600], { original: first, isRestocked: true, note: 'Not the right one' }),
    returnOf(till, 'broken', [1, 630], { original: second, isRestocked: false, note: 'Broken' }),
  ];
}

function basketOf(name: string, plain: readonly DemoItem[]): Sold[] {
  const random = randomOf(name);
  const items = new Set(Array.from({ length: random.integer(1, 4) }, () => random.pick(plain)));
  return [...items].map((item) => ({ item, pieces: random.integer(1, 3) }));
}
