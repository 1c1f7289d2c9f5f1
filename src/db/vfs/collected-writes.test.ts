import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CollectedWrites, type FileHandle } from './collected-writes.ts';
import { DiskError, MemoryDisk } from '#tests/support/memory-disk.ts';

/** Smaller than some of the writes. */
const capacityBytes = 1_000;

/** SQLite never writes nothing, and file systems differ in what that does behind the end. */
const bytes = (max: number) => fc.integer({ min: 1, max });

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('append' as const), size: bytes(90) }) },
  fc.record({ kind: fc.constant('write' as const), at: fc.nat(500), size: bytes(1_500) }),
  fc.record({ kind: fc.constant('read' as const), at: fc.nat(2_000), size: fc.nat(90) }),
  fc.record({ kind: fc.constant('truncate' as const), size: fc.nat(2_000) }),
  fc.record({ kind: fc.constantFrom('getSize' as const, 'flush' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function bytesOf(size: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (seed * 31 + index * 7) % 251);
}

function contentOf(disk: MemoryDisk, name: string): string {
  return Buffer.from(disk.file(name).content).toString('hex');
}

/** What the caller sees of it. */
function run(file: FileHandle, steps: readonly Step[]): unknown[] {
  let end = 0;
  const write = (at: number, size: number, seed: number) => {
    end = at + size;
    return file.write(bytesOf(size, seed), { at });
  };
  return steps.map((next, seed) => {
    switch (next.kind) {
      case 'append':
        return write(end, next.size, seed);
      case 'write':
        return write(next.at, next.size, seed);
      case 'read': {
        const into = new Uint8Array(next.size);
        return `${file.read(into, { at: next.at })} ${Buffer.from(into).toString('hex')}`;
      }
      case 'truncate':
        return file.truncate(next.size);
      case 'getSize':
        return file.getSize();
      case 'flush':
        return file.flush();
    }
  });
}

test('whatever is done with it, it answers as the file itself does', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const disk = new MemoryDisk();
      const collected = new CollectedWrites(disk.handle('collected'), capacityBytes);
      expect(run(collected, steps)).toEqual(run(disk.handle('plain'), steps));
      collected.close();
      expect(contentOf(disk, 'collected')).toBe(contentOf(disk, 'plain'));
    }),
  );
});

test('what a flush has confirmed is on the disk, also when the power goes next', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.array(step, { maxLength: 5 }), (steps, later) => {
      const disk = new MemoryDisk();
      const collected = new CollectedWrites(disk.handle('collected'), capacityBytes);
      run(collected, steps);
      collected.flush();
      const confirmed = contentOf(disk, 'collected');
      run(
        collected,
        later.filter(({ kind }) => kind !== 'flush'),
      );
      disk.losePower(() => false);
      expect(contentOf(disk, 'collected')).toBe(confirmed);
    }),
  );
});

test('writes that follow each other reach the file in one', () => {
  const disk = new MemoryDisk();
  const collected = new CollectedWrites(disk.handle('f'));
  for (let at = 0; at < 40; at += 4) collected.write(bytesOf(4, at), { at });
  expect(disk.calls).toEqual([]);
  collected.flush();
  expect(disk.calls).toEqual(['f write 40', 'f flush']);
});

test('a write that failed is not forgotten: every further look fails, until it succeeds', () => {
  const disk = new MemoryDisk();
  const collected = new CollectedWrites(disk.handle('f'));
  collected.write(bytesOf(100, 1), { at: 0 });
  disk.failsAfter(0);
  for (let tries = 0; tries < 2; tries += 1) {
    expect(() => collected.flush()).toThrow(DiskError);
    expect(() => collected.getSize()).toThrow(DiskError);
    expect(() => collected.read(new Uint8Array(1), { at: 0 })).toThrow(DiskError);
  }
  disk.failsAfter(Number.POSITIVE_INFINITY);
  expect(collected.getSize()).toBe(100);
});
