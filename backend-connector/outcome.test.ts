import { describe, expect, test } from 'vitest';
import { delayAfter, delayHonouring, retryAfterMs } from './backoff.ts';
import { failureOf, isHold, timeoutFault } from './outcome.ts';

/** faults.md section 4, row by row: what the server or the way to it may say, and what it means. */
const answered = [
  ['55P03', 500],
  ['XX000', 500],
] as const;
const outages = [
  ['', 0],
  ['', 200],
  ['', 302],
  ['', 408],
  ['', 425],
  ['', 429],
  ['', 500],
  ['', 502],
  ['', 503],
  ['', 504],
  ['08006', 503],
  ['53300', 503],
  ['57014', 500],
  ['57P01', 500],
  ['57P03', 503],
  ['58030', 500],
  ['25006', 405],
  ['PGRST000', 503],
  ['PGRST001', 503],
  ['PGRST002', 503],
  ['PGRST003', 504],
  ['PGRSTX00', 500],
] as const;
const others = {
  hold: [
    ['42P01', 404],
    ['42883', 404],
    ['42803', 500],
    ['PGRST100', 400],
    ['PGRST116', 406],
    ['PGRST202', 404],
    ['PGRST204', 400],
    ['PGRST300', 500],
    ['54001', 500],
    ['P0001', 400],
    ['P0002', 500],
    ['ZZ999', 400],
    ['', 400],
    ['', 403],
    ['', 404],
  ],
  unauthenticated: [
    ['', 401],
    ['42501', 401],
    ['PGRST301', 401],
    ['PGRST302', 401],
    ['PGRST303', 401],
    ['PGRST301', 400],
  ],
  dependency_missing: [
    ['23503', 409],
    ['RDITM', 400],
    ['RDLOT', 400],
  ],
  refused: [
    ['42501', 403],
    ['28000', 403],
    ['0LP01', 403],
    ['0P000', 403],
    ['22P02', 400],
    ['23502', 400],
    ['23505', 409],
    ['23514', 400],
    ['RVTOT', 400],
    ['RALOC', 400],
    ['RVSTK', 400],
    ['PGRST102', 400],
    ['', 413],
  ],
} as const;

const kindOf = (code: string, status: number) => failureOf({ code, status, message: 'm' });

describe('[R10.1-1a] [R10.1-1b] [R10.1-1c] [R10.1-1d] what passes is tried again', () => {
  test.each(outages)('%s %i, without counting towards the cap', (code, status) =>
    expect(kindOf(code, status)).toMatchObject({ kind: 'transient', isAnswered: false, isQuick: false }),
  );
  test.each(answered)('%s %i', (code, status) =>
    expect(kindOf(code, status)).toMatchObject({ kind: 'transient', isAnswered: true, isQuick: false }),
  );
  test.each(['40001', '40P01'])('%s at once', (code) =>
    expect(kindOf(code, 500)).toMatchObject({ kind: 'transient', isAnswered: true, isQuick: true }),
  );
});

describe('[R10.1-2a] [R10.1-3a] [R10.1-4a] [R10.1-5a] the rest by its category', () => {
  const rows = Object.entries(others).flatMap(([kind, codes]) =>
    codes.map(([code, status]) => [code, status, kind] as const),
  );
  test.each(rows)('%s %i is %s', (code, status, kind) => expect(kindOf(code, status).kind).toBe(kind));
});

test('a fault always says something', () => {
  expect(failureOf({ status: 0, code: '', message: '' }).fault).toEqual({
    code: 'NETWORK',
    message: 'The server could not be reached, or something else answered in its place.',
    field: null,
  });
  expect(kindOf('', 503).fault).toMatchObject({
    code: 'HTTP_503',
    message: 'The server gave no usable answer (HTTP 503).',
  });
  expect(failureOf({ status: 500, code: 'XX000', message: '' }).fault.message).toBe('No reason was given.');
});

test('[R10.2-1] [R10.2-2] [R10.2-3] [R10.2-4] [R10.2-5] [R10.2-6] tries come after 10 s, 30 s, 2, 5, 15, 30 and 30 minutes', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map((n) => delayAfter(n) / 1000)).toEqual([
    10, 30, 120, 300, 900, 1800, 1800, 1800,
  ]);
});

test('what a record was told says whether it is held, without the status that came with it', () => {
  const codes = [...outages, ...answered, ...Object.values(others).flat()];
  for (const [code, status] of codes.filter(([, status]) => status !== 401)) {
    const { fault, kind } = kindOf(code, status);
    expect([fault.code, isHold(fault.code)]).toEqual([fault.code, kind === 'hold']);
  }
  expect([isHold(timeoutFault.code), isHold('RVTOT'), isHold('NEVER_HEARD_OF')]).toEqual([
    false,
    false,
    true,
  ]);
});

describe('Retry-After', () => {
  const nowMs = Date.parse('2026-11-22T10:00:00.000Z');
  test.each([
    ['45', 45_000],
    ['0', 0],
    ['-5', 0],
    ['Sun, 22 Nov 2026 10:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%j is %s ms', (header, ms) => expect(retryAfterMs(header, nowMs)).toBe(ms));
  test('makes a wait longer, never shorter, and never longer than half an hour', () => {
    expect([1, 45_000, 7_200_000].map((ms) => delayHonouring(1, ms))).toEqual([10_000, 45_000, 1_800_000]);
    expect(delayHonouring(4, 20_000)).toBe(300_000);
    expect(delayHonouring(1, null)).toBe(10_000);
  });
  test('counts with 429 and 503 only', () => {
    const asked = (status: number) => failureOf({ status, code: '', message: '', retryAfterMs: 5000 });
    expect(asked(429)).toMatchObject({ retryAfterMs: 5000 });
    expect(asked(503)).toMatchObject({ retryAfterMs: 5000 });
    expect(asked(500)).toMatchObject({ retryAfterMs: null });
  });
});
