import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterConnectionEvent,
  transitions,
  type ConnectionEvent,
  type ConnectionState,
} from './sync-state.ts';
import { createSyncStore } from './sync-store.ts';

const states = Object.keys(transitions) as ConnectionState[];
const events = Object.keys(transitions.online) as ConnectionEvent[];
const from = (state: ConnectionState, ...those: ConnectionEvent[]) =>
  those.reduce(afterConnectionEvent, state);

test('[R3.1-9] every event has its place in every state, and leads to a state', () => {
  for (const state of states) {
    for (const event of events) expect(states).toContain(afterConnectionEvent(state, event));
  }
});

test.each<[string, ConnectionEvent[], ConnectionState]>([
  ['a till that starts with everything well', ['network_up', 'stream_up'], 'online'],
  ['the cable pulled', ['network_up', 'stream_up', 'network_down', 'stream_down'], 'offline'],
  ['a server that is gone', ['network_up', 'stream_up', 'stream_down', 'probe_failed'], 'unreachable'],
  ['and back', ['network_up', 'probe_failed', 'probe_ok', 'stream_up'], 'online'],
  ['a session that ended', ['network_up', 'stream_up', 'session_lost'], 'signed_out'],
  ['and was renewed', ['network_up', 'session_lost', 'session_found', 'stream_up'], 'online'],
  ['offline says nothing of sessions', ['network_down', 'session_lost', 'probe_failed'], 'offline'],
])('%s', (_, those, expected) => expect(from('starting', ...those)).toBe(expected));

test('whatever happened, the stream decides: up is online, and no network is offline', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events)), (those) => {
      expect(from('starting', ...those, 'stream_up')).toBe('online');
      expect(from('starting', ...those, 'network_down')).toBe('offline');
    }),
  );
});

test('the store tells of changes only', () => {
  const store = createSyncStore(() => undefined);
  let told = 0;
  const stop = store.subscribe(() => (told += 1));
  const before = store.get();
  store.set({ connection: 'starting', copy: null });
  expect([told, store.get() === before]).toEqual([0, true]);
  store.set({ copy: { done: 1, total: 2 } });
  expect([told, store.get().copy]).toEqual([1, { done: 1, total: 2 }]);
  stop();
  store.set({ copy: null });
  expect(told).toBe(1);
});
