import pg from 'pg';
import { signIn, type Api } from '#stack/demo/api.ts';
import { makeGoods } from '#stack/demo/goods.ts';
import { demoId } from '#stack/demo/ids.ts';
import { itemsOf } from '#stack/demo/items.ts';
import { DEMO_PASSWORD, owner } from '#stack/demo/people.ts';
import { shop, warehouse, type Place } from '#stack/demo/places.ts';
import { pushAll, registerDevice } from '#stack/demo/post-opening.ts';
import { Book, type PushRecord } from './book.ts';
import { fortnight } from './fortnight.ts';

interface Options {
  readonly databaseUri: string;
  readonly url: string;
  readonly anonKey: string;
  readonly itemCount?: number | undefined;
}

const documentsPerPush = 25;
const dayMs = 86_400_000;

/**
 * Lets the demo shop have been open for a while: sales, credit, returns, goods
 * on their way, a shift, all through `push`, as tills send them. What is in the
 * books already is left out, so that a seed that was killed goes on.
 */
export async function seedTrade({ databaseUri, url, anonKey, itemCount = 5_000 }: Options): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUri });
  await client.connect();
  try {
    const openedAt = await openingOf(client);
    const api = await signIn(url, anonKey, owner.email, DEMO_PASSWORD);
    const [till, gate] = await Promise.all([
      bookOf(api, shop, 'Front till', openedAt),
      bookOf(api, warehouse, 'Gate', openedAt),
    ]);
    const goods = makeGoods(itemCount);
    const firstDay = openedAt.toISOString().slice(0, 10);
    const made = fortnight(till, gate, {
      own: itemsOf(shop, goods, firstDay),
      stored: itemsOf(warehouse, goods, firstDay),
      soon: new Date(openedAt.getTime() + 5 * dayMs).toISOString().slice(0, 10),
    });
    for (const [place, records] of [
      [warehouse, made.stored],
      [shop, made.sold],
    ] as const) {
      await pushAll(api, `Trade of ${place.name}`, await missing(client, records), documentsPerPush);
    }
  } finally {
    await client.end();
  }
}

/** When the shop was seeded: a seed that goes on another day means the same documents. */
async function openingOf(client: pg.Client): Promise<Date> {
  const { rows } = await client.query<{ created_at: Date }>(
    'select created_at from public.locations where id = $1',
    [shop.id],
  );
  const [row] = rows;
  if (!row) throw new Error('The demo shop is not there.');
  return row.created_at;
}

async function bookOf(api: Api, place: Place, name: string, openedAt: Date): Promise<Book> {
  const id = demoId('device', place.code, name);
  return new Book(place, await registerDevice(api, { id, location_id: place.id, name }), openedAt);
}

async function missing(client: pg.Client, records: readonly PushRecord[]): Promise<PushRecord[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from public.document_keys where id = any ($1) union all select id from public.master_edits where id = any ($1)',
    [records.flatMap(({ entity_id, queue_id }) => [entity_id, queue_id])],
  );
  const known = new Set(rows.map(({ id }) => id));
  return records.filter(({ entity_id, queue_id }) => !known.has(entity_id) && !known.has(String(queue_id)));
}
