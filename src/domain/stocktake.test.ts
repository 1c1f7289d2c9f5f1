import { expect, test } from 'vitest';
import { differencesOf } from './stocktake.ts';

const at = (minute: number) => `2026-07-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const of = { item_id: 'rice', lot_id: null };
const count = (pieces: number, minute: number) => ({
  ...of,
  quantity_milli: pieces * 1000,
  counted_at: at(minute),
});
const move = (pieces: number, minute: number) => ({ ...of, quantity_milli: pieces * 1000, at: at(minute) });

interface Case {
  readonly counted: readonly (readonly [pieces: number, minute: number])[];
  readonly onHand: number;
  readonly moved?: readonly (readonly [pieces: number, minute: number])[];
  /** In the twentieth minute. */
  readonly adjusted?: number;
  /** Pieces. */
  readonly book: number;
  readonly difference: number;
  readonly isDoubtful?: true;
}

const cases: Readonly<Record<string, Case>> = {
  'as many as the books say': { counted: [[10, 5]], onHand: 10, book: 10, difference: 0 },
  fewer: { counted: [[8, 5]], onHand: 10, book: 10, difference: -2 },
  more: { counted: [[11, 5]], onHand: 10, book: 10, difference: 1 },
  'none where there should be some': { counted: [[0, 5]], onHand: 3, book: 3, difference: -3 },
  'some where the books are below zero': { counted: [[2, 5]], onHand: -1, book: -1, difference: 3 },
  'three sold after the count: the count stands': {
    counted: [[10, 5]],
    onHand: 7,
    moved: [[-3, 9]],
    book: 10,
    difference: 0,
  },
  'ten came in after the count': {
    counted: [[10, 5]],
    onHand: 20,
    moved: [[10, 9]],
    book: 10,
    difference: 0,
  },
  'two missing, and three sold since': {
    counted: [[8, 5]],
    onHand: 7,
    moved: [[-3, 9]],
    book: 10,
    difference: -2,
  },
  'three sold before the count, by a till that the counting device had not heard of': {
    counted: [[7, 5]],
    onHand: 7,
    moved: [[-3, 1]],
    book: 7,
    difference: 0,
  },
  'sold in the very instant of the count: it is the counter who was later': {
    counted: [[9, 5]],
    onHand: 9,
    moved: [[-1, 5]],
    book: 9,
    difference: 0,
  },
  'in two places, by two devices': {
    counted: [
      [6, 5],
      [4, 7],
    ],
    onHand: 10,
    book: 10,
    difference: 0,
  },
  'in two places, and sold after both': {
    counted: [
      [6, 5],
      [4, 7],
    ],
    onHand: 8,
    moved: [[-2, 9]],
    book: 10,
    difference: 0,
  },
  'sold between two counts: told, not guessed': {
    counted: [
      [6, 5],
      [2, 9],
    ],
    onHand: 8,
    moved: [[-2, 7]],
    book: 8,
    difference: 0,
    isDoubtful: true,
  },
  'put right already': {
    counted: [[8, 5]],
    onHand: 8,
    moved: [[-2, 20]],
    adjusted: -2,
    book: 10,
    difference: 0,
  },
  'put right, and sold since': {
    counted: [[8, 5]],
    onHand: 5,
    moved: [
      [-2, 20],
      [-3, 30],
    ],
    adjusted: -2,
    book: 10,
    difference: 0,
  },
  'a further sheet after it was put right': {
    counted: [
      [8, 5],
      [1, 8],
    ],
    onHand: 8,
    moved: [[-2, 20]],
    adjusted: -2,
    book: 10,
    difference: 1,
  },
  'found after it was put right: the books had that in them already': {
    counted: [
      [8, 5],
      [1, 30],
    ],
    onHand: 8,
    moved: [[-2, 20]],
    adjusted: -2,
    book: 8,
    difference: 1,
  },
  'put right, and the rest counted afterwards': {
    counted: [
      [6, 5],
      [4, 30],
    ],
    onHand: 6,
    moved: [[-4, 20]],
    adjusted: -4,
    book: 6,
    difference: 4,
  },
  'a sale of before the count that came after the adjustment': {
    counted: [[8, 5]],
    onHand: 7,
    moved: [
      [-1, 3],
      [-2, 20],
    ],
    adjusted: -2,
    book: 9,
    difference: 1,
  },
};

for (const [what, { counted, onHand, moved = [], adjusted, book, difference, isDoubtful }] of Object.entries(
  cases,
)) {
  test(`a stocktake: ${what}`, () => {
    const books = {
      on_hand: [{ ...of, quantity_milli: onHand * 1000 }],
      moved: moved.map(([pieces, minute]) => move(pieces, minute)),
      adjusted: adjusted === undefined ? [] : [move(adjusted, 20)],
    };
    expect(
      differencesOf(
        counted.map(([pieces, minute]) => count(pieces, minute)),
        books,
      ),
    ).toMatchObject([
      {
        book_milli: book * 1000,
        difference_milli: difference * 1000,
        times: counted.length,
        is_doubtful: isDoubtful === true,
      },
    ]);
  });
}

test('batches are told apart; what was not counted is nothing only where that is asked for', () => {
  const lot = (lot_id: string) => ({ item_id: 'milk', lot_id });
  const books = {
    on_hand: [
      { ...lot('a'), quantity_milli: 5000 },
      { ...lot('b'), quantity_milli: 2000 },
      { ...of, quantity_milli: 9000 },
    ],
    moved: [{ ...lot('b'), quantity_milli: -1000, at: at(9) }],
    adjusted: [],
  };
  const counted = [{ ...lot('a'), quantity_milli: 4000, counted_at: at(5) }];
  expect(
    differencesOf(counted, books).map(({ lot_id, difference_milli }) => [lot_id, difference_milli]),
  ).toEqual([['a', -1000]]);
  const absent = [
    { ...lot('b'), counted_at: at(5) },
    { ...lot('a'), counted_at: at(5) },
  ];
  expect(differencesOf(counted, books, absent)).toMatchObject([
    { lot_id: 'a', difference_milli: -1000, times: 1 },
    // One of it was sold since the counting ended: it was there then, and is not put right twice.
    { lot_id: 'b', book_milli: 3000, difference_milli: -3000, times: 0 },
  ]);
});
