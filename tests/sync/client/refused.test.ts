/** A refused document from the till that made it to the manager who settles it on a laptop. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctDocument } from '#commands/correct-document.ts';
import { overrideStock } from '#commands/settle-online.ts';
import { refusedElsewhere } from '#queries/refused.ts';
import { refusedDocument } from '#queries/refused-document.ts';
import { saleToReturn } from '#queries/sale-to-return.ts';
import { settlementsOf } from '#queries/settlements.ts';
import { readContent } from '#schema/document-content.ts';
import { onHand, until } from '#tests/support/device.ts';
import {
  asManager,
  becomes,
  laptopAndTill,
  listed,
  recordOf,
  soldTwice,
  soldWithoutBatch,
  voidAs,
  watchRice,
} from '#tests/support/refused-world.ts';
import { serverTruth } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

describe('[T067] a manager settles from a laptop', () => {
  test('[R10.1-3c] by voiding: seen there with its till and its lines, closed on the till, its number kept, and no figure flickers', async () => {
    await using it = await laptopAndTill(stack);
    const { laptop, till, shop } = it;
    const figure = watchRice(till);
    const sale = await soldWithoutBatch(it, 2);
    expect(await onHand(till, 'Rice')).toBe(98_000);

    const [elsewhere] = await until(
      'seen on the laptop',
      () => refusedElsewhere(laptop.till.db.read).execute(),
      (rows) => rows.length === 1,
    );
    expect(elsewhere).toMatchObject({
      id: sale.id,
      number: sale.number,
      code: 'RVLOT',
      total_minor: 500,
      device_code: till.till.device.code,
    });
    expect(await listed(laptop, sale.id)).toMatchObject([
      { sync_status: 'failed', elsewhere: till.till.device.code, total_minor: 500 },
    ]);
    const [row] = await refusedDocument(laptop.till.db.read, sale.id).execute();
    expect(row).toMatchObject({ state: 'failed', queue_id: null, cashier_name: 'Casey' });
    expect(readContent(row!.entity_type, row!.payload)).toMatchObject({
      payload: { id: sale.id, lines: [{ quantity_milli: 2000 }] },
    });
    // It is for managers: another member's device never has it.
    expect(await till.till.db.power.getAll('select * from rejected_documents')).toEqual([]);

    expect(await voidAs(laptop, sale.id, 'Brought back')).toEqual({ kind: 'settled' });
    expect(await settlementsOf(laptop.till.db.read, sale.id).execute()).toMatchObject([
      { act: 'voided', reason: 'Brought back', by_name: 'Morgan' },
    ]);
    await becomes(till, sale.id, { sync_status: 'synced', warnings: '["void"]' });
    expect(await listed(till, sale.id)).toMatchObject([{ sync_status: 'void', number: sale.number }]);
    expect(await saleToReturn(till.till.db.read, sale.id), 'what is void pays nothing back').toBeNull();
    expect(await onHand(till, 'Rice')).toBe(100_000);
    figure.stop();
    expect(figure.seen).toEqual([100_000, 98_000, 100_000]);
    await until(
      'void on the laptop',
      () => listed(laptop, sale.id),
      ([one]) => one?.sync_status === 'void' && one.number === sale.number,
    );
    expect(await refusedElsewhere(laptop.till.db.read).execute()).toEqual([]);
    expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 0, moves: 0, balance_milli: 100_000 });
    expect([...laptop.errors, ...till.errors]).toEqual([]);
  });

  test('[R9.2-4] by allowing the stock: posted below zero, the record closes, the figure never moves', async () => {
    await using it = await laptopAndTill(stack, { policy: 'BLOCK' });
    const { laptop, till, shop } = it;
    const sale = await soldTwice(it);
    await until(
      'both sales counted',
      () => onHand(till, 'Rice'),
      (n) => n === -1000,
    );
    const figure = watchRice(till);
    // A cashier's session cannot, whoever stands at the till: the server judges.
    await expect(
      overrideStock(asManager(till), till.shop.settling, { document_id: sale.id, reason: 'Please' }),
    ).resolves.toMatchObject({ refusal: { kind: 'server_refused', code: 'RAROL' } });
    expect(
      await overrideStock(till.till, till.shop.settling, { document_id: sale.id, reason: 'Please' }),
    ).toMatchObject({ refusal: { kind: 'not_allowed' } });

    await until(
      'seen on the laptop',
      () => refusedElsewhere(laptop.till.db.read).execute(),
      (rows) => rows.length === 1,
    );
    const request = { document_id: sale.id, reason: 'It was on the shelf' };
    expect(await overrideStock(laptop.till, laptop.shop.settling, request)).toEqual({ kind: 'settled' });
    await becomes(till, sale.id, { sync_status: 'synced' });
    await until(
      'its row is here',
      () => listed(till, sale.id),
      ([one]) => one?.sync_status === 'synced' && one.flags.includes('overridden'),
    );
    figure.stop();
    expect(figure.seen).toEqual([-1000]);
    expect(await serverTruth(stack, shop)).toMatchObject({
      invoices: 3,
      balance_milli: -1000,
      moved_milli: -1000,
    });
    expect(await refusedElsewhere(laptop.till.db.read).execute()).toEqual([]);
  });

  test('while the till has corrected it offline: it is posted once, and both agree', async () => {
    await using it = await laptopAndTill(stack, { policy: 'BLOCK' });
    const { laptop, till, network, shop } = it;
    const sale = await soldTwice(it);
    await until(
      'both sales counted',
      () => onHand(till, 'Rice'),
      (n) => n === -1000,
    );
    const figure = watchRice(till);
    network.cut();
    const { queue_id } = await recordOf(till, sale.id);
    const approval = {
      approved_by: shop.manager.id,
      approved_for: ['stock'],
      approval_reason: 'Shelf',
    } as const;
    expect(await correctDocument(till.till, { queueId: queue_id, correction: { approval } })).toEqual({
      kind: 'queued',
    });
    const request = { document_id: sale.id, reason: 'It was on the shelf' };
    expect(await overrideStock(laptop.till, laptop.shop.settling, request)).toEqual({ kind: 'settled' });
    // The till's own version arrives first: it is refused, and nothing tells the till yet of the other.
    network.heal();
    network.set('/sync', { kind: 'refuse' });
    till.shop.store.syncNow();
    await becomes(till, sale.id, { sync_status: 'failed', error_code: 'RVDUP' });
    network.heal();
    await becomes(till, sale.id, { sync_status: 'synced' });
    figure.stop();
    expect(figure.seen).toEqual([-1000]);
    expect(await serverTruth(stack, shop)).toMatchObject({
      invoices: 3,
      balance_milli: -1000,
      moved_milli: -1000,
    });
  });

  test('[R3.2-25] [R3.2-26] not without a network, nor with a session that is over; an answer that was lost costs nothing', async () => {
    await using it = await laptopAndTill(stack);
    const { laptop, till, proxy } = it;
    const sale = await soldWithoutBatch(it);
    await until(
      'seen on the laptop',
      () => refusedElsewhere(laptop.till.db.read).execute(),
      (rows) => rows.length === 1,
    );
    const door = '/rest/v1/rpc/void_document';
    const said = async (reason = 'Brought back') => {
      const done = await voidAs(laptop, sale.id, reason);
      return done.kind === 'refused' ? done.refusal.kind : done.kind;
    };
    laptop.platform.setNetwork(false);
    expect(await said()).toBe('needs_internet');
    laptop.platform.setNetwork(true);
    for (const kind of ['refuse', 'html200'] as const) {
      proxy.set(door, { kind });
      expect(await said()).toBe('needs_internet');
    }
    proxy.set(door, { kind: 'status', status: 401, body: { code: 'PGRST301', message: 'JWT expired' } });
    expect(await said()).toBe('needs_sign_in');
    proxy.set(door, { kind: 'status', status: 200, body: { document_id: 'another' } });
    expect(await said()).toBe('needs_internet');
    expect(await said('  ')).toBe('text_missing');
    expect(await said('x'.repeat(501))).toBe('text_too_long');
    expect(await settlementsOf(laptop.till.db.read, sale.id).execute()).toEqual([]);
    expect(await recordOf(till, sale.id)).toMatchObject({ sync_status: 'failed' });

    proxy.set(door, { kind: 'drop_ack' });
    expect(await said()).toBe('needs_internet');
    proxy.heal();
    await becomes(till, sale.id, { sync_status: 'synced', warnings: '["void"]' });
    expect(await said()).toBe('settled');
    expect(await listed(till, sale.id)).toMatchObject([{ sync_status: 'void' }]);
  });
});
