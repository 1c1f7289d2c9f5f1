import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { deviceStore } from './device.ts';
import type { DurableStore } from './platform.ts';
import { isStorageFull } from './storage-error.ts';

function storage(): DurableStore {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    durable: () => Promise.resolve(),
  };
}

describe('[R10.3-3] the clock', () => {
  const at = (ms: number) => new Date(ms).toISOString();
  test('is as far off as the server says, half of the round trip allowed for', () => {
    const clock = createClock(storage(), () => 1_000_000);
    clock.measure(at(1_060_050), 1_000_000, 1_000_100);
    expect(clock.offsetMs()).toBe(60_000);
    expect(clock.now()).toBe(1_060_000);
  });
  test('keeps its offset over a restart', () => {
    const kept = storage();
    createClock(kept, () => 0).measure(at(5000), 0, 0);
    expect(createClock(kept, () => 0).offsetMs()).toBe(5000);
  });
  test('does not believe a slow answer more than a quick one, unless somebody has set the clock', () => {
    const clock = createClock(storage(), () => 0);
    clock.measure(at(1000), 0, 0);
    clock.measure(at(6000), 0, 8000);
    expect(clock.offsetMs()).toBe(1000);
    clock.measure(at(3_600_000), 0, 8000);
    expect(clock.offsetMs()).toBe(3_596_000);
  });
  test('ignores what is no time', () => {
    const clock = createClock(storage(), () => 0);
    clock.measure('soon', 0, 0);
    expect(clock.offsetMs()).toBe(0);
  });
});

describe('a device', () => {
  const till = { id: 'd1', code: '07', location_id: 'l', name: 'Till' };
  test('keeps its code for every user, but gives another one its own while work waits', async () => {
    const devices = deviceStore(storage());
    await devices.remember(till);
    expect(devices.idFor('ann', 'l')).toBe('d1');
    devices.rememberDatabase('a.db', { user_id: 'ann', location_id: 'l', device_id: 'd1', unsynced: 2 });
    expect(devices.idFor('ann', 'l')).toBe('d1');
    expect(devices.idFor('bob', 'l')).not.toBe('d1');
    devices.rememberDatabase('a.db', { user_id: 'ann', location_id: 'l', device_id: 'd1', unsynced: 0 });
    expect(devices.idFor('bob', 'l')).toBe('d1');
    devices.forgetDatabase('a.db');
    expect(devices.databases()).toEqual({});
  });
  test('never forgets a number that it has used', () => {
    const devices = deviceStore(storage());
    devices.rememberSequences('d1', { sales_invoice: 9 });
    devices.rememberSequences('d1', { sales_invoice: 9, stock_adjustment: 1 });
    expect(devices.lastSequences('d1')).toEqual({ sales_invoice: 9, stock_adjustment: 1 });
  });
  test('does not trip over what another build left', () => {
    const odd = storage();
    odd.setItem('flux.device.l', '{"id":7}');
    odd.setItem('flux.databases', 'not json');
    expect([deviceStore(odd).identity('l'), deviceStore(odd).databases()]).toEqual([null, {}]);
  });
});

test.each([
  ['database or disk is full', true],
  ['disk I/O error', true],
  ['QuotaExceededError: The quota has been exceeded.', true],
  ['UNIQUE constraint failed: outbox.entity_id', false],
])('%j means a full device: %s', (message, full) => expect(isStorageFull(new Error(message))).toBe(full));
