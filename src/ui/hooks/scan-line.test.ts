import { expect, test } from 'vitest';
import { scanLine, type Taker } from './scan-line.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

function world() {
  const unwanted: string[] = [];
  const line = scanLine((code) => unwanted.push(code));
  const taken: string[] = [];
  const taker = (wants: Taker['wants'] = () => true): Taker => ({
    wants,
    onScan: (code) => taken.push(code),
  });
  return { line, unwanted, taken, taker };
}

test('a scan reaches a form that opens only after it, in order', async () => {
  const { line, taken, taker } = world();
  let isOpening = true;
  line.take({ wants: () => true, onScan: (code) => taken.push(`list ${code}`) })();
  line.holdWhile(() => isOpening);
  line.hear('1111');
  line.hear('2222');
  await soon();
  expect(taken).toEqual([]);
  isOpening = false;
  line.take(taker());
  line.hear('3333');
  await soon();
  expect(taken).toEqual(['1111', '2222', '3333']);
});

test('while a screen opens, the one that is still there gets nothing', async () => {
  const { line, taken } = world();
  let isOpening = true;
  const leave = line.take({ wants: () => true, onScan: (code) => taken.push(`list ${code}`) });
  const letGo = line.holdWhile(() => isOpening);
  expect(line.isWanted()).toBe(true);
  line.hear('1111');
  await soon();
  leave();
  isOpening = false;
  letGo();
  line.take({ wants: () => true, onScan: (code) => taken.push(`form ${code}`) });
  await soon();
  expect(taken).toEqual(['form 1111']);
});

test('what is wanted later waits for its turn; what nobody wants is what was typed', async () => {
  const { line, taken, taker } = world();
  expect(line.isWanted()).toBe(false);
  let wants: ReturnType<Taker['wants']> = false;
  line.take(taker(() => wants));
  expect(line.isWanted()).toBe(false);
  wants = 'later';
  expect(line.isWanted()).toBe(true);
  line.hear('1111');
  await soon();
  expect(taken).toEqual([]);
  wants = true;
  line.goOn();
  await soon();
  expect(taken).toEqual(['1111']);
});

test('what waited for a screen that has no use for it is said to be unwanted', async () => {
  const { line, unwanted } = world();
  const letGo = line.holdWhile(() => true);
  line.hear('1111');
  await soon();
  letGo();
  line.goOn();
  await soon();
  expect(unwanted).toEqual(['1111']);
  expect(line.isWanted()).toBe(false);
});

test('a question is asked before the screen behind it, until it is answered', async () => {
  const { line, taken, taker } = world();
  line.take(taker());
  const answer = line.take({ wants: () => true, onScan: (code) => taken.push(`refused ${code}`) }, true);
  line.hear('1111');
  await soon();
  answer();
  line.hear('2222');
  await soon();
  expect(taken).toEqual(['refused 1111', '2222']);
});

test('the next scan waits until the one before it is done, or its taker gone', async () => {
  const { line, taken, taker } = world();
  let done: () => void = () => undefined;
  const slow = () => new Promise<void>((resolve) => (done = resolve));
  const leave = line.take({
    wants: () => true,
    onScan: (code) => {
      taken.push(`slow ${code}`);
      return slow();
    },
  });
  line.hear('1111');
  line.hear('2222');
  await soon();
  expect(taken).toEqual(['slow 1111']);
  done();
  await soon();
  expect(taken).toEqual(['slow 1111', 'slow 2222']);
  line.hear('3333');
  leave();
  line.take(taker());
  await soon();
  expect(taken).toEqual(['slow 1111', 'slow 2222', '3333']);
});
