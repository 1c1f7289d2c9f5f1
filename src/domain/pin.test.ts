import { expect, test } from 'vitest';
import { pinFault } from './pin.ts';
import { noTries, oneMoreTry, triesLeft, type Tries } from './pin-tries.ts';

test('a PIN is 4 to 8 digits', () => {
  expect(['1357', '90210', '48291563'].map(pinFault)).toEqual([null, null, null]);
  expect(['', '135', '135791357'].map(pinFault)).toEqual(['wrong_length', 'wrong_length', 'wrong_length']);
  expect(['13a7', '13 57', '-1357', '١٣٥٧'].map(pinFault)).toEqual(Array(4).fill('not_digits'));
});

test('the PINs that are tried first are refused', () => {
  const simple = ['0000', '7777777', '1212', '131313', '123123', '1234', '5678', '7890', '4321', '10987'];
  expect(simple.filter((pin) => pinFault(pin) !== 'too_simple')).toEqual([]);
});

test('five tries, then waits of 30 s, 1 min, 2 min, and 5 min for good', () => {
  const waits: number[] = [];
  const left: number[] = [];
  let tries: Tries = noTries;
  for (let n = 0; n < 10; n += 1) {
    tries = oneMoreTry(tries);
    waits.push(tries.wait_left_ms / 1000);
    left.push(triesLeft(tries));
  }
  expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 300, 300, 300]);
  expect(left).toEqual([4, 3, 2, 1, 0, 0, 0, 0, 0, 0]);
});
