import { expect, test } from 'vitest';
import { statusOf } from '#stack/gateway/error-body.ts';

// PostgREST's documentation, "HTTP Status Codes": [SQLSTATE, signed in, anonymous].
const TABLE: readonly [string, number, number?][] = [
  ['08000', 503],
  ['08P01', 503],
  ['09000', 500],
  ['0L000', 403],
  ['0P000', 403],
  ['21000', 500],
  ['22P02', 400],
  ['22023', 400],
  ['23502', 400],
  ['23503', 409],
  ['23505', 409],
  ['23514', 400],
  ['25000', 500],
  ['25006', 405],
  ['28000', 403],
  ['28P01', 403],
  ['2D000', 500],
  ['38000', 500],
  ['39000', 500],
  ['3B000', 500],
  ['40001', 500],
  ['40P01', 500],
  ['42501', 403, 401],
  ['42601', 400],
  ['42703', 400],
  ['42803', 400],
  ['42883', 404],
  ['42P01', 404],
  ['42P17', 500],
  ['53100', 503],
  ['53300', 503],
  ['53400', 500],
  ['54001', 500],
  ['55P03', 500],
  ['57014', 500],
  ['57P01', 503],
  ['58030', 500],
  ['F0000', 500],
  ['HV000', 500],
  ['P0001', 400],
  ['P0002', 500],
  ['P0004', 500],
  ['PT402', 402],
  ['PTX00', 500],
  ['RDITM', 400],
  ['RALOC', 400],
  ['RVLOT', 400],
  ['XX000', 500],
];

test.each(TABLE)('[T120] SQLSTATE %s is HTTP %i', (code, status, anonymous = status) => {
  expect(statusOf(code, 'something', false)).toBe(status);
  expect(statusOf(code, 'something', true)).toBe(anonymous);
});

test('a role that does not exist is an authentication failure', () => {
  expect(statusOf('22023', 'role "nobody" does not exist', false)).toBe(401);
});
