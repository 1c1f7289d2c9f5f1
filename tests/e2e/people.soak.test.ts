import { expectAccessible } from '#tests/support/accessible.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { see } from '#tests/support/see.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { canSell, expectPending, go, sellByKeys, setUpTill } from '#tests/support/till-page.ts';

let office: { network: FaultProxy; device: Device };
let counter: { network: FaultProxy; device: Device };

beforeAll(async () => {
  [office, counter] = await Promise.all([newTill(null), newTill(null)]);
  await setUpTill(office.device.page, 'owner', 'Harbour Street');
});

test('[T095] an admin invites, the invited one joins on another device and sells, until they are removed', async () => {
  const { page } = office.device;
  await go(page, 'Settings');
  const people = page.getByRole('region', { name: 'People' });
  await see(people.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(4);

  // Without internet it says so, and what was typed stays.
  office.network.set('/', { kind: 'refuse' });
  await see(people.getByText('Changing this needs internet')).toBeVisible({ timeout: 20_000 });
  await people.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill('Ana.Lopez@flux.example');
  await dialog.getByLabel('Name').fill('Ana López');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await see(dialog.getByRole('alert')).toContainText('This needs internet');
  await expectAccessible(page, 'inviting');
  office.network.heal();
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await see(dialog).toContainText('Ana López is invited', { timeout: 20_000 });
  const text = await dialog.getByText(/^Hello Ana/).textContent();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await see(people.getByRole('list', { name: 'Invited' })).toContainText('ana.lopez@flux.example');
  await expectAccessible(page, 'people');

  const link = new URL(/http\S+/.exec(text ?? '')![0]);
  const till = counter.device.page;
  await till.goto(link.pathname + link.search);
  await see(till.getByRole('heading', { name: 'Join with your invitation' })).toBeVisible();
  await see(till.getByLabel('E-mail')).toHaveValue('ana.lopez@flux.example');
  await expectAccessible(till, 'joining');
  await till.getByLabel('New password').fill('a long password');
  await till.getByRole('button', { name: 'Sign up', exact: true }).click();
  await till.getByRole('button', { name: 'Register this device' }).click();
  await canSell(till);
  expect(new URL(till.url()).search).toBe('');
  const [good] = await goods('piece', 1);
  const number = await sellByKeys(till, [good!.barcode]);
  await expectPending(till, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));

  await people.getByRole('button', { name: /^Ana López/ }).click();
  await expectAccessible(page, 'changing a person');
  await dialog.getByRole('button', { name: 'Remove this person' }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await see(people.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(4);
  await see(till.getByRole('heading', { name: 'No location is open to you' })).toBeVisible({
    timeout: 30_000,
  });
});
