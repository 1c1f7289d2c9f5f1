import { expect, test } from 'vitest';
import { overriding, refusedSale, settle, soldTwice, voiding } from '#tests/database/settle.ts';
import { books, newShop, owner, push, saleOf } from '#tests/database/world.ts';

test('a manager voids a refused sale: nothing moves, the refusal is closed, the device is told', async () => {
  const shop = await newShop();
  const sale = await refusedSale(shop);
  const before = await owner.query(
    'select updated_at from public.location_journal_heads where location_id = $1',
    [shop.id],
  );
  const answer = await settle(shop.manager, 'void_document', voiding(sale));
  expect(answer).toMatchObject({ document_id: sale.entity_id, outcome: 'void' });
  expect(await books(shop)).toMatchObject({ invoices: 0, moves: 0, keys: 0, journal: 0, outcomes: 1 });
  const { rows } = await owner.query(
    `select r.resolution, r.resolution_reason, r.resolved_by, o.outcome, o.device_id, h.updated_at > $2 as touched
     from public.rejected_documents r join public.document_outcomes o on o.id::text = r.document_id
     join public.location_journal_heads h on h.location_id = r.location_id where r.location_id = $1`,
    [shop.id, before.rows[0].updated_at],
  );
  expect(rows).toEqual([
    {
      resolution: 'void',
      resolution_reason: 'The customer brought it back',
      resolved_by: shop.manager,
      outcome: 'void',
      device_id: shop.deviceId,
      touched: true,
    },
  ]);
});

test('what is void is never posted: a device that sends it again is told so, however late', async () => {
  const shop = await newShop();
  const sale = await refusedSale(shop);
  await settle(shop.manager, 'void_document', voiding(sale));
  await owner.query('delete from public.document_outcomes where id = $1', [sale.entity_id]);
  const mended = structuredClone(sale);
  (mended.payload['lines'] as { lot_id: string }[])[0]!.lot_id = shop.lot;
  const [answer] = await push(shop.cashier, [mended]);
  expect(answer).toMatchObject({ status: 'already_applied', warnings: ['void'], journal_seq: null });
  expect(await books(shop)).toMatchObject({ invoices: 0, moves: 0, outcomes: 1 });
});

test('voiding twice is voiding once', async () => {
  const shop = await newShop();
  const sale = await refusedSale(shop);
  await settle(shop.manager, 'void_document', voiding(sale));
  await settle(shop.admin, 'void_document', voiding(sale, 'again'));
  expect(await books(shop)).toMatchObject({ outcomes: 1 });
});

test('a sale that the server never kept can be voided too', async () => {
  const shop = await newShop();
  await settle(shop.manager, 'void_document', voiding(saleOf(shop)));
  expect(await books(shop)).toMatchObject({ outcomes: 1, rejected: 0 });
});

test('voiding is refused: to a cashier, to a stranger, without a reason, for a foreign device, for what is posted', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const sale = await refusedSale(shop);
  const refusedWith = (code: string) => ({ code });
  await expect(settle(shop.cashier, 'void_document', voiding(sale))).rejects.toMatchObject(
    refusedWith('RAROL'),
  );
  await expect(settle(other.admin, 'void_document', voiding(sale))).rejects.toMatchObject(
    refusedWith('RALOC'),
  );
  await expect(settle(shop.manager, 'void_document', voiding(sale, '  '))).rejects.toMatchObject(
    refusedWith('RVNOT'),
  );
  const foreign = { ...voiding(sale), device_id: other.deviceId };
  await expect(settle(shop.manager, 'void_document', foreign)).rejects.toMatchObject(refusedWith('RADEV'));
  const posted = saleOf(shop);
  await push(shop.cashier, [posted]);
  await expect(settle(shop.manager, 'void_document', voiding(posted))).rejects.toMatchObject(
    refusedWith('RVPST'),
  );
  expect(await books(shop)).toMatchObject({ invoices: 1, outcomes: 1 });
});

test('a manager of another location cannot void by its id here, nor learn of it', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const sale = await refusedSale(shop);
  await settle(shop.manager, 'void_document', voiding(sale));
  const probe = { ...voiding(sale), location_id: other.id, device_id: other.deviceId };
  await expect(settle(other.manager, 'void_document', probe)).rejects.toMatchObject({ code: 'RVSHP' });
  expect(await books(other)).toMatchObject({ outcomes: 0 });
});

