import { expect, test } from 'vitest';
import { holdingHead, untilWaiting } from '#tests/database/head.ts';
import { failure, overriding, refusalsOf, settle, soldTwice, voiding } from '#tests/database/settle.ts';
import { books, newShop, onHand, owner, push, saleOf } from '#tests/database/world.ts';

test('[T067] void while a push of the document waits for the head: void, and the device is told so', async () => {
  const shop = await newShop();
  const sale = saleOf(shop);
  let answer: Promise<unknown> = Promise.resolve();
  await holdingHead(shop, async (query) => {
    answer = push(shop.cashier, [sale]);
    await untilWaiting(1);
    // What void_document writes, in the transaction that the push waits for.
    await query(
      `insert into public.voided_documents (id, location_id, device_id, entity_type, number, reason, created_by)
       values ($1, $2, $3, 'sales_invoice', 'S-1', 'Void', $4)`,
      [sale.entity_id, shop.id, shop.deviceId, shop.manager],
    );
  });
  expect(await answer).toMatchObject([{ status: 'already_applied', warnings: ['void'], journal_seq: null }]);
  expect(await books(shop)).toMatchObject({ invoices: 0, moves: 0, journal: 0, outcomes: 1, rejected: 0 });
});

test('[T067] pushes and voids of one document at once: exactly one of posted and void, each time', async () => {
  const shop = await newShop();
  const ends = { posted: 0, void: 0 };
  for (let round = 0; round < 20; round += 1) {
    const sale = saleOf(shop);
    const pushes = Array.from({ length: 4 }, () => push(shop.cashier, [sale]));
    const voids = Array.from({ length: 4 }, () =>
      failure(settle(shop.manager, 'void_document', voiding(sale))),
    );
    const answers = (await Promise.all(pushes)).map(([answer]) => answer!);
    const codes = new Set((await Promise.all(voids)).map(({ code }) => code));
    const { rows } = await owner.query<{ outcome: 'posted' | 'void'; is_posted: boolean; is_void: boolean }>(
      `select o.outcome, exists (select from public.document_keys k where k.id = o.id) as is_posted,
         exists (select from public.voided_documents d where d.id = o.id) as is_void
       from public.document_outcomes o where o.id = $1`,
      [sale.entity_id],
    );
    const [end] = rows;
    expect(end).toEqual({
      outcome: end!.outcome,
      is_posted: end!.outcome === 'posted',
      is_void: end!.outcome === 'void',
    });
    ends[end!.outcome] += 1;
    expect(answers.every(({ status }) => status === 'applied' || status === 'already_applied')).toBe(true);
    expect(answers.filter(({ status }) => status === 'applied')).toHaveLength(
      end!.outcome === 'posted' ? 1 : 0,
    );
    expect(codes).toEqual(new Set([end!.outcome === 'posted' ? 'RVPST' : 'done']));
  }
  expect(ends.posted + ends.void).toBe(20);
  expect(await books(shop)).toMatchObject({ invoices: ends.posted, outcomes: 20, rejected: 0 });
});

test('[T067] sixteen managers who void and override one document at once settle it once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { shop, sale } = await soldTwice();
    const asked = Array.from({ length: 16 }, (_, n) =>
      failure(
        n % 2 === round % 2
          ? settle(shop.manager, 'void_document', voiding(sale))
          : settle(shop.admin, 'override_rejection', overriding(sale)),
      ),
    );
    const codes = (await Promise.all(asked)).map(({ code }) => code);
    const isPosted = codes.includes('RVPST');
    // Either one override and no void, or eight voids (one act, repeated) and no override.
    expect(codes.filter((code) => code === 'done')).toHaveLength(isPosted ? 1 : 8);
    expect(await books(shop)).toMatchObject({ invoices: isPosted ? 2 : 1, rejected: 1 });
    expect(await onHand(shop)).toBe(isPosted ? -1000 : 0);
    expect(await refusalsOf(sale.entity_id)).toMatchObject([
      { is_open: false, resolution: isPosted ? 'posted' : 'void' },
    ]);
  }
});
