import { expect, test } from 'vitest';
import { lotId as demoLotId } from '#stack/demo/ids.ts';
import { lotId } from './lot-id.ts';

test('[R4.1-15] one batch has one id, here and where the demo shop is made', () => {
  const item = '7b1f0c1e-6f0a-5c3d-9a57-0d3e5a1c4f10';
  for (const [batch, expiry] of [
    ['B-1', '2027-01-31'],
    ['B-1', null],
    ['Ä/2', '2027-01-31'],
  ] as const) {
    expect(lotId(item, batch, expiry)).toBe(demoLotId(item, batch, expiry));
  }
  expect(lotId(item, 'a/', null)).not.toBe(lotId(item, 'a', null));
});
