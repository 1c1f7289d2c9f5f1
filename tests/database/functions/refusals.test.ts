import { expect, test } from 'vitest';
import { asUser, books, newShop, owner, push, saleOf, type Shop } from '#tests/database/world.ts';

interface Kept {
  document_id: string;
  entity_type: string;
  code: string;
  tries: number;
  record: unknown;
  created_by: string;
}
const kept = async (shop: Shop): Promise<Kept[]> => {
  const { rows } = await owner.query<Kept>(
    `select document_id, entity_type, code, tries, record, created_by
     from public.rejected_documents where location_id = $1 order by created_at, document_id`,
    [shop.id],
  );
  return rows;
};
const seenBy = async (user: string): Promise<string[]> => {
  const { rows } = await asUser(user, (client) =>
    client.query<{ document_id: string }>('select document_id from public.rejected_documents'),
  );
  return rows.map((row) => row.document_id);
};

test('[T054] whatever the envelope and the document hold, what is refused is kept whole and nobody’s neighbour fails', async () => {
  const shop = await newShop();
  const rubbish: unknown[] = ['', 'Garbage', 0, -1, 1.5, true, [], {}, 'x'.repeat(300), "'; select 1", null];
  const records: unknown[] = [1, 'x', true, null, [], [[]], {}];
  for (const field of ['v', 'entity_type', 'entity_id', 'device_id', 'client_created_at', 'payload']) {
    for (const value of rubbish) {
      const record = { ...saleOf(shop), [field]: value };
      records.push(record);
    }
  }
  for (const field of [
    'id',
    'device_id',
    'kind',
    'customer_id',
    'cashier_id',
    'lines',
    'payments',
    'currency',
  ]) {
    for (const value of rubbish) {
      // A sale may lack a customer, and 1.5 is a currency of three letters.
      if (value === null && field === 'customer_id') continue;
      if (field === 'currency' && value === 1.5) continue;
      records.push(saleOf(shop, [{}], { [field]: value }));
    }
  }
  let sent = 0;
  while (sent < records.length) {
    const batch = [saleOf(shop), ...records.slice(sent, sent + 50), saleOf(shop)];
    const results = await push(shop.cashier, batch);
    const isWhole = results.length === batch.length;
    expect(results[0]).toMatchObject({ status: 'applied' });
    if (isWhole) expect(results.at(-1)).toMatchObject({ status: 'applied' });
    const refused = results.slice(1, isWhole ? -1 : undefined);
    for (const [n, result] of refused.entries()) {
      const what = JSON.stringify(records[sent + n]).slice(0, 400);
      expect(result.status, what).toBe('rejected');
      expect(result.code, what).toMatch(/^(RV|RA|22|23)/);
      expect(result.message, what).not.toMatch(
        /relation|column|constraint|public\.|null value|invalid input/i,
      );
      expect(result.warnings, what).toEqual([]);
    }
    sent += refused.length;
  }
  const rows = await kept(shop);
  // Several rubbish records may share an empty id and a code: the last of them is there.
  for (const record of records) {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) continue;
    const id = (record as { entity_id?: unknown }).entity_id;
    if (typeof id !== 'string' || id.length !== 36) continue;
    expect(rows.filter((row) => row.document_id === id).map((row) => row.record)).toEqual([
      JSON.parse(JSON.stringify(record)),
    ]);
  }
  expect(new Set(rows.map((row) => row.created_by))).toEqual(new Set([shop.cashier]));
  await books(shop);
});

test('[T054] fifty tries of one document are one row for each sender and reason', async () => {
  const shop = await newShop();
  const record = saleOf(shop, [{ item: 2, lot_id: null }]);
  for (let n = 0; n < 25; n += 1) await push(shop.cashier, [record]);
  await Promise.all(Array.from({ length: 25 }, () => push(shop.cashier, [record])));
  expect(await kept(shop)).toMatchObject([{ code: 'RVLOT', tries: 50, created_by: shop.cashier }]);

  await push(shop.manager, [record]);
  await push(shop.cashier, [{ ...record, v: null }]);
  expect((await kept(shop)).map(({ code, tries, created_by }) => [code, tries, created_by])).toEqual([
    ['RVLOT', 50, shop.cashier],
    ['RVLOT', 1, shop.manager],
    ['RVSHP', 1, shop.cashier],
  ]);
});

test('[T054] a refusal that names another location is seen where it was sent, by its sender and managers, and nowhere else', async () => {
  const [here, there] = [await newShop(), await newShop()];
  const envelope = { ...saleOf(here), location_id: there.id };
  const inside = saleOf(here, [{}], { location_id: there.id });
  const results = await push(here.cashier, [saleOf(here), envelope, inside]);
  expect(results.map(({ code }) => code)).toEqual([null, 'RVSHP', 'RVSHP']);
  const ids = [envelope.entity_id, inside.entity_id].toSorted();
  for (const user of [here.cashier, here.manager, here.admin]) {
    expect((await seenBy(user)).toSorted()).toEqual(ids);
  }
  for (const user of [there.cashier, there.manager, there.admin]) expect(await seenBy(user)).toEqual([]);

  // Not a colleague’s business either, nor that of somebody who has left.
  await owner.query(
    'update public.location_members set user_id = $3 where location_id = $1 and user_id = $2',
    [here.id, here.cashier, there.cashier],
  );
  expect(await seenBy(there.cashier)).toEqual([]);
  expect(await seenBy(here.cashier)).toEqual([]);
});

test('[T054] what a stranger sends is answered, kept nowhere, and the location learns nothing', async () => {
  const [here, there] = [await newShop(), await newShop()];
  const before = [await books(here), await books(there)];
  const ids = [there.id, crypto.randomUUID(), 'garbage', '', null, 1, [], {}, there.id.toUpperCase()];
  const answers = await Promise.all(
    ids.map(async (location_id) => {
      const record = { ...saleOf(there), location_id };
      const [result] = await push(here.admin, [record]);
      return { ...result, queue_id: '', entity_id: '' };
    }),
  );
  // A location that is there is answered like one that never was.
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 'rejected', code: 'RALOC' });
  expect([await books(here), await books(there)]).toEqual(before);
});
