import { expect, test } from 'vitest';
import { checkEmail, checkPersonName } from './person.ts';

test.each([
  [' Ana@Example.COM ', { kind: 'email', email: 'ana@example.com' }],
  ['', { kind: 'refused', refusal: { kind: 'text_missing', field: 'e-mail address' } }],
  ['ana', { kind: 'refused', refusal: { kind: 'email_invalid' } }],
  ['ana @example.com', { kind: 'refused', refusal: { kind: 'email_invalid' } }],
  ['a@b@c', { kind: 'refused', refusal: { kind: 'email_invalid' } }],
  [
    `${'a'.repeat(200)}@b`,
    { kind: 'refused', refusal: { kind: 'text_too_long', field: 'e-mail address', max_length: 200 } },
  ],
])('the address %j', (typed, outcome) => {
  expect(checkEmail(typed)).toEqual(outcome);
});

test.each([
  [' Ana\tLópez\n', { kind: 'person', name: 'Ana López' }],
  [' \n', { kind: 'refused', refusal: { kind: 'text_missing', field: 'name' } }],
  ['👩🏽'.repeat(60), { kind: 'person', name: '👩🏽'.repeat(60) }],
  ['n'.repeat(121), { kind: 'refused', refusal: { kind: 'text_too_long', field: 'name', max_length: 120 } }],
])('the name %j', (typed, outcome) => {
  expect(checkPersonName(typed)).toEqual(outcome);
});
