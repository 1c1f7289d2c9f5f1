import pg from 'pg';
import { post, type Api } from './api.ts';
import { demoId } from './ids.ts';
import { documentsOf, type OpeningLine } from './opening-stock.ts';
import { owner } from './people.ts';
import { settingsOf, type Place } from './places.ts';

type PushRecord = Readonly<Record<string, unknown>>;
type PushResult = { readonly status: string; readonly code: string | null; readonly message: string | null };
type Device = {
  readonly id: string;
  readonly code: string;
  readonly last_sequences: { readonly stock_adjustment?: number };
};

/** Before the first day of its trade: nobody sells or counts what is not there yet. */
const daysAgo = 14;
const dayMs = 86_400_000;

/** Documents in one request: some 220 KB, decided within the two seconds that the server gives a batch. */
const DOCUMENTS_PER_PUSH = 3;

/** The lines that are not in the ledger yet. */
export async function missingLines(
  databaseUri: string,
  lines: readonly OpeningLine[],
): Promise<OpeningLine[]> {
  const client = new pg.Client({ connectionString: databaseUri });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      'select id from public.stock_moves where id = any($1::uuid[])',
      [lines.map((line) => line.id)],
    );
    const posted = new Set(rows.map((row) => row.id));
    return lines.filter((line) => !posted.has(line.id));
  } finally {
    await client.end();
  }
}

/** Brings opening stock into the books the way any stock comes there: as documents of a device, by `push`. */
export async function postOpening(api: Api, place: Place, lines: readonly OpeningLine[]): Promise<void> {
  const id = demoId('device', place.code);
  const device = await registerDevice(api, { id, location_id: place.id, name: 'Back office' });
  const last = device.last_sequences.stock_adjustment ?? 0;
  const records = documentsOf(lines).map((document, i) => recordOf(place, device, last + i + 1, document));
  await pushAll(api, `Opening stock of ${place.name}`, records, DOCUMENTS_PER_PUSH);
}

/** So many at a time; throws where the server says no to one. */
export async function pushAll(
  api: Api,
  what: string,
  all: readonly PushRecord[],
  atATime: number,
): Promise<void> {
  let queue = all;
  while (queue.length > 0) {
    const records = queue.slice(0, atATime);
    const { results } = (await post(api, '/rest/v1/rpc/push', { records })) as { results: PushResult[] };
    const refused = results.find(({ status }) => status !== 'applied' && status !== 'already_applied');
    if (refused) throw new Error(`${what}: ${refused.code ?? ''} ${refused.message ?? ''}`);
    if (results.length === 0) throw new Error(`${what}: push decided nothing.`);
    // A batch may be decided in part; the rest goes again.
    queue = queue.slice(results.length);
  }
}

export async function registerDevice(
  api: Api,
  device: { readonly id: string; readonly location_id: string; readonly name: string },
): Promise<Device> {
  return (await post(api, '/rest/v1/rpc/register_device', { device })) as Device;
}

function recordOf(place: Place, device: Device, sequence: number, lines: readonly OpeningLine[]): PushRecord {
  const at = new Date(Date.now() - daysAgo * dayMs);
  const id = demoId('opening document', ...lines.map((line) => line.id));
  const envelope = {
    location_id: place.id,
    device_id: device.id,
    client_created_at: at.toISOString(),
    client_updated_at: at.toISOString(),
  };
  const payload = {
    id,
    ...envelope,
    adjustment_number: `A-${place.code}-${device.code}-${String(sequence).padStart(6, '0')}`,
    reason: 'opening',
    note: 'Opening stock of the demo',
    cashier_id: owner.id,
    approved_by: null,
    business_date: dayIn(String(settingsOf(place)['time_zone']), at),
    lines,
  };
  return {
    v: 1,
    queue_id: demoId('queue', id),
    entity_type: 'stock_adjustment',
    entity_id: id,
    ...envelope,
    payload,
  };
}

function dayIn(timeZone: string, at: Date): string {
  // Swedish dates are ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
}
