import { describe, expect, test } from 'vitest';
import { delayAfter } from './backoff.ts';
import { failureOf } from './outcome.ts';

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
    message: 'No reason was given.',
    field: null,
  });
  expect(kindOf('', 503).fault.code).toBe('HTTP_503');
});

test('[R10.2-1] [R10.2-2] [R10.2-3] [R10.2-4] [R10.2-5] [R10.2-6] tries come after 10 s, 30 s, 2, 5, 15, 30 and 30 minutes', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map((n) => delayAfter(n) / 1000)).toEqual([
    10, 30, 120, 300, 900, 1800, 1800, 1800,
  ]);
});
