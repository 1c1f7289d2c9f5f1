/** `npm run conformance` over a stack of ours: the way that leads to services elsewhere does not rot. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canSell, openDevice, pendingOf, sell, stockUp, until } from '#tests/support/device.ts';
import { openGivenStack, type AnyStack } from '#tests/support/given-stack.ts';
import { addShop, serverTruth } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let services: TestStack;
let given: AnyStack;

beforeAll(async () => {
  services = await startTestStack();
  const { url, powersyncUrl, anonKey, serviceKey, jwtSecret } = services;
  const databaseUri = services.uri('supabase_admin');
  given = await openGivenStack({
    supabaseUrl: url,
    powersyncUrl,
    anonKey,
    serviceKey,
    databaseUri,
    jwtSecret,
  });
});
afterAll(async () => {
  await given.stop();
  await services.stop();
});

test('a till signs in, syncs and sells through the one origin before services that are given', async () => {
  const shop = await addShop(given);
  await using device = await openDevice({ url: given.url, anonKey: given.anonKey, ...shop.manager });
  await canSell(device);
  await stockUp(device, 'Rice', 5);
  await sell(device, 'Rice', 2);
  await until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
  );
  expect(await serverTruth(given, shop)).toMatchObject({ invoices: 1, moves: 1, balance_milli: 3_000 });
});

test('an app that asks there is told this origin, and gets the headers of the gateway', async () => {
  const answer = await fetch(`${given.url}/config.json`);
  expect(await answer.json()).toEqual({
    supabaseUrl: given.url,
    supabaseAnonKey: given.anonKey,
    powersyncUrl: given.url,
  });
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self';");
});
