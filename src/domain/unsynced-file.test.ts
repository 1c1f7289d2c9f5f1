import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UnsyncedContent, UnsyncedRecord } from '#schema/unsynced-file.ts';
import { canonicalText, checksumOf } from './canonical-text.ts';
import { makeUnsyncedFile, readUnsyncedFile, unsyncedFileName, unsyncedFileText } from './unsynced-file.ts';

const at = '2026-11-23T10:00:00.000Z';
const [location, device, author] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

function record(total_minor = 250): UnsyncedRecord {
  const id = crypto.randomUUID();
  return {
    queue_id: crypto.randomUUID(),
    entity_type: 'sales_invoice',
    entity_id: id,
    device_id: device,
    number: 'S-KL1-07-000001',
    total_minor,
    client_created_at: at,
    client_updated_at: at,
    created_by: author,
    payload: {
      id,
      location_id: location,
      device_id: device,
      lines: [{ quantity_milli: 1000, note: 'Ä"\n' }],
    },
    sync_status: 'failed',
    is_waiting: false,
    retry_count: 1,
    last_attempt_at: at,
    error_code: 'RVTOT',
    last_error: 'The total is wrong.',
  };
}

const content = (records = [record(), record()]): UnsyncedContent => ({
  format: 'flux-unsynced',
  version: 1,
  location: { id: location, code: 'KL1', name: 'Shop' },
  device: { id: device, code: '07', name: 'Till' },
  user: { id: author, name: 'Casey' },
  exported_at: at,
  records,
});

const textOf = async (made: UnsyncedContent) => unsyncedFileText(await makeUnsyncedFile(made));
/** Right in its checksum, whatever else it says. */
const sealed = async (value: object) =>
  JSON.stringify({ ...value, checksum: { algorithm: 'SHA-256', value: await checksumOf(value) } });

test('what was written is read, to the last value, and its name says where and when it is from', async () => {
  const made = await makeUnsyncedFile(content());
  expect(await readUnsyncedFile(unsyncedFileText(made))).toEqual({ kind: 'read', file: made });
  expect(unsyncedFileName(made)).toBe('flux-unsynced-KL1-07-2026-11-23.json');
});

test('white space and the order of keys change nothing; any other change is seen', async () => {
  const made = await makeUnsyncedFile(content());
  const turned = Object.fromEntries(Object.entries(made).toReversed());
  expect(await readUnsyncedFile(JSON.stringify(turned, null, 4))).toMatchObject({ kind: 'read' });
  const text = unsyncedFileText(made);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length - 1),
      fc.constantFrom('0', '7', 'x', '"', '}', ' '),
      async (i, letter) => {
        const changed = text.slice(0, i) + letter + text.slice(i + 1);
        const isSame = canonicalText(safeParse(changed)) === canonicalText(made);
        expect((await readUnsyncedFile(changed)).kind === 'read').toBe(isSame);
      },
    ),
    { numRuns: 300 },
  );
});

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

test('a file that is cut, of another kind, of a later version or put together by hand is refused by name', async () => {
  const text = await textOf(content());
  expect(await readUnsyncedFile(text.slice(0, -40))).toEqual({ kind: 'not_json' });
  expect(await readUnsyncedFile('')).toEqual({ kind: 'not_json' });
  for (const other of [
    'null',
    '[]',
    '7',
    '{"format": "other", "version": 1}',
    '{"format": "flux-unsynced"}',
  ]) {
    expect(await readUnsyncedFile(other)).toEqual({ kind: 'other_format' });
  }
  expect(await readUnsyncedFile(await sealed({ ...content(), version: 2 }))).toEqual({
    kind: 'newer_version',
    version: 2,
  });
  expect(await readUnsyncedFile(text.replace('250', '25'))).toEqual({ kind: 'checksum_wrong' });
  expect(await readUnsyncedFile(JSON.stringify(content()))).toEqual({ kind: 'checksum_wrong' });
});

test('a whole file whose documents contradict what it says of them is refused', async () => {
  const one = record();
  const wrong: [string, readonly object[]][] = [
    ['records.0.payload', [{ ...one, entity_id: crypto.randomUUID() }]],
    ['records.0.payload', [{ ...one, device_id: crypto.randomUUID() }]],
    ['records.0.payload.location_id', [{ ...one, payload: { ...one.payload, location_id: author } }]],
    ['records.1.entity_id', [one, one]],
    ['records.0.entity_type', [{ ...one, entity_type: 'delivery' }]],
    ['records.0.sync_status', [{ ...one, sync_status: 'synced' }]],
  ];
  for (const [where, records] of wrong) {
    expect(await readUnsyncedFile(await sealed({ ...content(), records }))).toEqual({
      kind: 'not_valid',
      at: where,
    });
  }
});

test('the canonical text sorts keys at every depth and keeps the order of lists', () => {
  expect(canonicalText({ b: [{ z: 1, a: null }, 'x'], a: { d: true, c: 'é' } })).toBe(
    '{"a":{"c":"é","d":true},"b":[{"a":null,"z":1},"x"]}',
  );
});