test('[R9.2-4] [T067] a manager overrides the stock: posted below zero, flagged, by its author, sent in by the manager', async () => {
  const { shop, sale } = await soldTwice();
  const answer = await settle(shop.manager, 'override_rejection', overriding(sale));
  expect(answer).toMatchObject({ status: 'applied', entity_id: sale.entity_id });
  expect(answer['warnings']).toEqual(expect.arrayContaining(['overridden', 'negative_stock']));
  const { rows } = await owner.query(
    `select i.created_by, i.submitted_by, i.flags, r.resolution, r.resolution_reason, r.resolved_by
     from public.sales_invoices i join public.rejected_documents r on r.document_id = i.id::text where i.id = $1`,
    [sale.entity_id],
  );
  expect(rows).toEqual([
    {
      created_by: shop.cashier,
      submitted_by: shop.manager,
      flags: expect.arrayContaining(['overridden', 'negative_stock']),
      resolution: 'posted',
      resolution_reason: 'It was on the shelf',
      resolved_by: shop.manager,
    },
  ]);
  // The till that sends it again hears that it is in the books.
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'already_applied' }]);
  await books(shop);
});

test('[T067] an override is refused: to a cashier, without a reason, for what was not refused, for what is wrong in itself', async () => {
  const { shop, sale } = await soldTwice();
  await expect(settle(shop.cashier, 'override_rejection', overriding(sale))).rejects.toMatchObject({
    code: 'RAROL',
  });
  await expect(settle(shop.manager, 'override_rejection', overriding(sale, ''))).rejects.toMatchObject({
    code: 'RVNOT',
  });
  await expect(settle(shop.manager, 'override_rejection', overriding(saleOf(shop)))).rejects.toMatchObject({
    code: 'RVSHP',
  });
  const wrong = await refusedSale(shop);
  await expect(settle(shop.manager, 'override_rejection', overriding(wrong))).rejects.toMatchObject({
    code: 'RVSHP',
  });
  expect(await books(shop)).toMatchObject({ invoices: 1 });
});

test('[R3.2-15] [T066] a manager who approved at the till lets a sale below zero post under BLOCK; a cashier’s yes does not', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  const approved = { approved_for: ['stock'], approval_reason: 'Delivered this morning' };
  const byManager = saleOf(shop, [{}], { ...approved, approved_by: shop.manager });
  const byCashier = saleOf(shop, [{}], { ...approved, approved_by: shop.cashier });
  const [good, bad] = await push(shop.cashier, [byManager, byCashier]);
  expect(good).toMatchObject({ status: 'applied' });
  expect(good!.warnings).toEqual(expect.arrayContaining(['approved', 'negative_stock']));
  expect(bad).toMatchObject({ status: 'rejected', code: 'RVSTK' });
  const { rows } = await owner.query(
    'select approved_for, approval_reason from public.sales_invoices where location_id = $1',
    [shop.id],
  );
  expect(rows).toEqual([{ approved_for: ['stock'], approval_reason: 'Delivered this morning' }]);
});

test('a manager sends in what another member made: it stays theirs; a cashier may not, a stranger’s is flagged', async () => {
  const shop = await newShop();
  const sale = { ...saleOf(shop), created_by: shop.cashier };
  expect(await push(shop.manager, [sale])).toMatchObject([{ status: 'applied' }]);
  const { rows } = await owner.query(
    'select created_by, submitted_by from public.sales_invoices where id = $1',
    [sale.entity_id],
  );
  expect(rows).toEqual([{ created_by: shop.cashier, submitted_by: shop.manager }]);
  // The device that made it sends the same: one sale.
  const { created_by: _, ...original } = sale;
  expect(await push(shop.cashier, [original])).toMatchObject([{ status: 'already_applied' }]);

  const forged = { ...saleOf(shop), created_by: shop.manager };
  expect(await push(shop.cashier, [forged])).toMatchObject([{ status: 'rejected', code: 'RAROL' }]);
  const { admin: elsewhere } = await newShop();
  const gone = { ...saleOf(shop), created_by: elsewhere };
  const [flagged] = await push(shop.manager, [gone]);
  expect(flagged!.warnings).toContain('author_not_member');
  await books(shop);
});
