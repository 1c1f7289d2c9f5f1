import { expect, test } from 'vitest';
import { invitationLink, invitationText } from './invitation-text.ts';

test('the link carries the address and nothing else', () => {
  const link = new URL(invitationLink('https://shop.example', 'ana+till&x=1@example.com'));
  expect([...link.searchParams]).toEqual([['invite', 'ana+till&x=1@example.com']]);
  expect(link.pathname).toBe('/');
});

test('the text says who, where, how and until when', () => {
  const invitation = {
    email: 'ana@example.com',
    display_name: 'Ana',
    expires_at: '2026-12-07T12:00:00.000Z',
  };
  const text = invitationText(invitation, 'Corner shop', 'https://shop.example');
  for (const part of ['Ana', 'Corner shop', 'https://shop.example/?invite=ana%40example.com', '2026'])
    expect(text).toContain(part);
});
