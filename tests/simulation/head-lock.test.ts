/**
 * What the lock on the journal's head is for shows only between connections
 * that wait for each other, so this is the one test here on a real Postgres: 16
 * of them, with the lock and without it.
 */
import { afterEach, expect, test } from 'vitest';
import { books, newShop, push, saleOf, superuser } from '#tests/database/world.ts';

const rounds = 12;

/** How often a sale that is posted was refused, sent by 16 connections at once. */
async function refusedThoughPosted(): Promise<number> {
  const shop = await newShop();
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const record = saleOf(shop);
    const answers = await Promise.all(Array.from({ length: 16 }, () => push(shop.cashier, [record])));
    refused += answers.flat().filter(({ status }) => status === 'rejected').length;
  }
  expect(await books(shop)).toMatchObject({ invoices: rounds, moves: rounds, journal: rounds });
  return refused;
}

let original: string | null = null;

/** `push` then says no on what it saw in front of the head, where another was about to commit. */
async function withoutLock(): Promise<void> {
  const { rows } = await superuser.query<{ sql: string }>(
    `select pg_get_functiondef('public.push(jsonb)'::regprocedure) as sql`,
  );
  original = rows[0]!.sql;
  const changed = original.replace('if not v_is_held and', 'if false and');
  expect(changed).not.toBe(original);
  await superuser.query(changed);
}

afterEach(async () => {
  if (original !== null) await superuser.query(original);
  original = null;
});

test('[T036] 16 connections with one document: posted once, and nobody is told no', async () => {
  expect(await refusedThoughPosted()).toBe(0);
});

test('[T128] red without the lock on the journal head: a posted document is refused', async () => {
  await withoutLock();
  expect(await refusedThoughPosted()).toBeGreaterThan(0);
});
