import { expect, test } from 'vitest';
import { editRefusalText } from './edit-refusal.ts';

const euro = { currency: 'EUR', currency_decimals: 2 };

test('who saves an edit is not told of sales, carts or the queue', () => {
  const fault = { id: '1', column: 'price_minor', kind: 'out_of_range', least: 0, limit: 100 } as const;
  for (const refusal of [
    { kind: 'storage_full' },
    { kind: 'not_found' },
    { kind: 'not_allowed', needs: 'manager' },
    { kind: 'invalid_master', faults: [fault] },
  ] as const) {
    const { title, safe, advice } = editRefusalText(refusal, euro);
    expect(`${title} ${safe} ${advice}`).not.toMatch(/sale|cart|queue|payment|posted/i);
  }
});
