import { spawnSync } from 'node:child_process';
import { expect, inject, test } from 'vitest';
import { adjustmentOf, newShop, push, saleOf, superuser } from './world.ts';

function ledgerCheck(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['local-stack/cli.ts', 'ledger-check', ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('ledger-check says that the books keep every law, or which is broken and where, and exits 1', async () => {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{}]), saleOf(shop)]);
  const args = ['--database-uri', inject('migrationUri'), '--location', shop.id];
  expect(ledgerCheck(...args)).toMatchObject({ status: 0, stdout: 'The books keep every law.\n' });

  const change = (by: number) =>
    superuser.query(
      'update public.stock_balances set quantity_milli = quantity_milli + $2 where item_id = $1',
      [shop.items[0], by],
    );
  await change(7);
  try {
    expect(ledgerCheck(...args)).toMatchObject({
      status: 1,
      stdout: `BROKEN balance is the sum of its moves · location ${shop.id} · ${shop.items[0]} · lot : balance 9007, moves 9000 (thousandths)\n`,
    });
  } finally {
    await change(-7);
  }
});

test('ledger-check that reaches no database says so and exits 1, with no password in what it says', () => {
  const { status, stdout, stderr } = ledgerCheck('--database-uri', 'postgres://who:hush@127.0.0.1:1/x');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/ECONNREFUSED/);
  expect(stderr).not.toContain('hush');
});
