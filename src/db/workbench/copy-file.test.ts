import { expect, test } from 'vitest';
import { databaseBytes } from '#tests/support/query-copy.ts';
import { copyDatabase } from './copy-file.ts';

/** A file that a till writes to: `onRead` is called before each look at either. */
function tillFile(bytes: Uint8Array, onRead: (look: number, till: Till) => void) {
  const till: Till = { bytes: new Uint8Array(bytes), journalBytes: 0, modifiedMs: 1, journalMs: 1 };
  let look = 0;
  return {
    looks: () => look,
    database: async () => {
      onRead((look += 1), till);
      return Object.assign(new Blob([till.bytes]), { lastModified: till.modifiedMs });
    },
    journal: async () => {
      onRead((look += 1), till);
      return { size: till.journalBytes, lastModified: till.journalMs };
    },
  };
}

interface Till {
  bytes: Uint8Array<ArrayBuffer>;
  journalBytes: number;
  modifiedMs: number;
  journalMs: number;
}

function sink() {
  const written: Uint8Array[] = [];
  let isEnded = false;
  return {
    write: (bytes: Uint8Array) => void written.push(bytes),
    end: () => void (isEnded = true),
    text: () => (isEnded ? Buffer.concat(written).toString('latin1') : null),
  };
}

const options = { tries: 1, onProgress: () => undefined };
const bytes = await databaseBytes();

test('a file at rest is copied whole', async () => {
  const into = sink();
  const copied = await copyDatabase(
    tillFile(bytes, () => undefined),
    into,
    options,
  );
  expect(copied).toMatchObject({ bytes: bytes.length });
  expect(into.text()).toBe(Buffer.from(bytes).toString('latin1'));
});

const transactions: readonly { what: string; write: (till: Till) => void }[] = [
  { what: 'a commit, by the count in the header alone', write: (till) => (till.bytes[27]! += 1) },
  { what: 'a transaction that has begun', write: (till) => (till.journalBytes = 512) },
  { what: 'one that was rolled back', write: (till) => (till.modifiedMs += 1) },
  { what: 'one that only opened its journal and closed it', write: (till) => (till.journalMs += 1) },
];

for (const { what, write } of transactions) {
  test(`${what}, between any two looks: the copy is refused, and made again`, async () => {
    const quiet = tillFile(bytes, () => undefined);
    await copyDatabase(quiet, sink(), options);
    // At the first look nothing was read yet.
    for (let at = 2; at <= quiet.looks(); at += 1) {
      const busy = tillFile(bytes, (look, till) => (look === at ? write(till) : undefined));
      const into = sink();
      const copied = await copyDatabase(busy, into, options);
      // Before the first look at the header nothing was read; after the last one, everything.
      const isOutside = at === 2 || at === quiet.looks();
      const isOfOneMoment = copied === null || (isOutside && into.text() !== null);
      expect(isOfOneMoment, `look ${at}`).toBe(true);
    }
    let isWritten = false;
    const later = tillFile(bytes, (look, till) => {
      if (look === 4) {
        write(till);
        isWritten = true;
      } else till.journalBytes = 0;
    });
    expect(await copyDatabase(later, sink(), { ...options, tries: 2 })).not.toBeNull();
    expect(isWritten).toBe(true);
  });
}

test('a till that never rests is given up, and what is no database is said to be none', async () => {
  const busy = tillFile(bytes, (_look, till) => (till.bytes[27]! += 1));
  expect(await copyDatabase(busy, sink(), { ...options, tries: 3 })).toBeNull();
  const junk = tillFile(new Uint8Array(4096), () => undefined);
  await expect(copyDatabase(junk, sink(), options)).rejects.toThrow('no database');
});
