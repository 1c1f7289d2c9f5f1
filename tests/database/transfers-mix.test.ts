import { expect, test } from 'vitest';
import { isSoak } from '#tests/support/soak.ts';
import { editOf } from './edits.ts';
import { receiptOf, stateOf, transferOf } from './transfers.ts';
import {
  adjustmentOf,
  books,
  newShop,
  onHand,
  owner,
  push,
  saleOf,
  type Shop,
  type TestRecord,
} from './world.ts';

const among = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const opening = 1_000_000;

/** Of every shop, what is on hand and what is on its way to it. */
async function allOf(shops: readonly Shop[], item: number): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `select coalesce(sum((l ->> 'quantity_milli')::int), 0)::int as n
     from public.transfer_states s, jsonb_array_elements(s.lines) l
     where s.state = 'in_transit' and s.location_id = any ($1) and l ->> 'item_name' = $2`,
    [shops.map(({ id }) => id), `Item ${item}`],
  );
  const held = await Promise.all(shops.map((shop) => onHand(shop, item)));
  return held.reduce((sum, one) => sum + one, rows[0]!.n);
}

test('[T042] [R13-8] [R13-9] three locations send to and receive from each other, and edit, all at once: no deadlock, and nothing is lost or doubled on the way', async () => {
  const shops = await Promise.all([newShop(), newShop(), newShop()]);
  for (const shop of shops) {
    await push(shop.admin, [
      adjustmentOf(
        shop,
        [0, 2].map((item) => ({ item, quantity_milli: opening })),
      ),
    ]);
  }
  const sent: { transfer: TestRecord; to: Shop }[] = [];
  const ends = Date.now() + (isSoak ? 20_000 : 2500);
  let received = 0;
  const work = async () => {
    while (Date.now() < ends) {
      const from = among(shops);
      const to = among(shops.filter((shop) => shop !== from));
      const lines = Math.random() < 0.5 ? [{ item: 0 }, { item: 2 }] : [{ item: 2 }, { item: 0 }];
      const batch = Array.from({ length: 3 }, () => transferOf(from, to, lines));
      const coming = sent.filter(({ to: at }) => at === from).slice(-12);
      const receipts = coming.map(({ transfer }) => receiptOf(from, transfer));
      const edit = editOf(from, { columns: { name: `N${Math.random()}` } });
      // A deadlock would be thrown here, as 40P01.
      const answers = await push(from.manager, [...receipts, edit, ...batch, saleOf(from)].slice(0, 50));
      received += answers.slice(0, receipts.length).filter(({ status }) => status === 'applied').length;
      answers.slice(receipts.length + 1, receipts.length + 4).forEach((answer, n) => {
        expect(answer).toMatchObject({ status: 'applied' });
        sent.push({ transfer: batch[n]!, to });
      });
    }
  };
  await Promise.all(Array.from({ length: 12 }, work));
  expect(received).toBeGreaterThan(12);
  let sold = 0;
  for (const shop of shops) sold += (await books(shop))['lines']!;
  expect(await allOf(shops, 0)).toBe(3 * opening - sold * 1000);
  expect(await allOf(shops, 2)).toBe(3 * opening);
  const arrived = (await Promise.all(shops.map(books))).reduce((sum, { arrived: n }) => sum + n!, 0);
  expect(arrived).toBe(received);
  const states = await Promise.all(sent.map(({ transfer }) => stateOf(transfer)));
  expect(states.filter((state) => state!['state'] === 'received')).toHaveLength(received);
});
