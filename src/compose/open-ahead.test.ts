import { expect, test } from 'vitest';
import type { Membership, SessionState } from '#db/session-types.ts';
import { openAhead } from './open-ahead.ts';

const at = (id: string): Membership => ({
  location: { id, name: id, code: id, kind: 'shop' },
  role: 'cashier',
  display_name: 'Ann',
});
const known = (...ids: string[]): SessionState => ({
  kind: 'known',
  isSignedIn: true,
  profile: {
    user: { id: 'u', email: 'a@b.c' },
    memberships: ids.map(at),
    verified_at: '2026-11-23T00:00:00.000Z',
  },
});

function world() {
  const [opened, closed]: [string[], string[]] = [[], []];
  const open = async ({ location: { id } }: Membership) => {
    opened.push(id);
    return { kind: 'open', shop: { close: async () => void closed.push(id) } };
  };
  return { opened, closed, open, isKnown: () => true };
}

test('opens the chosen location before anybody asks, and hands it to the first who does', async () => {
  const it = world();
  const open = openAhead({ ...it, state: known('a', 'b'), chosenLocationId: 'b' });
  expect(it.opened).toEqual(['b']);
  const first = await open(at('b'));
  expect(it.opened).toEqual(['b']);
  expect(await open(at('b'))).not.toBe(first);
  expect(it.opened).toEqual(['b', 'b']);
});

test('opens nothing while somebody has to choose, sign in or name the device', () => {
  const it = world();
  openAhead({ ...it, state: known('a', 'b'), chosenLocationId: null });
  openAhead({ ...it, state: { kind: 'never' }, chosenLocationId: 'a' });
  openAhead({ ...it, state: known('a'), chosenLocationId: 'a', isKnown: () => false });
  expect(it.opened).toEqual([]);
});

test('a location that was opened in vain is closed before another is opened', async () => {
  const it = world();
  const open = openAhead({ ...it, state: known('a', 'b'), chosenLocationId: 'a' });
  await open(at('b'));
  expect(it.closed).toEqual(['a']);
  expect(it.opened).toEqual(['a', 'b']);
});

test('who asks gets the failure of the early opening, and may try again', async () => {
  const it = world();
  let fails = true;
  const open = openAhead({
    ...it,
    open: async (membership) => {
      if (fails) throw new Error('broken');
      return it.open(membership);
    },
    state: known('a'),
    chosenLocationId: null,
  });
  await expect(open(at('a'))).rejects.toThrow('broken');
  fails = false;
  expect((await open(at('a'))).kind).toBe('open');
});
