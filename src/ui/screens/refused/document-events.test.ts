import { expect, test } from 'vitest';
import { eventsOf } from './document-events.ts';

const sale = {
  made_at: '2026-11-22T10:00:00.000Z',
  changed_at: '2026-11-22T10:00:00.000Z',
  made_by: 'Casey',
  device_code: '07',
  session_of: 'Casey',
  approved_by: null,
  approval_reason: '',
  sent_in_by: null,
  note: null,
  posted_at: null,
  journal_seq: null,
};
const settled = (act: 'corrected' | 'retried', at: string) => ({
  id: at,
  act,
  at,
  reason: '',
  by_name: 'Morgan',
});
const said = (...of: Parameters<typeof eventsOf>) =>
  eventsOf(...of).map(({ who, what, why }) => [who, what, why].filter(Boolean).join(' '));

test('[R11.3-6] who made it and where, who allowed it and why, what was done about it, when the books had it', () => {
  expect(said(sale, [])).toEqual(['Casey made it on till 07']);
  const later = '2026-11-22T11:00:00.000Z';
  const all = {
    ...sale,
    session_of: 'Alex',
    approved_by: 'Morgan',
    approval_reason: 'On the shelf',
    changed_at: later,
    posted_at: later,
    journal_seq: 12,
    sent_in_by: 'Sam',
  };
  expect(said(all, [settled('corrected', later), settled('retried', sale.made_at)])).toEqual([
    'Casey made it on till 07, where Alex was signed in',
    'Morgan allowed it On the shelf',
    'Morgan sent it again as it was',
    'Morgan corrected it and sent it again',
    'it is in the books, entry 12 of the journal, sent in by Sam',
  ]);
  // Where it was corrected on another device, its time says so.
  expect(said(all, [])[2]).toBe('it was corrected');
  expect(said({ ...sale, note: 'Broken jars' }, [])).toEqual(['Casey made it on till 07 Broken jars']);
  expect(said(null, [settled('retried', later)])).toEqual(['Morgan sent it again as it was']);
});
