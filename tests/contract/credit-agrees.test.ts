import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDebts, type Debt } from '#domain/credit.ts';
import { owner } from '#tests/database/world.ts';

const jan = (amount_minor: number): Debt => ({ due_date: '2026-01-10', amount_minor });
const feb = (amount_minor: number): Debt => ({ due_date: '2026-02-10', amount_minor });
const mar = (amount_minor: number): Debt => ({ due_date: '2026-03-10', amount_minor });

/** What is said of it, the debts, what is owed, what is open. */
const cases: readonly [string, readonly Debt[], number, readonly Debt[]][] = [
  ['nothing was ever owed', [], 0, []],
  ['all is owed', [jan(50), feb(30), mar(20)], 100, [jan(50), feb(30), mar(20)]],
  ['a part of the oldest is paid', [jan(50), feb(30), mar(20)], 60, [jan(10), feb(30), mar(20)]],
  ['the oldest is paid to the last', [jan(50), feb(30), mar(20)], 50, [feb(30), mar(20)]],
  ['one and a part of the next are paid', [jan(50), feb(30), mar(20)], 40, [feb(20), mar(20)]],
  ['all but one are paid', [jan(50), feb(30), mar(20)], 1, [mar(1)]],
  ['all is paid', [jan(50), feb(30), mar(20)], 0, []],
  ['more than all is paid', [jan(50), feb(30), mar(20)], -7, []],
  ['in whatever order they came', [mar(20), jan(50), feb(30)], 60, [jan(10), feb(30), mar(20)]],
  ['those of one day are one', [feb(10), jan(5), feb(20)], 32, [jan(2), feb(30)]],
  ['of one day, paid in part', [feb(10), feb(20)], 12, [feb(12)]],
  ['what the customer was owed pays a part of the first debt', [mar(20)], 15, [mar(15)]],
  ['what the customer was owed pays all of it', [mar(20)], -5, []],
];

async function onServer(debts: readonly Debt[], owedMinor: number): Promise<readonly Debt[]> {
  const { rows } = await owner.query<{ open: readonly Debt[] }>('select app.open_debts($1, $2) as open', [
    JSON.stringify(debts),
    owedMinor,
  ]);
  return rows[0]!.open;
}

for (const [what, debts, owed, open] of cases) {
  test(`the oldest debts are settled first, on the till and on the server: ${what}`, async () => {
    expect(openDebts(debts, owed)).toEqual(open);
    expect(await onServer(debts, owed)).toEqual(open);
  });
}

test('the till and the server agree on whatever debts there are, one by one or all at once', async () => {
  const debt = fc.record({
    due_date: fc.constantFrom('2025-12-31', '2026-01-10', '2026-02-10', '2028-02-29', '2035-01-01'),
    amount_minor: fc.integer({ min: 1, max: 1_000_000_000_000_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(debt, { maxLength: 8 }),
      fc.integer({ min: 0, max: 100 }),
      async (debts, percent) => {
        const all = debts.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
        const owed = all - Math.floor((all / 100) * percent);
        const open = openDebts(debts, owed);
        expect(await onServer(debts, owed)).toEqual(open);
        expect(open.reduce((sum, { amount_minor }) => sum + amount_minor, 0)).toBe(owed);
        expect(openDebts(openDebts(debts, all), owed)).toEqual(open);
      },
    ),
    { numRuns: 150 },
  );
});
