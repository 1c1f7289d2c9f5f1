import { expect, test } from 'vitest';
import { actsFor } from './acts-for.ts';

const refused = {
  state: 'failed',
  queue_id: 'q',
  code: 'RVLOT',
  device_id: 'd',
  entity_type: 'sales_invoice',
  number: 'S-KL1-07-000001',
} as const;

test('[T037] a cashier settles nothing, and may ask a manager to allow the stock', () => {
  expect(actsFor(refused, false)).toEqual([]);
  expect(actsFor({ ...refused, code: 'RVSTK' }, false)).toEqual(['allow_stock']);
  expect(actsFor({ ...refused, code: 'RVSTK', queue_id: null }, false)).toEqual([]);
});

test('what may be done depends on whose it is and why it was refused', () => {
  expect(actsFor(refused, true)).toEqual(['retry', 'correct', 'void']);
  expect(actsFor({ ...refused, code: 'RVSTK' }, true)).toEqual(['retry', 'correct', 'allow_stock', 'void']);
  expect(actsFor({ ...refused, queue_id: null }, true)).toEqual(['void']);
  expect(actsFor({ ...refused, queue_id: null, code: 'RVSTK' }, true)).toEqual(['allow_stock', 'void']);
});

test('an edit of a master is tried again or discarded, wherever it was made', () => {
  const edit = { ...refused, entity_type: 'master_update', code: 'RAROL', number: 'Rice' };
  expect(actsFor(edit, true)).toEqual(['retry', 'void']);
  expect(actsFor({ ...edit, queue_id: null, number: '' }, true)).toEqual(['void']);
  expect(actsFor(edit, false)).toEqual([]);
});

test('what was counted in a drawer is tried again or voided, and nothing of it is put right', () => {
  expect(actsFor({ ...refused, entity_type: 'shift', code: 'RADEV' }, true)).toEqual(['retry', 'void']);
  expect(actsFor({ ...refused, entity_type: 'shift', code: 'RADEV' }, false)).toEqual([]);
});

test('what another document has the id of is seen and closed on its own till, nothing else', () => {
  const taken = { ...refused, code: 'RVDUP' };
  expect(actsFor(taken, true)).toEqual(['dismiss']);
  expect(actsFor(taken, false)).toEqual([]);
  expect(actsFor({ ...taken, queue_id: null }, true)).toEqual([]);
  expect(actsFor({ ...taken, entity_type: 'master_update' }, true)).toEqual(['dismiss', 'void']);
});

test('[R13-9] what another till has received first is not sent again: it is closed, and the goods count once', () => {
  const twice = { ...refused, entity_type: 'stock_transfer_receipt', code: 'RVRCV' };
  expect(actsFor(twice, true)).toEqual(['void']);
  expect(actsFor(twice, false)).toEqual([]);
});

test('nothing is left to do once it is on its way, in the books or void', () => {
  for (const state of ['pending', 'syncing', 'synced', 'void', 'dismissed'] as const)
    expect(actsFor({ ...refused, state }, true)).toEqual([]);
});

test('what another device sent broken cannot be voided: the server asks which it is', () => {
  for (const broken of [{ device_id: null }, { entity_type: 'poem' }, { number: '' }])
    expect(actsFor({ ...refused, queue_id: null, ...broken }, true)).toEqual([]);
});
