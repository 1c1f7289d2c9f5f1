import { expect, test } from 'vitest';
import { keepJob, ofEach, oneMore, readJob, totalOf } from './label-job.ts';

function storage(first?: string): Storage {
  const values = new Map(first === undefined ? [] : [['flux.labels', first]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  } as Storage;
}

test('what was chosen is there again, and what another build wrote does no harm', () => {
  const kept = storage();
  const job = { size: 'sheet65', used: 3, choices: [{ id: 'a', count: 2 }] } as const;
  keepJob(job, kept);
  expect(readJob(kept)).toEqual(job);
  const empty = { size: 'roll50', used: 0, choices: [] };
  for (const odd of [undefined, 'no JSON', '7', '{"size":"round","used":-1,"choices":7}']) {
    expect(readJob(storage(odd))).toEqual(empty);
  }
  const some =
    '{"size":"roll50","used":0,"choices":[{"id":"a","count":1},null,{"id":"b","count":-2},{"count":1}]}';
  expect(readJob(storage(some)).choices).toEqual([{ id: 'a', count: 1 }]);
});

test('one label of each at first; a scan makes it one more, and brings it to the top', () => {
  const each = ofEach(['a', 'b', 'a']);
  expect(each).toEqual([
    { id: 'a', count: 1 },
    { id: 'b', count: 1 },
  ]);
  const more = oneMore(oneMore(each, 'b'), 'c');
  expect(more.map(({ id, count }) => `${id}${count}`)).toEqual(['c1', 'b2', 'a1']);
  expect(totalOf(more)).toBe(4);
});
